"""Narrowing what is announced, and gathering it by day or by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone

from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..enums import RegistrationMode, SessionKind
from ..models import Session, SessionQuerySet
from .scopes import with_seats

PROGRAMME = (SessionKind.CULTURE, SessionKind.WORKSHOP, SessionKind.PARENTING)
"""What the programme of a house of solidarity holds."""


def at_midnight(day: date) -> datetime:
    """The first moment of a day, on the city's clock."""
    return timezone.make_aware(datetime.combine(day, time()))


def within_area(sessions: SessionQuerySet, area: Territory | None) -> SessionQuerySet:
    """Those of a territory. What happens at a confidential place is in none."""
    if area is None or area.kind == "city":
        return sessions
    rows = sessions.filter(territory__in=covered(area.pk))
    return rows.filter(Q(place__isnull=True) | Q(place__is_confidential=False))


def narrowed(
    sessions: SessionQuerySet,
    *,
    kind: str = "",
    area: Territory | None = None,
    day: date | None = None,
    words: str = "",
) -> SessionQuerySet:
    """Those of a kind, of an area, from a day on, whose title or presentation holds each of the words."""
    rows = within_area(sessions, area)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(ends_at__gte=at_midnight(day)) if day else rows
    for word in words.split()[:8]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(description__icontains=word)
            | Q(place__name__icontains=word) & Q(place__is_confidential=False)
        )  # fmt: skip
    return rows


def bookable(sessions: SessionQuerySet, kind: str = "") -> SessionQuerySet:
    """Those where a professional may register somebody and a seat is left, slots included, the next first."""
    modes = (RegistrationMode.PROFESSIONAL, RegistrationMode.BOTH)
    rows = with_seats(sessions.kept().filter(registration__in=modes, starts_at__gt=timezone.now()))
    rows = rows.filter(Q(capacity__isnull=True) | Q(capacity__gt=F("taken")))
    rows = rows.filter(kind=kind) if kind else rows
    return rows.with_where().order_by("starts_at", "pk")


@dataclass(frozen=True)
class Day:
    """The sessions of one day."""

    day: date
    sessions: list[Session]


def by_day(sessions: Iterable[Session]) -> list[Day]:
    """Sessions in order, day by day."""
    days: dict[date, list[Session]] = {}
    for session in sessions:
        days.setdefault(timezone.localtime(session.starts_at).date(), []).append(session)
    return [Day(day, held) for day, held in sorted(days.items())]


def month_of(text: str, today: date) -> date:
    """The first day of the month named "2019-02"; of today's when it is not one.

    >>> month_of("2019-02", date(2019, 5, 7)), month_of("bientôt", date(2019, 5, 7))
    (datetime.date(2019, 2, 1), datetime.date(2019, 5, 1))
    """
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)


def next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def previous_month(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)
