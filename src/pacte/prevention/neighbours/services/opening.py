"""Opening a signal: as its landlord, or as the team to which it was handed. Each opening is written to the journal."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.people.reads import FileSight
from pacte.ground.people.services.opening import open_file

from ..models import NeighbourSignal
from ..permissions import require_reading
from ..reads.signals import Sheet, of_landlord, of_team, sheet_of


@dataclass(frozen=True)
class Opened:
    """One signal as this user reads it. `as_team` is false for its landlord, who has no sight of the file."""

    signal: NeighbourSignal
    sheet: Sheet
    as_team: bool
    seen: FileSight | None = None
    name: str = ""

    @property
    def may_write(self) -> bool:
        """The team's acts are those of whoever follows the file; before there is one, of the whole team."""
        return self.as_team and (self.signal.file is None or (self.seen is not None and self.seen.may_write))


def open_signal(actor: User, key: UUID, reason: str = "read") -> Opened:
    """The signal, as its landlord or as the team. Raises Refused for other roles, Http404 out of reach."""
    require_reading(actor)
    signal = of_team(actor).filter(key=key).first()
    if signal is None:
        return _as_landlord(actor, key, reason)
    seen, name = None, ""
    if signal.file is not None:
        sight = open_file(actor, signal.file.person.key, "neighbours")
        seen = sight.of_file(signal.file)
        name = sight.label if sight.shows(FieldClass.IDENTITY) else sight.person.pseudonym
    _journal(actor, signal, reason, signal.team.slug)
    return Opened(signal, sheet_of(signal), as_team=True, seen=seen, name=name)


def _as_landlord(actor: User, key: UUID, reason: str) -> Opened:
    signal = of_landlord(actor).filter(key=key).first()
    if signal is None:
        raise Http404
    _journal(actor, signal, reason, signal.landlord.slug)
    return Opened(signal, sheet_of(signal), as_team=False)


def _journal(actor: User, signal: NeighbourSignal, reason: str, organisation: str) -> None:
    record(actor, "neighbours.open", signal.target, organisation=organisation, detail={"reason": reason})
