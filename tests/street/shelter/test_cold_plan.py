"""The cold plan: an authority decides, sites open from a night on, an end says who is to be rehoused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry as Line
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import ColdPlanActivation, ColdPlanLevel, Lot, LotNight, ShelterPlacement
from pacte.street.shelter.reads import cold_plan as reads
from pacte.street.shelter.reads.availability import available
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.cold_plan import season_of
from pacte.street.shelter.services import cold_plan
from pacte.street.shelter.worklist.board import to_open, to_rehouse
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def team(home: Organisation) -> User:
    return worker(home, Role.PACT_TEAM)


@pytest.fixture
def level(team: User) -> ColdPlanLevel:
    cold_plan.take_sample(team)
    return ColdPlanLevel.objects.get(level=1)


@pytest.fixture
def gymnasium(home: Organisation) -> Lot:
    return lot(site(home, name="Un gymnase", kind="winter", cold_plan_level=1), 60)


def stay(at: Lot, **values: Any) -> ShelterPlacement:
    """A household that sleeps there."""
    usual = {"state": "present", "origin": "direct", "first_night": night_at(), "persons": 2}
    return ShelterPlacement.objects.create(request=asked(state="arrived"), lot=at, **usual | values)


def activation(level: ColdPlanLevel, first: date, last: date | None = None) -> ColdPlanActivation:
    return ColdPlanActivation.objects.create(level=level, from_night=first, until_night=last, decided_by="Une autorité")


def test_the_sample_is_labelled_and_taken_once(team: User) -> None:
    assert cold_plan.take_sample(team) == 3 and cold_plan.take_sample(team) == 0
    second = ColdPlanLevel.objects.get(level=2)
    assert second.is_sample and "Paris.fr" in second.source and (second.night_below, second.day_below) == (-5, 0)


def test_a_level_that_the_authority_words_is_a_sample_no_more(team: User, level: ColdPlanLevel) -> None:
    made = cold_plan.set_level(team, 1, {"name_fr": "Veille", "night_below": -2, "source": "Un arrêté"})
    assert not made.is_sample and (made.name_fr, made.night_below, made.day_below) == ("Veille", -2, None)
    with pytest.raises(BadInput, match="température"):
        cold_plan.set_level(team, 1, {"name_fr": "Veille", "night_below": -80})


def test_a_site_of_the_plan_opens_from_the_night_decided_and_not_before(
    team: User, level: ColdPlanLevel, gymnasium: Lot
) -> None:
    night = night_at()
    assert available(night)[gymnasium.pk].capacity == 0
    assert reads.added_places(1, night) == (1, 60)
    cold_plan.activate(team, level, night + DAY, "La préfecture")
    assert available(night)[gymnasium.pk].capacity == 0
    assert available(night + DAY)[gymnasium.pk].capacity == 60
    assert Line.objects.filter(action="shelter.cold_plan_on").exists()


def test_an_activation_names_an_authority_and_a_night_that_is_not_past(team: User, level: ColdPlanLevel) -> None:
    with pytest.raises(BadInput) as bad:
        cold_plan.activate(team, level, night_at() - DAY, "  ")
    assert {fault.where for fault in bad.value.faults} == {"from_night", "decided_by"}
    assert not ColdPlanActivation.objects.exists()


def test_one_level_is_not_activated_twice_at_once(team: User, level: ColdPlanLevel) -> None:
    cold_plan.activate(team, level, night_at(), "La préfecture")
    with pytest.raises(BadInput, match="déjà activé"):
        cold_plan.activate(team, level, night_at() + DAY, "La préfecture")


def test_an_end_with_people_inside_says_how_many_and_asks_what_is_planned(
    team: User, level: ColdPlanLevel, gymnasium: Lot
) -> None:
    running = cold_plan.activate(team, level, night_at(), "La préfecture")
    stay(gymnasium)
    stay(gymnasium, last_night=night_at())
    with pytest.raises(BadInput, match="Des ménages sont encore dans ces sites"):
        cold_plan.end(team, running, night_at(), "La préfecture")
    running.refresh_from_db()
    assert running.until_night is None
    inside = cold_plan.end(team, running, night_at(), "La préfecture", words="Vers un autre centre")
    assert [(each.households, each.persons) for each in inside] == [(1, 2)]
    running.refresh_from_db()
    assert (running.until_night, running.rehousing) == (night_at(), "Vers un autre centre")


def test_an_empty_site_closes_without_a_question(team: User, level: ColdPlanLevel, gymnasium: Lot) -> None:
    running = cold_plan.activate(team, level, night_at(), "La préfecture")
    assert cold_plan.end(team, running, night_at(), "La préfecture") == []


def test_a_higher_level_that_goes_on_keeps_the_sites_of_a_lower_one(
    team: User, level: ColdPlanLevel, gymnasium: Lot
) -> None:
    running = cold_plan.activate(team, level, night_at(), "La préfecture")
    cold_plan.activate(team, ColdPlanLevel.objects.get(level=2), night_at(), "La préfecture")
    stay(gymnasium)
    assert cold_plan.end(team, running, night_at(), "La préfecture") == []


def test_what_has_not_begun_is_withdrawn_and_what_runs_is_ended(team: User, level: ColdPlanLevel) -> None:
    coming = cold_plan.activate(team, level, night_at() + DAY, "La préfecture")
    cold_plan.withdraw(team, coming)
    running = cold_plan.activate(team, level, night_at(), "La préfecture")
    with pytest.raises(BadInput, match="déjà actif"):
        cold_plan.withdraw(team, running)
    assert Line.objects.filter(action="shelter.cold_plan_withdrawn").exists()


def test_only_the_team_and_the_regulation_record_a_decision(home: Organisation, level: ColdPlanLevel) -> None:
    with pytest.raises(Refused):
        cold_plan.activate(worker(home, Role.SITE_MANAGER), level, night_at(), "La préfecture")
    cold_plan.activate(worker(home, Role.REGULATOR), level, night_at(), "La préfecture")


def test_a_team_sees_in_its_day_that_its_site_will_open(
    home: Organisation, level: ColdPlanLevel, gymnasium: Lot
) -> None:
    activation(level, timezone.localdate() + DAY)
    manager = worker(home, Role.SITE_MANAGER)
    assert [entry.title for entry in to_open(manager, timezone.localdate())] == ["Un gymnase"]
    elsewhere = worker(organisation(), Role.SITE_MANAGER)
    assert list(to_open(elsewhere, timezone.localdate())) == []


def test_who_is_left_inside_stays_in_the_day_of_the_regulation_and_of_the_site(
    home: Organisation, level: ColdPlanLevel, gymnasium: Lot
) -> None:
    stay(gymnasium, first_night=night_at() - DAY)
    activation(level, night_at() - 3 * DAY, night_at() - DAY)
    for role in (Role.REGULATOR, Role.SITE_MANAGER):
        entries = list(to_rehouse(worker(home, role), timezone.localdate()))
        assert [entry.detail for entry in entries] == ["1 ménage à reloger"]
    assert list(to_rehouse(worker(home, Role.PACT_TEAM), timezone.localdate())) == []


def test_a_season_counts_its_nights_and_what_was_counted_there(level: ColdPlanLevel, gymnasium: Lot) -> None:
    first, _last = season_of(night_at() - 365 * DAY)
    activation(level, first, first + DAY)
    activation(ColdPlanLevel.objects.get(level=2), first + DAY, first + 2 * DAY)
    LotNight.objects.create(
        lot=gymnasium, night=first, capacity=60, places=60, men=30, women=15, counted_at=timezone.now(),
        frozen_at=timezone.now(),
    )  # fmt: skip
    LotNight.objects.create(lot=gymnasium, night=first + DAY, capacity=60, places=60, frozen_at=timezone.now())
    found = reads.season(first.year, night_at())
    assert found.nights_active == 3 and [nights for _level, nights in found.levels] == [2, 2, 0]
    assert (found.sites, found.most_places, found.persons, found.places_counted, found.percent) == (1, 60, 45, 60, 75)


def test_a_season_that_nobody_counted_is_not_a_zero(client: Client, team: User, level: ColdPlanLevel) -> None:
    client.force_login(team)
    text = client.get(reverse("shelter:cold_plan_season")).content.decode()
    assert "ce n’est pas un zéro" in text


def test_small_counts_inside_are_not_told_to_the_pacts_team(
    client: Client, home: Organisation, team: User, level: ColdPlanLevel, gymnasium: Lot
) -> None:
    running = activation(level, night_at())
    stay(gymnasium)
    page = reverse("shelter:cold_plan_end", kwargs={"key": running.key})
    client.force_login(team)
    assert "moins de onze ménages à reloger" in client.get(page).content.decode()
    client.force_login(worker(home, Role.REGULATOR))
    assert "1 ménage à reloger" in client.get(page).content.decode()


def test_a_confidential_site_of_the_plan_is_named_to_the_regulation_alone(
    client: Client, home: Organisation, team: User, level: ColdPlanLevel
) -> None:
    lot(site(home, name="Refuge-canari", is_confidential=True, cold_plan_level=1), 8)
    client.force_login(team)
    assert "Refuge-canari" not in client.get(reverse("shelter:cold_plan")).content.decode()
    client.force_login(worker(home, Role.REGULATOR))
    assert "Refuge-canari" in client.get(reverse("shelter:cold_plan")).content.decode()


def test_the_plan_asks_few_queries(
    client: Client, team: User, home: Organisation, level: ColdPlanLevel, django_assert_max_num_queries: Any
) -> None:
    for _each in range(8):
        lot(site(home, cold_plan_level=1), 10)
    activation(level, night_at())
    client.force_login(team)
    with django_assert_max_num_queries(22):
        assert client.get(reverse("shelter:cold_plan")).status_code == 200


def test_a_form_sent_wrong_keeps_what_was_typed(client: Client, team: User, level: ColdPlanLevel) -> None:
    client.force_login(team)
    typed = {"level": level.pk, "from_night": "2019-02-07", "decided_by": "La préfecture"}
    answer = client.post(reverse("shelter:cold_plan_activate"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and "Cette nuit est passée." in text and 'value="La préfecture"' in text
