"""One place as the public reads it: now, this week, what it offers, how to come. Of a refuge, nothing that locates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.partners.models import Organisation

from ..enums import PeriodKind
from ..models import Place, SpecialPeriod
from ..rules import opening as rules
from ..rules.hours import CLOCK, is_by_appointment
from ..rules.opening import Timetable
from . import saying
from .cards import Crowd, State, crowd_of, state_of
from .kept import published_places
from .opening import Opening, ServiceOpening, opening_of, timetable_of_place

WHOLE = "–\u2060"
"""A dash after which a line does not break."""


@dataclass(frozen=True)
class Row:
    """A day of the table: its hours and what is particular about it."""

    day: date
    name: str
    is_today: bool
    hours: str
    is_closed: bool
    note: str


@dataclass(frozen=True)
class Offered:
    """One service. `week` is empty when its hours are those of the place, already shown."""

    name: str
    description: str
    state: State
    crowd: Crowd | None
    week: list[Row]
    conditions: list[str]
    documents: str
    price: str
    by_appointment: bool


@dataclass(frozen=True)
class Halt:
    """One stop of an itinerary."""

    name: str
    address: str
    state: State
    week: list[Row]


def public_place(key: UUID) -> Place:
    """A published place with all that its page says; a double leads to the entry that stands for it."""
    wanted = Place.objects.select_related("merged_into").filter(key=key).first()
    if wanted is not None and wanted.merged_into is not None:
        key = wanted.merged_into.key
    rows = published_places().select_related("organisation", "territory", "photo")
    place = rows.prefetch_related("services", "periods", "stops", "labels__label").filter(key=key).first()
    if place is None:
        raise Http404
    return place


def page(place: Place, now: datetime) -> dict[str, Any]:
    """Everything the page says of the place at this moment."""
    opening = opening_of(place, now)
    today = now.astimezone(CLOCK).date()
    own = timetable_of_place(place)
    services = [_offered(place, own, each, now) for each in opening.services]
    text, spoken = saying.presentation(place)
    has_table = bool(place.hours) and not opening.stops
    return {
        "place": place,
        "state": state_of(opening.state, opening.closes_at, opening.opens_at, now),
        "crowd": crowd_of(opening.saturation),
        "week": week_of(own, today) if has_table else [],
        "by_appointment": bool(place.hours) and is_by_appointment(place.hours),
        "notices": [notice(each) for each in opening.notices],
        "services": services,
        "stops": _halts(opening, now),
        "conditions": saying.conditions(place),
        "languages": saying.languages(place.languages),
        "presentation": {"text": text, "language": spoken},
        "labels": [held.label.name_fr for held in place.labels.all() if holds(held.held_from, held.held_until, today)],
        "reviewed_on": saying.full_day(place.reviewed_on) if place.reviewed_on else "",
        "call": _telephone(place.telephone),
        "run_by": _run_by(place),
        "photo": reverse("documents:published", args=[place.photo.key]) if place.photo else "",
    }


def week_of(timetable: Timetable, first: date) -> list[Row]:
    """Seven days from this one."""
    return [
        Row(
            day=day,
            name=saying.weekday(day),
            is_today=day == first,
            hours=saying.hours(spans).replace("–", WHOLE),
            is_closed=not spans,
            note=_note(timetable, day),
        )
        for day, spans in rules.week(timetable, first)
    ]


def notice(period: SpecialPeriod) -> dict[str, str]:
    """A dated period in words: from when to when, what changes, what the place says of it."""
    first, last = saying.long_day(period.first_day), saying.long_day(period.last_day)
    when = first if first == last else _("Du %(first)s au %(last)s") % {"first": first, "last": last}
    what = str(PeriodKind(period.kind).label) if period.kind != PeriodKind.NOTICE else ""
    reason = str(period.get_reason_display()) if what and period.reason != "other" else ""
    return {"when": when, "what": what, "reason": reason, "message": period.message}


def holds(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)


def _note(timetable: Timetable, day: date) -> str:
    period = timetable.ruling(day)
    return str(PeriodKind(period.kind).label) if period else ""


def _offered(place: Place, own: Timetable, each: ServiceOpening, now: datetime) -> Offered:
    service = each.service
    service.place = place
    said = service.conditions
    differs = each.timetable != own and bool(each.timetable.hours)
    return Offered(
        name=str(service.get_category_display()),
        description=" ".join(part for part in (service.name, service.description) if part),
        state=state_of(each.state, each.closes_at, each.opens_at, now),
        crowd=crowd_of(each.saturation),
        week=week_of(each.timetable, now.astimezone(CLOCK).date()) if differs else [],
        conditions=saying.conditions(said) if service.has_own_conditions else [],
        documents=said.documents if service.has_own_conditions else "",
        price=said.price if service.has_own_conditions else "",
        by_appointment=each.by_appointment,
    )


def _halts(opening: Opening, now: datetime) -> list[Halt]:
    today = now.astimezone(CLOCK).date()
    return [
        Halt(
            each.stop.name,
            each.stop.address,
            state_of(each.state, each.closes_at, each.opens_at, now),
            [row for row in week_of(each.timetable, today) if not row.is_closed],
        )
        for each in opening.stops
    ]


def _telephone(text: str) -> dict[str, str] | None:
    """The number as it is read and as it is dialled."""
    digits = "".join(letter for letter in text if letter.isdigit() or letter == "+")
    return {"shown": text, "dialled": digits} if digits else None


def _run_by(place: Place) -> str:
    """Who runs it. Of a confidential place nothing more than its own name is said."""
    known: Organisation | None = place.organisation
    if place.is_confidential:
        return ""
    return known.name if known else place.operator
