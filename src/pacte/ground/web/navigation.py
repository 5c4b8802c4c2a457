"""The navigation: every room's `access.NAVIGATION`, reduced to what this user may open.

This floor knows neither accounts nor partners. The room that keeps the roles registers a reader at start-up; without
one nobody holds a role, and only the public and signed-in links are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from pacte.ground.declarations.access import Audience, Link
from pacte.ground.declarations.registry import declared

RoleReader = Callable[[Any], frozenset[str]]


def _nobody_holds_a_role(user: Any) -> frozenset[str]:
    return frozenset()


_reader: RoleReader = _nobody_holds_a_role


@dataclass(frozen=True)
class Item:
    """A link as shown: its text, its address, and whether the page being read is under it."""

    label: str
    url: str
    is_current: bool


def register_role_reader(reader: RoleReader) -> None:
    """Say how the codes of a signed-in user's current roles are read. Called once, at start-up."""
    global _reader  # noqa: PLW0603 - the one registry of this module
    _reader = reader


def roles_of(user: Any) -> frozenset[str]:
    """The role codes of this user; none for an anonymous visitor."""
    return _reader(user) if user.is_authenticated else frozenset()


def passes(audience: Audience, user: Any) -> bool:
    """Whether this audience names the user. It decides what is shown; each page still asks its own predicate."""
    if audience.everyone:
        return True
    if not user.is_authenticated:
        return False
    return audience.signed_in or bool(audience.roles.keys() & roles_of(user))


def declared_links() -> list[Link]:
    """Every room's links, by their order then by their room's."""
    return sorted(
        (link for _room, links in declared("access", "NAVIGATION") for link in links), key=lambda it: it.order
    )


def items(request: HttpRequest) -> list[Item]:
    """The links that this request's user may follow; a link whose page is not mounted is left out.

    The page being read stands under one of them at most: the one whose address says the most of its own.
    """
    links = []
    for link in declared_links():
        try:
            url = reverse(link.route)
        except NoReverseMatch:
            continue
        if passes(link.audience, request.user):
            links.append((str(link.label), url))
    above = [url for _label, url in links if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(above, key=len, default="")
    return [Item(label, url, url == current) for label, url in links]
