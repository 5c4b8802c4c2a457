"""Entries as every format writes them. What is public only: a confidential place has nothing here that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pacte.ground.people.enums import Language
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..enums import Audience, AudienceRule, Category
from ..models import Conditions as Held
from ..models import Place, PlaceQuerySet, Service
from ..rules.formats import Conditions, PeriodRecord, PlaceRecord, ServiceRecord, StopRecord
from ..rules.formats.words import Words

CHUNK = 500
NAMES = tuple(each.name for each in fields(Conditions))
HIDDEN: dict[str, Any] = {
    "operator": "", "address": "", "postal_code": "", "municipality": "", "directions": "", "latitude": None,
    "longitude": None, "telephone": "", "email": "", "website": "", "stops": (), "kind": "fixed",
}  # fmt: skip
"""What a confidential entry says of where it is, whatever its columns hold."""


def records(places: PlaceQuerySet) -> Iterator[PlaceRecord]:
    """Each entry with its running services, stops and periods, in a constant number of queries per five hundred."""
    for place in _whole(places).order_by("pk").iterator(chunk_size=CHUNK):
        yield record_of(place)


def in_order(keys: Sequence[int]) -> Iterator[tuple[int, PlaceRecord]]:
    """The published entries of these primary keys, each with its own, in this order, five hundred at a time."""
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = {place.pk: place for place in _whole(Place.objects.published().filter(pk__in=chunk))}
        yield from ((key, record_of(rows[key])) for key in chunk if key in rows)


def _whole(places: PlaceQuerySet) -> PlaceQuerySet:
    return places.select_related("organisation").prefetch_related("services", "stops", "periods__service")


def record_of(place: Place) -> PlaceRecord:
    """One entry; prefetch `services`, `stops` and `periods__service`."""
    running = [each for each in place.services.all() if each.is_active]
    keys = {each.pk for each in running}
    record = PlaceRecord(
        str(place.key), place.name, place.kind, place.run_by, place.description, place.description_en,
        place.description_ar, place.is_confidential, place.address, place.postal_code, place.municipality,
        place.directions, place.latitude, place.longitude, place.telephone, place.email, place.website, place.hours,
        place.reviewed_on, _conditions(place), tuple(_service(each) for each in running),
        tuple(
            StopRecord(each.name, each.latitude, each.longitude, each.address, each.hours, str(each.key))
            for each in place.stops.all()
        ),
        tuple(
            PeriodRecord(
                each.kind, each.first_day, each.last_day, each.hours, each.message,
                str(each.service.key) if each.service else "",
            )
            for each in place.periods.all() if each.service_id is None or each.service_id in keys
        ),
        place.updated_at,
    )  # fmt: skip
    return replace(record, **HIDDEN) if place.is_confidential else record


def _service(service: Service) -> ServiceRecord:
    return ServiceRecord(
        str(service.key), service.category, service.name, service.description, service.hours,
        _conditions(service) if service.has_own_conditions else None,
        "", service.capacity, service.is_active,
    )  # fmt: skip


def _conditions(held: Held) -> Conditions:
    values: dict[str, Any] = {name: getattr(held, name) for name in NAMES}
    values |= {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return Conditions(**values)


def words() -> Words:
    """The vocabularies of the directory in French, as the standards' exports carry them."""
    with translation.override("fr"):
        city = Territory.objects.filter(kind=TerritoryKind.CITY).order_by("order", "code").first()
        return Words(
            _labels(Category.choices), _labels(Audience.choices), _labels(AudienceRule.choices),
            _labels(Language.choices), city=city.name_fr if city else "",
            sentences=_sentences(),
        )  # fmt: skip


def _labels(choices: Sequence[tuple[str, str | Promise]]) -> dict[str, str]:
    return {code: str(label) for code, label in choices}


@lru_cache
def _sentences() -> dict[str, str]:
    return {
        "referral": _("Sur orientation d’un professionnel."),
        "appointment": _("Sur rendez-vous."),
        "registration": _("Sur inscription."),
        "unconditional": _("Sans condition."),
        "anonymous": _("Sans donner son nom."),
        "age_min": _("à partir de %(age)s ans"),
        "age_max": _("jusqu’à %(age)s ans"),
        "free": _("Gratuit"),
        "step_free": _("Accessible sans marche"),
        "steps": _("Pas d’accès sans marche"),
        "holidays_off": _("Fermé les jours fériés."),
        "holidays_unsaid": _("Les jours fériés ne sont pas précisés."),
        "closed": _("Fermeture"),
        "other_hours": _("Autres horaires"),
        "notice": _("Message"),
        "confidential": _("Adresse confidentielle : on y vient sur orientation d’un professionnel."),
        "stops": _("Arrêts : %(stops)s"),
        "at": _("%(service)s, %(place)s"),
        "closed_days": _("Fermé du %(first)s au %(last)s."),
        "audience": _("Public : %(audience)s"),
    }
