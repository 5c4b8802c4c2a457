"""What higher rooms add to pathways: their part of a case's page, what they do when an event is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pacte.ground.accounts.models import User

from .models import Case, CaseEvent, Signal

if TYPE_CHECKING:
    from .reads.cases import CaseSight


@dataclass(frozen=True)
class CaseRow:
    """One line of a panel: plain text, and where it leads."""

    title: str
    detail: str = ""
    url: str = ""


@dataclass(frozen=True)
class CasePanel:
    """A room's part of a case's page: its title, its lines, and the acts it offers as (label, url)."""

    title: str
    rows: list[CaseRow] = field(default_factory=list)
    acts: list[tuple[str, str]] = field(default_factory=list)


Panels = Callable[[User, "CaseSight"], list[CasePanel]]
Told = Callable[[User | None, Case, CaseEvent], None]
Opened = Callable[[User, Case, Signal | None], None]


@dataclass(frozen=True)
class CaseRoom:
    """What a room does with the cases of its scheme.

    `panels(user, sight)` gives what this user may see. `opened(actor, case, signal)` and `told(actor, case, event)` are
    called inside the verb's own transaction; what they raise undoes it.
    """

    panels: Panels
    told: Told | None = None
    opened: Opened | None = None


_rooms: dict[str, CaseRoom] = {}


def register_room(scheme: str, room: CaseRoom) -> None:
    """Name the room that keeps the cases of this scheme; called when the applications are ready."""
    _rooms[scheme] = room


def room_of(scheme: str) -> CaseRoom | None:
    """The room that keeps the cases of this scheme; None for a scheme that is a declaration alone."""
    return _rooms.get(scheme)


def panels(user: User, scheme: str, sight: CaseSight) -> list[CasePanel]:
    """What the scheme's room shows of this case to this user."""
    room = _rooms.get(scheme)
    return room.panels(user, sight) if room else []


def tell(actor: User | None, case: Case, events: Iterable[CaseEvent]) -> None:
    """Tell the scheme's room what was noted, in the caller's transaction."""
    room = _rooms.get(case.scheme.key)
    if room is not None and room.told is not None:
        for event in events:
            room.told(actor, case, event)


def tell_opened(actor: User, case: Case, signal: Signal | None = None) -> None:
    """Tell the scheme's room that a case began, in the caller's transaction."""
    room = _rooms.get(case.scheme.key)
    if room is not None and room.opened is not None:
        room.opened(actor, case, signal)
