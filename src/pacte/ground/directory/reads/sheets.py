"""What the printed sheet of an area says: its places by need, with the hours of this week. Refuges are not on it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import inside

from ..enums import WANTS, PlaceKind, Want
from ..models import Place, Service
from ..rules import opening as rules
from ..rules.hours import CLOCK
from ..rules.week import runs
from . import saying
from .opening import timetable_of, timetable_of_stop

ISOLATE, RELEASE = "\u2066", "\u2069"
"""Unicode's marks around a run from left to right."""
COMMON = 3
"""Conditions on one line of paper."""


def sheet(area: Territory, now: datetime, address: str) -> dict[str, Any]:
    """The data of the printed sheet, in the reader's language."""
    today = now.astimezone(CLOCK).date()
    spoken = (get_language() or "fr")[:2]
    title = _("Où trouver de l’aide : %(area)s") % {"area": french(area.name_fr)}
    last = today + timedelta(days=6)
    return {
        "title": title,
        "author": "Pacte",
        "description": title,
        "language": spoken,
        "date": {"year": today.year, "month": today.month, "day": today.day},
        "lead": _("Horaires du %(first)s au %(last)s. Ils peuvent changer : appelez avant de venir.")
        % {"first": saying.long_day(today), "last": saying.long_day(last) + f" {last.year}"},
        "help": saying.urgent(),
        "sections": _sections(area, today),
        "nothing": _("Aucun lieu de ce territoire n’est encore dans l’annuaire."),
        "address": french(address),
        "scan": _("L’annuaire à jour, avec toutes les adresses :"),
        "scan_alt": _("Code à scanner, qui mène à %(address)s") % {"address": address},
        "footer": _("Pacte. Feuille du %(day)s.") % {"day": saying.full_day(today)},
    }


def _sections(area: Territory, today: date) -> list[dict[str, Any]]:
    """The six needs, each with the places that answer, in the order of their names."""
    rows = list(_services(area))
    by_place: dict[tuple[str, int], list[Service]] = defaultdict(list)
    for row in rows:
        for want in Want.values:
            if row.category in WANTS[want]:
                by_place[(want, row.place_id)].append(row)
    return [
        {"title": str(Want(want).label), "places": [_entry(group, today, area) for group in groups]}
        for want in Want.values
        if (groups := [group for (of, _place), group in by_place.items() if of == want])
    ]


def _services(area: Territory) -> Any:
    here = Q(place__territory__in=inside(area.pk)) | Q(place__stops__territory__in=inside(area.pk))
    rows = Service.objects.published().filter(here, place__is_confidential=False).distinct()
    return rows.select_related("place").prefetch_related("place__periods", "place__stops").order_by("place__name", "pk")


def _entry(services: list[Service], today: date, area: Territory) -> dict[str, str]:
    place = services[0].place
    return {
        "name": french(place.name),
        "what": _(", ").join(dict.fromkeys(str(each.get_category_display()) for each in services)),
        "address": french(_address(place, area)),
        "hours": _hours(services, today, area),
        "telephone": french(place.telephone.replace(" ", saying.UNBROKEN)),
        "conditions": " · ".join(saying.conditions(services[0].conditions)[:COMMON]),
    }


def french(words: str) -> str:
    """Words that keep their own direction inside a sentence that runs from right to left."""
    return f"{ISOLATE}{words}{RELEASE}" if words and get_language_bidi() else words


def _address(place: Place, area: Territory) -> str:
    if place.kind == PlaceKind.ITINERARY:
        return _(" ; ").join(
            ", ".join(part for part in (stop.name, stop.address) if part) for stop in _stops(place, area)
        )
    return ", ".join(part for part in (place.address, place.directions) if part)


def _hours(services: list[Service], today: date, area: Territory) -> str:
    """The week of each service, said once when they share it."""
    place = services[0].place
    if place.kind == PlaceKind.ITINERARY:
        timetables = [timetable_of_stop(stop) for stop in _stops(place, area)]
    else:
        timetables = [timetable_of(each) for each in services]
    said = dict.fromkeys(saying.week(runs(rules.week(each, today))) for each in timetables)
    return _(" ; ").join(each for each in said if each) or _("Horaires à vérifier")


def _stops(place: Place, area: Territory) -> list[Any]:
    """The stops of this area; all of them when none says where it is."""
    stops = list(place.stops.all())
    return [stop for stop in stops if stop.territory_id == area.pk] or stops
