"""Where a higher room says what it takes from the offline application, what it keeps there, where it is entered.

A room registers in its `apps.ready`; this one imports nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse

from .rules import Answer

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Accept = Callable[[Any, UUID, dict[str, Any], datetime], Answer]


@dataclass(frozen=True)
class Entry:
    """A page of the offline application, named by a place or an act, never by a person."""

    label: str | StrPromise
    url: str
    detail: str | StrPromise = ""


_accepts: dict[str, Accept] = {}
_files: list[str] = [
    "vendor/bootstrap/bootstrap.min.css",
    "vendor/fonts/atkinson-hyperlegible-next-400.woff2",
    "vendor/fonts/atkinson-hyperlegible-next-600.woff2",
    "vendor/fonts/atkinson-hyperlegible-next-700.woff2",
    "vendor/fonts/atkinson-hyperlegible-next-800.woff2",
    "web/mark.svg",
    "web/theme/tokens.css",
    "web/theme/base.css",
    "web/theme/forms.css",
    "web/theme/components.css",
    "field/shell.css",
    "field/shell.js",
    "field/home.js",
    "field/outbox.js",
    "field/vault.js",
]
_entries: list[Callable[[Any], Iterable[Entry]]] = []


def register(kind: str, accept: Accept) -> None:
    """Take items of this kind: `accept(user, client_id, payload, at)` applies one, inside its own transaction.

    It must do nothing a second time for the same `client_id`. BadInput, Refused and Http404 that it raises become the
    item's refusal, with their words; any other error leaves the item on the device, to be sent again.
    """
    _accepts[kind] = accept


def accept_of(kind: str) -> Accept | None:
    """Who takes items of this kind."""
    return _accepts.get(kind)


def keep_files(*names: str) -> None:
    """Static files that the room's offline pages need, by their name under `static/`."""
    _files.extend(name for name in names if name not in _files)


def kept_files() -> list[str]:
    """Every static file that the service worker keeps."""
    return list(_files)


def register_entries(provider: Callable[[Any], Iterable[Entry]]) -> None:
    """Show these pages on the offline application's first page."""
    _entries.append(provider)


def entries_for(user: Any) -> list[Entry]:
    """The pages that this user may enter, in the order of the rooms."""
    return [entry for provider in _entries for entry in provider(user)]


def kept(response: HttpResponse) -> HttpResponse:
    """Mark a page that the service worker may keep: one that names no person. Nothing else is ever kept."""
    response["Pacte-Keep"] = "shell"
    return response
