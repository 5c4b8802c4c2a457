"""Figures that the directory itself gives: how many places do what, and how fresh their entries are.

Confidential places are in no count and no row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.db.models import Q

from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from .enums import Category, MergerState
from .models import DirectoryPolicy, HeldLabel, Place, PlaceQuerySet, PremisesMerger

DIGITAL_NETWORK, RIGHTS_SPACES = "digital_inclusion", "digital_rights_spaces"
"""Schemes of the pact whose network is known by a label."""


def _in(territory: Territory | None) -> PlaceQuerySet:
    """The entries that everyone reads, of a territory or of the whole city."""
    found = Place.objects.published().filter(is_confidential=False).select_related("organisation", "territory")
    if territory is None or territory.kind == TerritoryKind.CITY:
        return found
    return found.filter(territory__in=covered(territory.pk))


def _result(places: PlaceQuerySet) -> Result:
    rows = [
        Row(place.name, {"organisation": place.run_by, "territory": str(place.territory or "")})
        for place in places.distinct()
    ]
    return Result(Decimal(len(rows)), rows)


def places(on: date, territory: Territory | None) -> Result:
    """Places of the directory that everyone reads."""
    return _result(_in(territory))


def offering(*categories: str) -> Callable[[date, Territory | None], Result]:
    """Places that do one of these things."""

    def count(on: date, territory: Territory | None) -> Result:
        return _result(_in(territory).filter(services__category__in=categories, services__is_active=True))

    return count


def labelled(scheme: str) -> Callable[[date, Territory | None], Result]:
    """Places that hold a scheme's label that day."""

    def count(on: date, territory: Territory | None) -> Result:
        running = Q(held_until__isnull=True) | Q(held_until__gte=on)
        held = HeldLabel.objects.filter(running, label__scheme=scheme, held_from__lte=on)
        return _result(_in(territory).filter(pk__in=held.values("place")))

    return count


def reviewed_in_time(on: date, territory: Territory | None) -> Result:
    """Of the entries that everyone reads, the share checked within the city's own delay, in per cent."""
    limit = on - relativedelta(months=DirectoryPolicy.current().review_months)
    shown = _in(territory)
    fresh = shown.filter(reviewed_on__range=(limit, on))
    base = shown.count()
    value = Decimal(100 * fresh.count()) / base if base else Decimal(0)
    return Result(value.quantize(Decimal("0.1")), _result(fresh).rows)


def premises_merged(on: date, territory: Territory | None) -> Result:
    """Arrondissements whose social services have one desk: the merger of their premises is done by that day."""
    done = PremisesMerger.objects.filter(state=MergerState.DONE, done_on__lte=on).select_related("territory")
    if territory is not None and territory.kind != TerritoryKind.CITY:
        done = done.filter(territory__in=covered(territory.pk))
    rows = [Row(str(merger.territory), {"date": str(merger.done_on)}) for merger in done]
    return Result(Decimal(len({row.label for row in rows})), rows)


DECLARED = [
    Computed("directory_places", places),
    Computed("directory_reviewed_in_time", reviewed_in_time),
    Computed("digital_network_places", labelled(DIGITAL_NETWORK)),
    Computed("digital_rights_spaces", labelled(RIGHTS_SPACES)),
    Computed("day_centres", offering(Category.DAY_CENTRE, Category.FAMILY_DAY_CENTRE)),
    Computed("family_day_centres", offering(Category.FAMILY_DAY_CENTRE)),
    Computed("shower_places", offering(Category.SHOWER)),
    Computed("locker_places", offering(Category.LOCKER)),
    Computed("shared_kitchens", offering(Category.SHARED_KITCHEN)),
    Computed("premises_merged", premises_merged),
]
