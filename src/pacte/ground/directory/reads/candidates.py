"""The first half of a search: one SQL query narrows the services of published places to light rows.

A confidential place is found by what it does and by its name; as soon as a where is asked, it is not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import inside
from pacte.ground.territory.rules.likeness import alike

from ..enums import WANTS, PlaceKind
from ..models import HeldLabel, Place, Service, Stop
from ..rules.words import Understood

FLAGS = ("is_unconditional", "is_anonymous", "is_free", "is_step_free", "accepts_animals")
TERMS = ("audience_rule", "audiences", "age_min", "age_max")
LISTS = ("audiences", "languages")
PLAIN = (
    "pk", "place_id", "category", "hours", "place__hours", "place__kind", "place__latitude", "place__longitude",
    "place__name",
)  # fmt: skip
LOT = 5_000
"""Rows fetched at once."""

MOST_NAMED = 800
"""More places than this are not listed in a query: their rows are all read."""


@dataclass(slots=True)
class Candidate:
    """A service that what, where and the conditions let through; `terms` are those of its conditions, if asked."""

    pk: int
    place: int
    category: str
    hours: str
    kind: str
    latitude: float | None
    longitude: float | None
    name: str
    reviewed_on: date | None = None
    terms: tuple[Any, ...] = ()
    languages: Sequence[str] = ()


def categories_of(want: str, categories: Iterable[str]) -> list[str]:
    """The categories asked: those named, else all those that answer the want; none means any."""
    named = [str(each) for each in categories]
    return named or [str(each) for each in WANTS.get(want, ())]


def candidates(
    services: QuerySet[Service], *, terms: bool = False, languages: bool = False, reviewed: bool = False
) -> list[Candidate]:
    """Read them in one query; conditions and dates only when they are asked, since they are slow to read."""
    extra = [*(TERMS if terms else ()), *(("languages",) if languages else ())]
    asked = [*extra, *(f"place__{name}" for name in extra)]
    own: list[Any] = ["has_own_conditions", *(_read_fast(name) for name in asked)] if extra else []
    dated = ("place__reviewed_on",) if reviewed else ()
    found = []
    for row in services.order_by().values_list(*PLAIN, *own, *dated).iterator(chunk_size=LOT):
        pk, place, category, hours, usual, kind, latitude, longitude, name, *rest = row
        one = Candidate(pk, place, category, hours or usual, kind, latitude, longitude, name)
        if extra:
            said = rest[1 : 1 + len(extra)] if rest[0] else rest[1 + len(extra) : 1 + 2 * len(extra)]
            one.terms = (said[0], _codes(said[1]), *said[2:4]) if terms else ()
            one.languages = _codes(said[-1]) if languages else ()
        if reviewed:
            one.reviewed_on = rest[-1]
        found.append(one)
    return found


def _read_fast(name: str) -> str | Cast:
    """A list of codes as the database writes it: thousands of rows hold the same few, each read once."""
    return Cast(name, TextField()) if name.endswith(LISTS) else name


@lru_cache(maxsize=4096)
def _codes(written: str | None) -> tuple[str, ...]:
    return tuple(json.loads(written)) if written else ()


def narrowed(
    *,
    categories: Iterable[str],
    flags: dict[str, bool | None],
    territory: Territory | None,
    is_near: bool,
    label: str,
    day: Any,
) -> QuerySet[Service]:
    """The services that what, where and the conditions let through."""
    found: QuerySet[Service] = Service.objects.published()
    asked = list(categories)
    if asked:
        found = found.filter(category__in=asked)
    for flag, value in flags.items():
        if value is not None:
            own, shared = Q(has_own_conditions=True), Q(has_own_conditions=False)
            found = found.filter(own & Q(**{flag: value}) | shared & Q(**{f"place__{flag}": value}))
    if territory is not None or is_near:
        found = found.filter(place__is_confidential=False)
    if territory is not None:
        stops = Stop.objects.filter(place=OuterRef("place"), territory__in=inside(territory.pk))
        is_there = Q(place__territory__in=inside(territory.pk))
        found = found.filter(is_there | Q(place__kind=PlaceKind.ITINERARY) & Exists(stops))
    if label:
        held = HeldLabel.objects.filter(place=OuterRef("place"), label__code=label, held_from__lte=day)
        found = found.filter(Exists(held.exclude(held_until__lt=day)))
    return found


def named(understood: Understood) -> dict[int, dict[int, int]]:
    """The published places whose words answer some groups: place → group → slips. One query over names."""
    rows = Place.objects.published().order_by().values_list("pk", "search_text").iterator(chunk_size=LOT)
    texts = {pk: frozenset(text.split()) for pk, text in rows}
    vocabulary = frozenset().union(*texts.values()) if texts else frozenset()
    found: dict[int, dict[int, int]] = {}
    for number, group in enumerate(understood.groups):
        near = [alike(word, vocabulary) for word in group.words]
        if not all(near):
            continue
        for pk, words in texts.items():
            slips = 0
            for each in near:
                shared = words & each.keys()
                if not shared:
                    break
                slips += min(each[word] for word in shared)
            else:
                found.setdefault(pk, {})[number] = slips
    return found
