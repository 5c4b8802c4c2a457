"""The navigation: every room's `access.NAVIGATION`, reduced to what this user may open.

This floor knows neither accounts nor partners: it asks for roles through `declarations.roles`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from pacte.ground.declarations.access import Audience, Link
from pacte.ground.declarations.registry import declared
from pacte.ground.declarations.roles import has_role
from pacte.ground.declarations.rooms import last_known_off, switchable, switched_off


@dataclass(frozen=True)
class Item:
    """A link as shown: its text, its address, and whether the page being read is under it."""

    label: str
    url: str
    is_current: bool


MOST_IN_SIGHT = 8
"""Links that stand in one row of a wide screen; a role with more finds the others under one word."""


@dataclass(frozen=True)
class Menu:
    """The links in sight, and those folded away. The page being read is always in sight."""

    shown: list[Item]
    folded: list[Item]


def menu(links: list[Item]) -> Menu:
    """Fold what goes past one row; nothing is folded for the sake of a single link.

    >>> many = [Item(str(number), f"/{number}/", number == 11) for number in range(12)]
    >>> [item.label for item in menu(many).shown], len(menu(many).folded), len(menu(many[:9]).folded)
    (['0', '1', '2', '3', '4', '5', '6', '11'], 4, 0)
    """
    if len(links) <= MOST_IN_SIGHT + 1:
        return Menu(links, [])
    shown = links[:MOST_IN_SIGHT]
    current = [item for item in links[MOST_IN_SIGHT:] if item.is_current]
    if current:
        shown = [*shown[: MOST_IN_SIGHT - 1], *current]
    return Menu(shown, [item for item in links if item not in shown])


def passes(audience: Audience, user: Any) -> bool:
    """Whether this audience names the user. It decides what is shown; each page still asks its own predicate."""
    if audience.everyone:
        return True
    if not user.is_authenticated:
        return False
    return audience.signed_in or has_role(user, *audience.roles)


def declared_links() -> list[Link]:
    """Every room's links, by their order then by their room's; work comes before the pages that are everyone's."""
    found = (link for _room, links in declared("access", "NAVIGATION") for link in links)
    return sorted(found, key=lambda it: (it.audience.everyone, it.order))


def items(request: HttpRequest) -> list[Item]:
    """The links that this request's user may follow; one whose page is not mounted, or whose room is off, is left out.

    The page being read stands under one of them at most: the one whose address says the most of its own.
    """
    links = []
    for link in declared_links():
        if passes(link.audience, request.user) and (url := _mounted(link.route)) and _is_on(link, request):
            links.append((str(link.label), url))
    above = [url for _label, url in links if request.path == url or (url != "/" and request.path.startswith(url))]
    current = max(above, key=len, default="")
    return [Item(label, url, url == current) for label, url in links]


def _mounted(route: str) -> str:
    """The address of this page; "" when the city's addresses hold none."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _is_on(link: Link, request: HttpRequest) -> bool:
    """Does the city use the room of this link? For a visitor, as was last known: it asks the database nothing."""
    room = link.route.split(":")[0]
    if room not in switchable():
        return True
    return room not in (switched_off(request) if request.user.is_authenticated else last_known_off())
