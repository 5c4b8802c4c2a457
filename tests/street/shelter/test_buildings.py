"""City buildings between two uses: dates, steps, places created, the return that comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import Role
from pacte.street.shelter.models import CityBuilding, HeldUnit, LotCapacity, ShelterPlacement
from pacte.street.shelter.reads.buildings import standings
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services import buildings as services
from tests.ground.people.making import organisation, worker

from .making import asked, lot, site

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def steerer() -> User:
    return worker(organisation(), Role.PACT_TEAM)


def building(steerer: User, **values: object) -> CityBuilding:
    return services.add(steerer, {"name": "Une ancienne caserne"} | values)


def test_only_the_pacts_team_keeps_the_inventory() -> None:
    with pytest.raises(Refused):
        services.add(worker(organisation(), Role.REGULATOR), {"name": "Une caserne"})


def test_a_building_cannot_go_back_before_it_is_free(steerer: User) -> None:
    with pytest.raises(BadInput) as refusal:
        building(steerer, free_from=date(2019, 5, 1), free_until=date(2019, 4, 1))
    assert refusal.value.faults[0].where == "free_until"


def test_the_stage_follows_from_the_steps_done_in_whatever_order(steerer: User) -> None:
    caserne = building(steerer)
    services.do_step(steerer, caserne, "works", date(2019, 3, 1))
    services.do_step(steerer, caserne, "visit", date(2019, 1, 1))
    caserne.refresh_from_db()
    assert caserne.stage == "converting"
    with pytest.raises(BadInput):
        services.do_step(steerer, caserne, "opening", TODAY() + timedelta(days=1))


def test_places_created_are_the_most_each_lot_had_until_that_day(steerer: User) -> None:
    caserne = building(steerer)
    at = site(organisation())
    rooms = lot(at, 4, kind="room", unit_places=3)
    services.attach(steerer, caserne, at)
    LotCapacity.objects.create(lot=rooms, from_night=TODAY() - timedelta(days=20), units=10)
    LotCapacity.objects.create(lot=rooms, from_night=TODAY() - timedelta(days=10), units=2)
    LotCapacity.objects.create(lot=rooms, from_night=TODAY() + timedelta(days=1), units=99)
    found = standings([caserne], TODAY())[0]
    assert (found.created, found.open_now) == (30, 6)
    at.refresh_from_db()
    at.closes_on = TODAY() - timedelta(days=1)
    at.save()
    assert (standings([caserne], TODAY())[0].created, standings([caserne], TODAY())[0].open_now) == (30, 0)


def test_a_building_with_households_inside_is_not_given_back(steerer: User) -> None:
    caserne = building(steerer)
    at = site(organisation())
    services.attach(steerer, caserne, at)
    beds = lot(at, 2)
    placement = ShelterPlacement.objects.create(request=asked(), lot=beds, first_night=night_at(), origin="round")
    HeldUnit.objects.create(placement=placement, lot=beds, night=night_at(), position=1)
    with pytest.raises(BadInput, match="ménage y a encore une place"):
        services.do_step(steerer, caserne, "return", TODAY())
    HeldUnit.objects.all().delete()
    services.do_step(steerer, caserne, "return", TODAY())
    caserne.refresh_from_db()
    assert caserne.stage == "returned"


def test_a_confidential_site_stands_in_no_building(steerer: User) -> None:
    hidden = site(organisation(), is_confidential=True)
    with pytest.raises(BadInput):
        services.attach(steerer, building(steerer), hidden)


def test_the_end_is_recalled_once_and_again_when_it_moves(steerer: User) -> None:
    caserne = building(steerer, free_until=TODAY() + timedelta(days=90))
    services.do_step(steerer, caserne, "opening", TODAY())
    now = timezone.now()
    assert (services.remind(now), services.remind(now)) == (1, 0)
    assert Message.objects.count() == 1
    caserne.refresh_from_db()
    services.change(steerer, caserne, {"free_until": TODAY() + timedelta(days=30)}, caserne.version)
    assert services.remind(now) == 1


def test_two_who_correct_a_sheet_do_not_overwrite_each_other(steerer: User) -> None:
    caserne = building(steerer)
    services.change(steerer, caserne, {"owner": "La Ville"}, 1)
    with pytest.raises(BadInput):
        services.change(steerer, caserne, {"owner": "Un bailleur"}, 1)
    caserne.refresh_from_db()
    assert caserne.owner == "La Ville"


def test_pages_say_what_ends_and_cost_few_queries(
    client: Client, steerer: User, django_assert_max_num_queries: object
) -> None:
    caserne = building(steerer, free_until=TODAY() + timedelta(days=9), places_planned=120)
    services.do_step(steerer, caserne, "opening", TODAY())
    services.plan_step(steerer, caserne, "closing", TODAY() - timedelta(days=1))
    client.force_login(steerer)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        answer = client.get(reverse("shelter:buildings"))
    assert answer.status_code == 200 and "bientôt à rendre" in answer.content.decode()
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = client.get(reverse("shelter:building", kwargs={"key": caserne.key}))
    assert page.status_code == 200 and "en retard" in page.content.decode() and "120" in page.content.decode()
    assert "Bâtiment à rendre" in client.get("/ma-journee/").content.decode()


def test_the_form_keeps_what_was_typed_when_dates_are_out_of_order(client: Client, steerer: User) -> None:
    client.force_login(steerer)
    typed = {"name": "Une ancienne école", "free_from": "2019-05-01", "free_until": "2019-04-01"}
    answer = client.post(reverse("shelter:add_building"), typed)
    assert answer.status_code == 422 and "Une ancienne école" in answer.content.decode()
    assert not CityBuilding.objects.exists()
