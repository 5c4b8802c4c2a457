"""The live board of a desk: who waits since when, who is with whom, what was left open. No name of a visitor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import seen_among

from ..models import Arrival, FrontDesk
from ..rules import LONG_WAIT_MINUTES, Waits, waits


@dataclass(frozen=True)
class Ticket:
    """One line of the board. `is_linked` says so only to whoever may know of the person."""

    arrival: Arrival
    minutes: int
    is_long: bool
    is_mine: bool
    is_linked: bool


@dataclass(frozen=True)
class Board:
    """A desk now."""

    desk: FrontDesk
    waiting: list[Ticket]
    received: list[Ticket]
    left_open: list[Ticket]
    ended: list[Ticket]
    today: int
    waits: Waits
    at: datetime


MOST_ENDED = 5
"""How many ended visits stay on the board: those whose end may still be undone come first."""


def seen_persons(user: User, arrivals: Iterable[Arrival]) -> set[int]:
    """Among the persons linked to these arrivals, those of whom this user may know."""
    keys = {arrival.person_id for arrival in arrivals if arrival.person_id}
    return seen_among(user, keys)


def board_of(desk: FrontDesk, user: User) -> Board:
    """Who waits, who is received, what was left open on earlier days, what has just ended."""
    now, today = timezone.now(), timezone.localdate()
    arrivals = list(Arrival.objects.filter(desk=desk).unfinished().select_related("worker").in_order())
    of_today = list(Arrival.objects.filter(desk=desk, day=today).only("arrived_at", "called_at", "ended_at"))
    ended = Arrival.objects.filter(desk=desk, day=today, ended_at__isnull=False).select_related("worker")
    last = list(ended.order_by("-ended_at")[:MOST_ENDED])
    seen = seen_persons(user, [*arrivals, *last])

    def ticket(arrival: Arrival) -> Ticket:
        minutes = arrival.waited(now)
        is_long = arrival.called_at is None and minutes >= LONG_WAIT_MINUTES
        return Ticket(arrival, minutes, is_long, arrival.worker_id == user.pk, arrival.person_id in seen)

    current = [arrival for arrival in arrivals if arrival.day == today]
    return Board(
        desk=desk,
        waiting=[ticket(each) for each in current if each.called_at is None],
        received=[ticket(each) for each in current if each.called_at is not None],
        left_open=[ticket(each) for each in arrivals if each.day != today],
        ended=[ticket(each) for each in last],
        today=len(of_today),
        waits=waits(each.waited(now) for each in of_today if each.called_at is not None),
        at=now,
    )
