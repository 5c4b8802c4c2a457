"""The agenda's figures, from 1 January to a day: sessions held, registrations, attendance, trained, mobile stops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.models import Territory

from .enums import RegistrationState, SessionKind
from .models import Certificate, Registration, RegistrationQuerySet, Session, SessionQuerySet
from .reads.lists import at_midnight, within_area


def _held(on: date, territory: Territory | None) -> SessionQuerySet:
    """Sessions that began from 1 January to this day and were not cancelled; a slot counts with its permanence."""
    first, last = at_midnight(date(on.year, 1, 1)), at_midnight(on + timedelta(days=1))
    return within_area(Session.objects.kept().between(first, last), territory)


def _by_organisation(pairs: Iterable[tuple[str, str, int]]) -> list[Row]:
    """One row per kind and organisation."""
    counts: Counter[tuple[str, str]] = Counter()
    for kind, organisation, count in pairs:
        counts[kind, organisation] += count
    return [
        Row(str(SessionKind(kind).label), {"organisation": organisation, "count": str(count)})
        for (kind, organisation), count in sorted(counts.items(), key=lambda item: (item[0][1], item[0][0]))
    ]


def sessions_held(on: date, territory: Territory | None) -> Result:
    """Sessions that took place, slots left out."""
    rows = list(_held(on, territory).whole().values_list("kind", "organisation__name"))
    return Result(Decimal(len(rows)), _by_organisation((kind, name, 1) for kind, name in rows))


def _registrations(on: date, territory: Territory | None) -> RegistrationQuerySet:
    return Registration.objects.filter(session__in=_held(on, territory).values("pk")).holding()


def registrations(on: date, territory: Territory | None) -> Result:
    """Registrations that held a seat; who registers twice counts twice."""
    rows = list(_registrations(on, territory).values_list("session__kind", "session__organisation__name"))
    return Result(Decimal(len(rows)), _by_organisation((kind, name, 1) for kind, name in rows))


def attendance(on: date, territory: Territory | None) -> Result:
    """People who came: seats noted as present, and those counted without a name; who comes twice counts twice."""
    came = _registrations(on, territory).filter(state=RegistrationState.ATTENDED)
    named = came.values_list("session__kind", "session__organisation__name").annotate(count=Sum("seats"))
    unnamed = _held(on, territory).filter(anonymous_count__gt=0)
    pairs = [
        *named.values_list("session__kind", "session__organisation__name", "count"),
        *unnamed.values_list("kind", "organisation__name", "anonymous_count"),
    ]
    return Result(Decimal(sum(count for _kind, _name, count in pairs)), _by_organisation(pairs))


def agents_trained(on: date, territory: Territory | None) -> Result:
    """Agents who hold a valid certificate of a training of the year, each counted once."""
    held = Certificate.objects.filter(session__in=_held(on, territory).values("pk"), withdrawn_at__isnull=True)
    rows = list(held.filter(account__isnull=False).values_list("account", "session__organisation__name"))
    who = {account for account, _name in rows}
    return Result(Decimal(len(who)), _by_organisation((SessionKind.TRAINING, name, 1) for _account, name in set(rows)))


def mobile_stops_held(on: date, territory: Territory | None) -> Result:
    """Stops of mobile services that took place."""
    rows = list(_held(on, territory).filter(kind=SessionKind.MOBILE_STOP).values_list("kind", "organisation__name"))
    return Result(Decimal(len(rows)), _by_organisation((kind, name, 1) for kind, name in rows))


DECLARED = [
    Computed("agenda_sessions_held", sessions_held),
    Computed("agenda_registrations", registrations),
    Computed("agenda_attendance", attendance),
    Computed("agenda_agents_trained", agents_trained),
    Computed("agenda_mobile_stops_held", mobile_stops_held),
]
