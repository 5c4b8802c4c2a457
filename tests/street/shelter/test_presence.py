"""Who slept where, in numbers: a missing count is no zero, more people than places is said, the past stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import Closure, HeldUnit, Lot, LotNight, ShelterPlacement
from pacte.street.shelter.models.stock import ShelterSite
from pacte.street.shelter.reads.stock import costs_of, nights_of
from pacte.street.shelter.rules.presence import Slept
from pacte.street.shelter.services import presence, stock_closing
from pacte.street.shelter.worklist.stock import to_count
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
MORNING = timezone.make_aware(datetime(2019, 2, 8, 8, 0))
NOON = timezone.make_aware(datetime(2019, 2, 8, 12, 5))
NIGHT = date(2019, 2, 7)


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Eight on the Friday morning that ends the night of the seventh."""
    monkeypatch.setattr(timezone, "now", lambda: MORNING)
    yield


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def keeper(home: Organisation) -> User:
    return worker(home, Role.SITE_MANAGER)


@pytest.fixture
def halt(home: Organisation) -> ShelterSite:
    return site(home, kind="night_stop")


@pytest.fixture
def chairs(halt: ShelterSite) -> Lot:
    return lot(halt, 20, kind="chairs", lasts=False, night=NIGHT, free=4)


def held(at: Lot, units: int = 1, presence: str = "") -> None:
    placed = ShelterPlacement.objects.create(
        request=asked(night=NIGHT), lot=at, units=units, persons=2 * units, first_night=NIGHT, origin="direct"
    )
    taken = HeldUnit.objects.filter(lot=at, night=NIGHT).count()
    for number in range(units):
        HeldUnit.objects.create(placement=placed, lot=at, night=NIGHT, position=taken + number + 1, presence=presence)


def test_a_night_is_counted_without_a_name(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    assert presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(4, 9, 0, 1)}) == 1
    row = LotNight.objects.get()
    assert (row.women, row.men, row.children, row.others, row.persons) == (4, 9, 0, 1, 14)
    assert row.counted_by == keeper


def test_a_lot_that_nobody_counted_is_not_a_zero(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    beds = lot(halt, 3)
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(0, 0, 0, 0)})
    presence.freeze(NIGHT)
    assert LotNight.objects.get(lot=chairs).persons == 0
    assert LotNight.objects.get(lot=beds).persons is None
    assert nights_of(halt, NIGHT)[0]["persons"] is None


def test_a_correction_keeps_what_was_said_in_the_journal(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(4, 9, 0, 1)})
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(4, 8, 0, 1)})
    assert presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(4, 8, 0, 1)}) == 0
    line = Entry.objects.get(action="presence.correct")
    assert (line.detail["before"], line.detail["after"]) == ([4, 9, 0, 1], [4, 8, 0, 1])


def test_more_people_than_places_is_refused_with_the_number_then_said_with_a_reason(
    keeper: User, halt: ShelterSite, chairs: Lot
) -> None:
    many = {chairs.key: Slept(10, 12, 0, 0)}
    with pytest.raises(BadInput, match="22 personnes pour 20 places"):
        presence.count(keeper, halt.key, NIGHT, many)
    with pytest.raises(BadInput):
        presence.count(keeper, halt.key, NIGHT, many, over={chairs.key: "because"})
    assert not LotNight.objects.exists()
    presence.count(keeper, halt.key, NIGHT, many, over={chairs.key: "cold"})
    assert LotNight.objects.get().over_reason == "cold"
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(9, 9, 0, 0)}, over={chairs.key: "cold"})
    assert LotNight.objects.get().over_reason == ""


def test_closed_units_have_no_places(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    Closure.objects.create(site=halt, lot=chairs, units=15, reason="works", from_night=NIGHT)
    with pytest.raises(BadInput, match="6 personnes pour 5 places"):
        presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(6, 0, 0, 0)})


