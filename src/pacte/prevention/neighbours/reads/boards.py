"""The two lists of the home page, and who covers what. A landlord's lists have statuses; neither list has a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone

from pacte.ground.partners.permissions import Someone

from ..enums import TroubleState
from ..models import NeighbourSignal, TeamCoverage
from ..permissions import is_team, writes_sheets
from .signals import Told, of_landlord, of_team, told

SHOWN = 100


@dataclass(frozen=True)
class Line:
    """One signal in the team's list: no name, what presses first."""

    signal: NeighbourSignal
    contacts: int
    last_contact: date | None


@dataclass(frozen=True)
class Board:
    """The team's work: to give to somebody, in hand, and what ended of late."""

    to_assign: list[Line]
    in_hand: list[Line]
    closed: list[Line]


def told_to(user: Someone) -> list[Told]:
    """A landlord's own signals, the latest first, each with its status."""
    if not writes_sheets(user):
        return []
    return [told(each) for each in of_landlord(user).order_by("-number")[:SHOWN]]


def board_of(user: Someone) -> Board | None:
    """The team's lists, dangers first, then the longest waiting."""
    if not is_team(user):
        return None
    rows = of_team(user).annotate(contacts_count=Count("contacts"), last_contact=Max("contacts__on"))
    going = list(rows.exclude(state=TroubleState.CLOSED).order_by("received_on", "number")[:SHOWN])
    lines = [_line(each) for each in sorted(going, key=lambda each: not each.danger)]
    over = [_line(each) for each in rows.filter(state=TroubleState.CLOSED).order_by("-closed_on", "-number")[:20]]
    waiting = [line for line in lines if line.signal.assigned_to_id is None]
    return Board(waiting, [line for line in lines if line.signal.assigned_to_id], over)


def _line(each: Any) -> Line:
    return Line(each, each.contacts_count, each.last_contact)


def coverage_on(day: date | None = None) -> dict[str, Any]:
    """Coverage in force, and what ended."""
    on = day or timezone.localdate()
    rows = list(TeamCoverage.objects.select_related("organisation", "territory"))
    current = [each for each in rows if each.since <= on and (each.until is None or each.until >= on)]
    ahead = [each for each in rows if each.since > on]
    return {"current": current, "ahead": ahead, "ended": [e for e in rows if e not in current and e not in ahead]}
