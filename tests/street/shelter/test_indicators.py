"""The night's figures against counts made by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pacte.ground.indicators.rules.computed import Result
from pacte.ground.people.models import Person
from pacte.street.shelter.indicators import DECLARED
from pacte.street.shelter.models import Call, CityBuilding, Closure, LotNight, RequestMember
from pacte.street.shelter.reads.tonight import night_at
from tests.ground.people.making import followed, organisation, restricted, worker

from .making import asked, lot, site

pytestmark = pytest.mark.django_db


def computed(code: str, territory: object = None) -> Result:
    return next(each for each in DECLARED if each.code == code).compute(night_at(), territory)


def test_open_places_are_the_dated_capacity_less_closures_of_sites_open_tonight() -> None:
    home = organisation()
    at = site(home)
    rooms = lot(at, 4, kind="room", unit_places=3)
    Closure.objects.create(site=at, lot=rooms, units=1, reason="works", from_night=night_at())
    lot(site(home, closes_on=night_at() - timedelta(days=1)), 50)
    lot(site(home, cold_plan_level=1), 70)
    hidden = site(home, is_confidential=True)
    lot(hidden, 5)
    found = computed("shelter_places_open")
    assert found.value == 14
    assert [row.label for row in found.rows] == [at.name], "a confidential site counts and is not named"


def test_occupancy_leaves_out_what_nobody_counted() -> None:
    beds, uncounted = lot(site(organisation()), 10), lot(site(organisation()), 40)
    usual = {"night": night_at(), "capacity": 10, "places": 10}
    LotNight.objects.create(lot=beds, women=3, men=4, counted_at=timezone.now(), **usual)
    LotNight.objects.create(lot=uncounted, **usual)
    assert (computed("shelter_places_slept_in").value, computed("shelter_places_counted").value) == (7, 10)
    assert computed("shelter_nights").value == 7
    assert computed("night_stop_nights").value == 0


def test_places_of_stops_refuges_and_buildings_are_counted_apart() -> None:
    home = organisation()
    school = CityBuilding.objects.create(name="Une ancienne école", stage="open")
    lot(site(home, kind="night_stop"), 20, kind="chairs")
    lot(site(home, kind="women_stop"), 15, kind="chairs")
    lot(site(home, kind="family_refuge", building=school), 6, kind="room", unit_places=4)
    values = {
        code: computed(code).value
        for code in ("night_stop_places", "women_stop_places", "women_stops_open", "family_refuge_places")
    }
    assert values == {
        "night_stop_places": 35, "women_stop_places": 15, "women_stops_open": 1, "family_refuge_places": 24,
    }  # fmt: skip
    assert computed("city_building_places").value == 24


def test_requests_met_and_unmet_count_households_and_nights_not_calls() -> None:
    placed = asked(state="arrived", answered_at=timezone.now() + timedelta(minutes=40))
    asked(state="unmet", unmet_reason="no_place")
    asked(state="cancelled")
    asked(state="qualified")
    for _ in range(3):
        Call.objects.create(night=night_at(), outcome="same_request", request=placed)
    assert computed("calls_to_the_line").value == 3
    assert [computed(f"shelter_requests{tail}").value for tail in ("", "_met", "_unmet")] == [3, 1, 1]
    assert computed("shelter_minutes_to_answer").value == 40


def test_a_restricted_persons_request_is_in_no_published_count() -> None:
    home = organisation()
    person: Person = followed(worker(home), home).person
    request = asked()
    RequestMember.objects.filter(request=request).update(person=person)
    assert computed("shelter_requests").value == 1
    restricted(person)
    assert computed("shelter_requests").value == 0