def test_a_night_to_come_and_one_too_old_are_refused(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    for night in (NIGHT + timedelta(days=1), NIGHT - timedelta(days=400)):
        with pytest.raises(BadInput, match="ne se compte pas maintenant"):
            presence.count(keeper, halt.key, night, {chairs.key: Slept(1, 0, 0, 0)})


def test_only_its_team_counts_a_sites_own_lots(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    with pytest.raises(Http404):
        presence.count(worker(organisation(), Role.SITE_MANAGER), halt.key, NIGHT, {chairs.key: Slept(1, 0, 0, 0)})
    with pytest.raises(Http404):
        presence.count(keeper, halt.key, NIGHT, {uuid4(): Slept(1, 0, 0, 0)})


# The snapshot.


def test_a_night_is_kept_as_it_stood_and_frozen_once(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    held(chairs, 2)
    held(chairs, 1, "absent")
    Closure.objects.create(site=halt, lot=chairs, units=5, reason="works", from_night=NIGHT)
    assert presence.freeze(NIGHT) == 1
    row = LotNight.objects.get()
    stood = (row.capacity, row.places, row.closed, row.declared_free, row.attributed, row.absent)
    assert stood == (20, 20, 5, 4, 3, 1)
    HeldUnit.objects.all().delete()
    assert presence.freeze(NIGHT) == 0
    row.refresh_from_db()
    assert row.attributed == 3


def test_a_count_that_comes_late_leaves_the_snapshot_alone(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    presence.freeze(NIGHT)
    frozen = LotNight.objects.get()
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(1, 2, 0, 0)})
    row = LotNight.objects.get()
    assert (row.frozen_at, row.capacity, row.persons) == (frozen.frozen_at, 20, 3)


def test_a_count_before_noon_waits_for_the_snapshot(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(1, 2, 0, 0)})
    assert LotNight.objects.get().frozen_at is None
    presence.freeze(NIGHT)
    row = LotNight.objects.get()
    assert (row.persons, row.capacity) == (3, 20)


def test_at_noon_every_night_since_the_last_one_is_kept(chairs: Lot) -> None:
    assert presence.freeze_nights(MORNING) == 1
    assert LotNight.objects.get().night == date(2019, 2, 6)
    assert presence.freeze_nights(NOON) == 1
    assert presence.freeze_nights(NOON) == 0
    assert presence.freeze_nights(NOON + timedelta(days=3)) == 3


def test_a_new_capacity_leaves_a_frozen_night_alone(keeper: User, chairs: Lot) -> None:
    presence.freeze(NIGHT)
    stock_closing.set_capacity(keeper, chairs.key, units=2, from_night=NIGHT)
    presence.freeze(NIGHT)
    assert LotNight.objects.get().capacity == 20


def test_a_site_that_said_nothing_has_no_declared_number(halt: ShelterSite) -> None:
    lot(halt, 2)
    presence.freeze(NIGHT)
    assert LotNight.objects.get().declared_free is None


def test_hotel_nights_cost_what_their_units_cost_night_by_night_and_by_month(home: Organisation) -> None:
    hotel = lot(site(home, kind="hotel"), 10, kind="room", unit_places=3, nightly_cost="62.50")
    held(hotel, 4)
    presence.freeze(NIGHT)
    hotel.nightly_cost = Decimal("70.00")
    hotel.save()
    presence.freeze(NIGHT)
    (month,) = costs_of(hotel.site, NIGHT)
    assert (month.month, month.unit_nights, month.cost) == (date(2019, 2, 1), 4, Decimal("250.00"))


# The page.


def post(client: Client, halt: ShelterSite, at: Lot, **said: str) -> Any:
    fields = {f"{at.key.hex}_{name}": value for name, value in said.items()}
    return client.post(f"/hebergement/sites/{halt.key}/presences/", {"night": "2019-02-07", **fields})


def test_the_page_counts_the_night_that_ends(client: Client, keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    client.force_login(keeper)
    held(chairs, 2)
    page = client.get(f"/hebergement/sites/{halt.key}/presences/").content.decode()
    assert "jeudi 7 février 2019" in page
    assert "4 personnes attendues" in page
    assert post(client, halt, chairs, women="3", men="0", children="0", others="1").status_code == 302
    assert LotNight.objects.get().persons == 4


def test_a_lot_counted_in_part_is_sent_back(client: Client, keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    client.force_login(keeper)
    answer = post(client, halt, chairs, women="3")
    assert answer.status_code == 422
    assert "compté en partie" in answer.content.decode()
    assert 'value="3"' in answer.content.decode()
    assert not LotNight.objects.exists()


def test_a_page_sent_empty_counts_nothing(client: Client, keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    client.force_login(keeper)
    assert post(client, halt, chairs, women="").status_code == 302
    assert not LotNight.objects.exists()


def test_too_many_people_opens_the_question_why(client: Client, keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    client.force_login(keeper)
    said = {"women": "30", "men": "0", "children": "0", "others": "0"}
    answer = post(client, halt, chairs, **said)
    assert answer.status_code == 422
    assert "30 personnes pour 20 places" in answer.content.decode()
    assert f'name="{chairs.key.hex}_over"' in answer.content.decode()
    assert post(client, halt, chairs, **said, over="cold").status_code == 302


@pytest.mark.parametrize("typed", ["-1", "un", "1e9", "3.5"])
def test_what_is_no_number_of_people_is_sent_back(
    client: Client, keeper: User, halt: ShelterSite, chairs: Lot, typed: str
) -> None:
    client.force_login(keeper)
    assert post(client, halt, chairs, women=typed, men="0", children="0", others="0").status_code == 422
    assert not LotNight.objects.exists()


@pytest.mark.parametrize("asked_for", ["demain", "2019-02-30", "9999-12-31", "0001-01-01"])
def test_a_night_that_is_none_is_the_one_to_count(
    client: Client, keeper: User, halt: ShelterSite, chairs: Lot, asked_for: str
) -> None:
    client.force_login(keeper)
    assert client.get(f"/hebergement/sites/{halt.key}/presences/", {"nuit": asked_for}).status_code == 200


def test_my_day_asks_for_the_count_until_it_is_made(keeper: User, halt: ShelterSite, chairs: Lot) -> None:
    (entry,) = to_count(keeper, MORNING.date())
    assert entry.detail == "Nuit du 7 février : 1 lot à compter."
    presence.count(keeper, halt.key, NIGHT, {chairs.key: Slept(0, 0, 0, 0)})
    assert not list(to_count(keeper, MORNING.date()))


def test_the_page_holds_its_query_budget(
    client: Client, keeper: User, halt: ShelterSite, django_assert_max_num_queries: Any
) -> None:
    for _each in range(8):
        lot(halt, 3)
    client.force_login(keeper)
    with django_assert_max_num_queries(18):
        assert client.get(f"/hebergement/sites/{halt.key}/presences/").status_code == 200
