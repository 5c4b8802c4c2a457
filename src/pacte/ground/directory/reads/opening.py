"""Where places and their services stand at a moment, from rows already read: no query of its own but `timetables`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from ..enums import OpenState, PeriodKind, PlaceKind
from ..models import Place, PlaceQuerySet, Service, ServiceQuerySet, SpecialPeriod, Stop
from ..rules import hours as written
from ..rules import opening as rules
from ..rules.hours import BadHours
from ..rules.opening import Period, Timetable

NOTICE_AHEAD = timedelta(days=14)
LOT = 5_000
"""Rows fetched at once where a whole city is read."""


@dataclass(frozen=True)
class ServiceOpening:
    """One service at a moment. `closes_at` when open, `opens_at` when not, each None if not within 14 days."""

    service: Service
    state: OpenState
    closes_at: datetime | None
    opens_at: datetime | None
    saturation: str
    by_appointment: bool
    timetable: Timetable


@dataclass(frozen=True)
class StopOpening:
    """One stop of an itinerary at a moment."""

    stop: Stop
    state: OpenState
    closes_at: datetime | None
    opens_at: datetime | None
    timetable: Timetable


@dataclass(frozen=True)
class Opening:
    """A place at a moment, with what it offers; `notices` are the periods of today and of the 14 days to come."""

    state: OpenState
    closes_at: datetime | None
    opens_at: datetime | None
    saturation: str
    notices: list[SpecialPeriod]
    services: list[ServiceOpening] = field(default_factory=list)
    stops: list[StopOpening] = field(default_factory=list)


def timetable_of(service: Service) -> Timetable:
    """A service's hours with its place's periods, then its own. Reads `place.periods.all()` alone: prefetch it."""
    periods = [each for each in service.place.periods.all() if each.service_id in (None, service.pk)]
    return Timetable(service.usual_hours, in_order(periods))


def timetable_of_place(place: Place) -> Timetable:
    """The place's own hours and periods."""
    return Timetable(place.hours, _own_periods(place))


def timetable_of_stop(stop: Stop) -> Timetable:
    """A stop's hours with its itinerary's periods. Prefetch `place__periods`."""
    return Timetable(stop.hours, _own_periods(stop.place))


def timetables(services: ServiceQuerySet, first_day: date, last_day: date) -> dict[int, Timetable]:
    """The timetables of services by key, with the periods that touch these days: two queries, however many services."""
    rows = list(services.order_by().values_list("pk", "place_id", "hours", "place__hours"))
    touching = SpecialPeriod.objects.touching(first_day - timedelta(days=1), last_day)
    by_place: dict[int, list[SpecialPeriod]] = defaultdict(list)
    for period in touching.filter(place__in=services.order_by().values("place")):
        by_place[period.place_id].append(period)
    return {
        pk: Timetable(
            hours or usual, in_order(each for each in by_place.get(place, ()) if each.service_id in (None, pk))
        )
        for pk, place, hours, usual in rows
    }


def states(places: PlaceQuerySet, at: datetime) -> dict[int, OpenState]:
    """The state of each place by key, in four queries however many: what a map or a figure of the whole city asks."""
    chosen = places.order_by()
    day = at.astimezone(written.CLOCK).date()
    periods: dict[int, list[SpecialPeriod]] = defaultdict(list)
    for period in SpecialPeriod.objects.touching(day - timedelta(days=1), day).filter(place__in=chosen.values("pk")):
        periods[period.place_id].append(period)
    usual = rules.usual_states(at)
    apart = {place for place, touching in periods.items() if any(each.service_id for each in touching)}
    changed: dict[tuple[str, int, int | None], OpenState] = {}

    def state(hours: str, place: int, service: int | None) -> OpenState:
        if place not in periods:
            return usual(hours)
        asked = (hours, place, service if place in apart else None)
        if asked not in changed:
            touching = in_order(each for each in periods[place] if each.service_id in (None, service))
            changed[asked] = rules.state(Timetable(hours, touching), at)
        return changed[asked]

    own = dict(chosen.values_list("pk", "hours").iterator(chunk_size=LOT))
    parts: dict[int, list[OpenState]] = {}
    offered = Service.objects.filter(is_active=True, place__in=chosen.values("pk")).order_by()
    rows = offered.exclude(place__kind=PlaceKind.ITINERARY).values_list("place_id", "pk", "hours")
    for place, pk, hours in rows.iterator(chunk_size=LOT):
        parts.setdefault(place, []).append(state(hours or own[place], place, pk))
    for place, hours in Stop.objects.filter(place__in=chosen.values("pk")).order_by().values_list("place_id", "hours"):
        parts.setdefault(place, []).append(state(hours, place, None))
    return {place: rules.gathered(state(hours, place, None), parts.get(place, ())) for place, hours in own.items()}


def opening_of(place: Place, at: datetime) -> Opening:
    """Everything a page says of a place's hours. Prefetch `services`, `periods`, and `stops` of an itinerary."""
    services = [each for each in place.services.all() if each.is_active]
    stops = list(place.stops.all()) if place.kind == PlaceKind.ITINERARY else []
    return opening_from(place, services, stops, list(place.periods.all()), at)


