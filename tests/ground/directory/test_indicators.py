"""The directory's own figures count what everyone reads, and no refuge."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from pacte.ground.declarations.registry import declared
from pacte.ground.directory.models import HeldLabel, NetworkLabel, PremisesMerger
from pacte.ground.indicators.rules.computed import Result
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation

from .making import place, refuge, service

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def computed(code: str, territory: Territory | None = None, on: date = TODAY) -> Result:
    found = {each.code: each for _room, all_of in declared("indicators", "DECLARED") for each in all_of}
    return found[code].compute(on, territory)


def test_a_place_that_does_two_things_counts_once_and_a_refuge_or_a_draft_never() -> None:
    centre = place()
    service(centre, "day_centre")
    service(centre, "family_day_centre")
    service(place(status="draft"), "day_centre")
    service(refuge(organisation()), "day_centre")
    assert computed("day_centres").value == 1
    assert [row.label for row in computed("day_centres").rows] == [centre.name]
    assert computed("directory_places").value == 1


def test_a_service_no_longer_offered_is_not_counted() -> None:
    service(place(), "locker", is_active=False)
    assert computed("locker_places").value == 0


def test_a_territory_counts_its_own_places() -> None:
    city = Territory.objects.create(code="1", kind=TerritoryKind.CITY, name_fr="Une ville")
    north, south = (
        Territory.objects.create(code=code, kind=TerritoryKind.ARRONDISSEMENT, name_fr=code, parent=city)
        for code in ("nord", "sud")
    )
    service(place(territory=north), "shower")
    service(place(territory=south), "shower")
    assert [computed("shower_places", area).value for area in (north, south, city, None)] == [1, 1, 2, 2]


def test_a_label_counts_between_its_two_days() -> None:
    label = NetworkLabel.objects.create(code="reseau", name_fr="Réseau", scheme="digital_inclusion")
    HeldLabel.objects.create(
        place=place(), label=label, held_from=TODAY - timedelta(days=9), held_until=TODAY - timedelta(days=3)
    )
    counted = [computed("digital_network_places", on=TODAY - timedelta(days=days)).value for days in (10, 9, 3, 2)]
    assert counted == [0, 1, 1, 0]


def test_entries_checked_within_the_citys_delay_are_a_share_of_all() -> None:
    place(reviewed_on=TODAY)
    place(reviewed_on=TODAY - timedelta(days=400))
    place(reviewed_on=None)
    assert computed("directory_reviewed_in_time").value == Decimal("33.3")


def test_an_arrondissement_whose_premises_are_one_counts_once() -> None:
    area = Territory.objects.create(code="nord", kind=TerritoryKind.ARRONDISSEMENT, name_fr="Nord")
    PremisesMerger.objects.create(territory=area, title="Un", state="done", done_on=TODAY)
    PremisesMerger.objects.create(territory=area, title="Deux", state="done", done_on=TODAY)
    PremisesMerger.objects.create(territory=area, title="Trois", state="works")
    assert computed("premises_merged").value == 1
