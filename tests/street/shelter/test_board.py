"""The night board: what it says above the fold, live for several people at once, nobody's name on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from pacte.street.shelter.models import (
    AllocationRound,
    ColdPlanActivation,
    ColdPlanLevel,
    RequestMember,
    ShelterRequest,
)
from pacte.street.shelter.reads.board import MOST_ROWS, board_of
from pacte.street.shelter.reads.board_map import areas_tonight, sites_tonight
from pacte.street.shelter.reads.board_steps import steps_of
from pacte.street.shelter.reads.board_version import version
from pacte.street.shelter.reads.tonight import night_at
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.htmx import assert_swap_equals_reload
from tests.street.shelter.making import asked, declared, grid, lot, site

pytestmark = pytest.mark.django_db
BOARD = "/hebergement/nuit/"
LIVE = {"HX-Request": "true", "HX-Target": "night"}


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def regulator(home: Organisation) -> User:
    return worker(home, Role.REGULATOR)


@pytest.fixture
def page(client: Client, regulator: User) -> Client:
    client.force_login(regulator)
    return client


def test_minors_alone_then_danger_then_tiers_stand_first() -> None:
    asked(tier=3)
    last = asked(tier=None, state="received")
    waited = asked(tier=1, waiting_nights=4)
    first = asked(tier=1)
    danger = asked(tier=4, danger="newborn")
    minor = asked((15, ""), kind="minor_alone", tier=None)
    found = board_of(night_at())
    order = [row.request.pk for row in found.rows]
    assert order[:4] == [minor.pk, danger.pk, waited.pk, first.pk] and order[-1] == last.pk
    assert (found.waiting.minors, found.waiting.dangers, found.waiting.to_qualify) == (1, 1, 1)
    assert found.waiting.tiers == {1: 2, 3: 1, None: 1}


def test_only_who_waits_is_counted_as_waiting() -> None:
    for state in ("received", "qualified", "offered", "placed", "arrived", "cancelled", "handed_over"):
        asked(state=state)
    asked(state="unmet", unmet_reason="no_place")
    found = board_of(night_at())
    assert found.waiting.households == 2 and found.placed == 2 and found.states["offered"] == 1


def test_free_units_are_told_by_audience_as_declared(home: Organisation) -> None:
    here = site(home)
    lot(here, 5, free=3, audience="women", step_free=True)
    lot(here, 2, free=2, audience="families", kind="room", unit_places=4)
    lot(here, 9, free=9, audience="men", in_rounds=False)
    found = board_of(night_at())
    assert [(line.audience, line.places, line.step_free) for line in found.free] == [
        ("women", 3, 3),
        ("families", 8, 0),
    ]
    assert found.places == 11 and found.free[1].units_in_words == "2 chambres"


def test_a_site_that_has_said_nothing_is_named_with_its_telephone(page: Client, home: Organisation) -> None:
    lot(site(home, name="Un site muet", telephone="01 00 00 00 01"), 4)
    lot(site(home, name="Un site qui parle"), 4, free=0)
    text = page.get(BOARD).content.decode()
    assert "Un site muet" in text and "tel:0100000001" in text and "Un site qui parle" not in text
    assert "1 site n’a rien déclaré" in text


def test_a_night_without_anything_is_calm(page: Client) -> None:
    text = page.get(BOARD).content.decode()
    assert "Rien ne presse." in text and "Aucun ménage n’attend de place." in text


def test_no_name_of_a_person_is_on_the_board(page: Client, home: Organisation, regulator: User) -> None:
    file = followed(worker(home), home)
    asking = asked((35, "woman"), file=file, kind="single_woman")
    RequestMember.objects.filter(request=asking).update(person=file.person)
    Person.objects.filter(pk=file.person_id).update(pseudonym="PSEUDO-CANARI")
    text = page.get(BOARD).content.decode()
    assert asking.label in text and "canari" not in text.lower()


def test_nothing_is_sent_again_while_nothing_changed(page: Client) -> None:
    asked()
    mark = version(night_at())
    assert page.get(f"{BOARD}?v={mark}", headers=LIVE).status_code == 204
    asked()
    assert page.get(f"{BOARD}?v={mark}", headers=LIVE).status_code == 200


@pytest.mark.parametrize("change", ["taken", "state", "declared", "round", "cold"])
def test_what_a_colleague_changes_changes_the_mark(change: str, home: Organisation, regulator: User) -> None:
    asking, stock = asked(), lot(site(home), 4, free=1)
    level = ColdPlanLevel.objects.create(level=1, name_fr="Un niveau")
    now = timezone.now()
    before = version(night_at(), now)
    if change == "taken":
        ShelterRequest.objects.filter(pk=asking.pk).update(taken_by=regulator, taken_at=now)
    elif change == "state":
        ShelterRequest.objects.filter(pk=asking.pk).update(state="offered")
    elif change == "declared":
        declared(stock, 2)
    elif change == "round":
        AllocationRound.objects.create(night=night_at(), number=1, seed=1, grid=grid(), sealed_log="", digest="0")
    else:
        ColdPlanActivation.objects.create(level=level, from_night=night_at(), decided_by="Une autorité")
    assert version(night_at(), now) != before


def test_the_board_swapped_in_is_that_of_a_reload(page: Client, home: Organisation, regulator: User) -> None:
    asked()
    stock = lot(site(home), 5)
    before = page.get(BOARD).content.decode()
    declared(stock, 3)
    asked((28, ""), danger="newborn", taken_by=regulator, taken_at=timezone.now())
    fragment = page.get(BOARD, headers=LIVE).content.decode()
    assert_swap_equals_reload(before, fragment, page.get(BOARD).content.decode(), "night")


def test_the_hand_of_a_colleague_is_shown_until_it_is_let_go(page: Client, regulator: User) -> None:
    asking = asked(taken_by=regulator, taken_at=timezone.now())
    assert "en main : Une travailleuse sociale" in page.get(BOARD).content.decode()
    ShelterRequest.objects.filter(pk=asking.pk).update(taken_at=timezone.now() - timedelta(minutes=30))
    assert "en main" not in page.get(BOARD).content.decode()


def test_what_is_typed_stands_outside_of_what_is_swapped(page: Client) -> None:
    fragment = page.get(BOARD, headers=LIVE).content.decode()
    assert "<form" not in fragment and "<input" not in fragment


def test_a_session_that_ended_reloads_the_page_rather_than_swapping_the_sign_in(client: Client) -> None:
    answer = client.get(BOARD, headers=LIVE)
    assert answer.headers["HX-Refresh"] == "true" and not answer.content
    assert client.get(BOARD).status_code == 302


def test_a_number_leads_to_its_request(page: Client) -> None:
    asking = asked()
    answer = page.post(reverse("shelter:board_go"), {"number": f"d-{asking.number:03}"})
    assert answer["Location"] == reverse("shelter:request", kwargs={"key": asking.key})
    missing = page.post(reverse("shelter:board_go"), {"number": "999"}, follow=True)
    assert "Aucune demande de cette nuit n’a ce numéro" in missing.content.decode()


def test_the_most_pressing_step_comes_first(home: Organisation) -> None:
    lot(site(home), 4)
    asked(state="received")
    asked(danger="violence")
    asked((15, ""), kind="minor_alone")
    steps = steps_of(board_of(night_at()))
    assert [step.tone for step in steps[:3]] == ["bad", "bad", "warn"]
    assert "astreinte" in steps[0].words and "danger immédiat" in steps[1].words


def test_a_past_night_is_read_only(page: Client) -> None:
    before = night_at() - timedelta(days=1)
    asked(night=before)
    text = page.get(f"/hebergement/nuits/{before}/").content.decode()
    assert "on ne peut plus que la lire" in text and "D-001" in text and "hx-get" not in text and ">Ouvrir" not in text
    assert steps_of(board_of(before)) == []


@pytest.mark.parametrize("night", ["2999-01-01", "hier", "2019-02-30"])
def test_a_night_to_come_or_none_is_not_found(page: Client, night: str) -> None:
    assert page.get(f"/hebergement/nuits/{night}/").status_code == 404


def test_nights_gone_by_are_listed(page: Client) -> None:
    before = night_at() - timedelta(days=2)
    asked(night=before, state="placed")
    text = page.get(reverse("shelter:board_nights")).content.decode()
    assert str(before.year) in text and f"/hebergement/nuits/{before}/" in text


def test_a_confidential_site_is_on_no_map(page: Client, home: Organisation) -> None:
    lot(site(home, name="Refuge-canari", is_confidential=True), 4, free=2)
    lot(site(home, name="Un centre"), 4, free=2)
    assert [each.site.name for each in sites_tonight(night_at())] == ["Un centre"]
    text = page.get(reverse("shelter:board_map")).content.decode()
    assert "Refuge-canari" not in text and "2 places libres" in text


def test_households_are_counted_by_arrondissement_without_restricted_persons(home: Organisation, page: Client) -> None:
    box = {"west": 2.38, "south": 48.84, "east": 2.42, "north": 48.88}
    area = Territory.objects.create(code="75120", kind="arrondissement", name_fr="20e", **box)
    file = followed(worker(home), home)
    asked(territory=area, file=file, latitude=48.86, longitude=2.39)
    asked(territory=area, latitude=48.86, longitude=2.391)
    restricted(file.person)
    areas, elsewhere = areas_tonight(night_at())
    assert [each.households for each in areas] == [1] and elsewhere == 0
    assert "2.391" not in page.get(reverse("shelter:board_map")).content.decode()


def test_the_board_asks_few_queries_whatever_the_night(
    page: Client, home: Organisation, django_assert_max_num_queries: Any
) -> None:
    for number in range(MOST_ROWS + 5):
        asked((30, ""), (4, ""), tier=1 + number % 4)
    for _each in range(6):
        lot(site(home), 5, free=2)
    with django_assert_max_num_queries(38):
        text = page.get(BOARD).content.decode()
    assert "Et 15 autres ménages." in text or "autres ménages" in text
    mark = version(night_at())
    with django_assert_max_num_queries(16):
        page.get(f"{BOARD}?v={mark}", headers=LIVE)
    with django_assert_max_num_queries(22):
        page.get(reverse("shelter:board_map"))


@pytest.mark.parametrize("role", [Role.SITE_MANAGER, Role.PACT_TEAM, Role.SOCIAL_WORKER])
def test_the_board_is_the_regulations(client: Client, home: Organisation, role: Role) -> None:
    client.force_login(worker(home, role))
    assert client.get(BOARD).status_code == 403