def opening_from(
    place: Place, services: Sequence[Service], stops: Sequence[Stop], periods: Sequence[SpecialPeriod], at: datetime
) -> Opening:
    """The same of these services and stops alone, from rows already read. An itinerary is open where it stands."""
    own = Timetable(place.hours, in_order(each for each in periods if each.service_id is None))
    offered = [_service(place, each, periods, at) for each in services]
    standing = [_stop(stop, own, at) for stop in stops]
    parts: Sequence[StopOpening | ServiceOpening] = standing or offered
    state = rules.gathered(rules.state(own, at), [each.state for each in parts])
    if standing and state is OpenState.PARTLY_OPEN:
        state = OpenState.OPEN
    closings = [each.closes_at for each in parts if each.state is OpenState.OPEN]
    openings = [each.opens_at for each in parts]
    if not parts:
        closings, openings = [rules.closes_at(own, at)], [rules.next_opening(own, at)]
    opened = state in (OpenState.OPEN, OpenState.PARTLY_OPEN)
    return Opening(
        state=state,
        closes_at=_last(closings) if opened else None,
        opens_at=None if opened else min(filter(None, openings), key=datetime.timestamp, default=None),
        saturation=place.saturation_on(at),
        notices=_notices(periods, at),
        services=offered,
        stops=standing,
    )


def notices_of(place: Place, at: datetime) -> list[SpecialPeriod]:
    """The periods of today and of the 14 days to come, the first to begin first."""
    return _notices(place.periods.all(), at)


def in_order(periods: Iterable[SpecialPeriod]) -> tuple[Period, ...]:
    """Periods so that the last one of a day rules: the place's before its service's, other hours before a closure."""
    chosen = sorted(
        (each for each in periods),
        key=lambda each: (each.service_id is not None, each.kind == PeriodKind.CLOSED, each.first_day, each.pk),
    )
    return tuple(Period(each.kind, each.first_day, each.last_day, each.hours, each.message) for each in chosen)


def words_of(bad: BadHours) -> str:
    """The fault of a text as its writer reads it: what is wrong, where, and how it may be written."""
    what = {
        "syntax": _("Ces horaires ne se lisent pas"),
        "too_long": _("Ces horaires dépassent 500 caractères"),
        "school_holidays": _("Les vacances scolaires (SH) ne sont pas connues ici : donnez leurs dates"),
        "sun": _("Les heures du soleil ne sont pas connues ici : donnez une heure"),
        "open_end": _("L’heure de fermeture manque"),
        "repetition": _("Un intervalle entre deux passages ne se lit pas : donnez chaque passage"),
        "no_length": _("L’ouverture et la fermeture sont à la même heure : écrivez 00:00-24:00 pour un jour entier"),
        "no_such_day": _("Ce jour n’existe pas dans ce mois"),
        "no_times": _("Les heures manquent : écrivez par exemple 09:00-12:00, 24/7 ou off"),
        "comment_overrides": _("Ce commentaire seul remplacerait les autres horaires : mettez || devant lui"),
        "overridden": _("Ces heures remplaceraient celles des mêmes jours : séparez-les par une virgule"),
    }[bad.what]
    sentence = _("%(what)s (caractère %(position)d).") % {"what": what, "position": bad.position + 1}
    remedy = bad.remedy or ("Mo-Fr 09:00-12:00; PH off" if bad.what == "syntax" else "")
    words = _("Écrivez : %(hours)s") if bad.remedy else _("Exemple : %(hours)s")
    return f"{sentence} {words % {'hours': remedy}}" if remedy else sentence


def _own_periods(place: Place) -> tuple[Period, ...]:
    return in_order(each for each in place.periods.all() if each.service_id is None)


def _notices(periods: Iterable[SpecialPeriod], at: datetime) -> list[SpecialPeriod]:
    today = at.astimezone(written.CLOCK).date()
    kept = [each for each in periods if each.last_day >= today and each.first_day <= today + NOTICE_AHEAD]
    return sorted(kept, key=lambda each: (each.first_day, each.pk))


def _service(place: Place, service: Service, periods: Iterable[SpecialPeriod], at: datetime) -> ServiceOpening:
    touching = (each for each in periods if each.service_id in (None, service.pk))
    timetable = Timetable(service.hours or place.hours, in_order(touching))
    return ServiceOpening(
        service=service,
        state=rules.state(timetable, at),
        closes_at=rules.closes_at(timetable, at),
        opens_at=rules.next_opening(timetable, at),
        saturation=service.saturation_on(at),
        by_appointment=written.is_by_appointment(timetable.hours),
        timetable=timetable,
    )


def _stop(stop: Stop, own: Timetable, at: datetime) -> StopOpening:
    timetable = Timetable(stop.hours, own.periods)
    return StopOpening(
        stop, rules.state(timetable, at), rules.closes_at(timetable, at), rules.next_opening(timetable, at), timetable
    )


def _last(closings: Iterable[datetime | None]) -> datetime | None:
    """When the last of them closes; None when one of them does not."""
    ends = list(closings)
    return max((end for end in ends if end), key=datetime.timestamp) if ends and all(ends) else None
