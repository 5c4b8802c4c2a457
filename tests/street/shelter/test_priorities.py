"""Grids: without effect until a named authority adopts them, public, never edited afterwards; who is in which tier."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.street.shelter.models import PriorityGrid, RequestEvent, ShelterRequest
from pacte.street.shelter.reads import priorities as reads
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.allocation.problem import Member
from pacte.street.shelter.rules.priorities import tier_of
from pacte.street.shelter.services import grids
from pacte.street.shelter.services.priorities import rank
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> User:
    return worker(organisation(), Role.PACT_TEAM)


def adopted(team: User, key: Any = None, first: date | None = None) -> PriorityGrid:
    grid_key = key or grids.load_sample(team).key
    night = first or night_at()
    return grids.adopt(team, grid_key, authority="Une autorité", adopted_on=timezone.localdate(), first_night=night)


@pytest.mark.parametrize(
    ("members", "stated", "expected"),
    [
        ([(30, "woman"), (0, "")], ["newborn"], (1, "newborn")),
        ([(30, "woman"), (0, "")], [], (2, "young-child")),
        ([(30, "woman"), (4, "")], ["newborn"], (4, "")),
        ([(30, "woman")], ["late-pregnancy"], (1, "late-pregnancy")),
        ([(30, "woman")], ["violence-danger"], (1, "violence-danger")),
        ([(30, "woman")], ["violence"], (2, "violence")),
        ([(25, "man")], [], (2, "young-adult")),
        ([(26, "man")], [], (4, "without-children")),
        ([(40, "man")], ["health"], (2, "health")),
        ([(65, "man")], [], (3, "older")),
        ([(40, "man")], ["vulnerable-adults"], (3, "vulnerable-adults")),
        ([(40, "woman"), (6, "")], ["distressed-family"], (3, "distressed-family")),
        ([(40, "woman"), (14, "")], [], (4, "family-teenagers")),
        ([(40, "woman"), (6, "")], [], (4, "")),
        ([(40, ""), (41, "")], [], (4, "without-children")),
        ([(None, "")], [], (4, "without-children")),
    ],
)
def test_the_sample_puts_each_household_where_the_framework_says(
    team: User, members: list[tuple[int | None, str]], stated: list[str], expected: tuple[int, str]
) -> None:
    criteria = reads.criteria_of(grids.load_sample(team))
    assert tier_of(criteria, [Member(age, gender) for age, gender in members], stated) == expected


def test_the_sample_acts_on_nobody_until_it_is_adopted(team: User) -> None:
    sample, request = grids.load_sample(team), asked((30, "man"), tier=None)
    rank(request)
    assert (request.grid, request.tier) == (None, None)
    assert sample.is_sample and sample.source and sample.adopted_on is None
    adopted(team, sample.key)
    request.refresh_from_db()
    assert (request.grid, request.tier, request.tier_reason) == (sample, 4, "without-children")
    assert RequestEvent.objects.get(request=request, kind="ranked").reason == "without-children"


def test_loading_the_sample_twice_makes_one_version(team: User) -> None:
    assert grids.load_sample(team) == grids.load_sample(team)
    assert PriorityGrid.objects.count() == 1


def test_ranking_again_without_a_change_appends_nothing(team: User) -> None:
    adopted(team)
    request = asked((30, "man"))
    rank(request)
    rank(request)
    assert RequestEvent.objects.filter(request=request, kind="ranked").count() == 1


def test_an_adopted_version_is_never_edited(team: User) -> None:
    grid = adopted(team)
    values = {"name_fr": "Un autre", "name_en": "", "tier": 1, "rule": "", "number": None}
    for act in (
        lambda: grids.add_criterion(team, grid.key, values),
        lambda: grids.change_criterion(team, grid.key, "violence", values),
        lambda: grids.remove_criterion(team, grid.key, "violence"),
        lambda: grids.change_draft(team, grid.key, title="X", source="", quota_percent=None, quota_after=None),
        lambda: adopted(team, grid.key),
    ):
        with pytest.raises(BadInput, match="adoptée"):
            act()
    assert grid.criteria.count() == 12


def test_a_new_version_supersedes_the_one_before_from_its_first_night(team: User) -> None:
    first = adopted(team)
    draft = grids.draft_from(team, first.key)
    values = {"name_fr": "Victime de violences", "name_en": "", "tier": 1, "rule": "", "number": None}
    grids.change_criterion(team, draft.key, "violence", values)
    grids.remove_criterion(team, draft.key, "health")
    grids.change_draft(team, draft.key, title="La suite", source="", quota_percent=10, quota_after=5)
    tomorrow = night_at() + timedelta(days=1)
    adopted(team, draft.key, tomorrow)
    first.refresh_from_db()
    draft.refresh_from_db()
    assert first.in_force_until == night_at()
    assert (reads.grid_of(night_at()), reads.grid_of(tomorrow)) == (first, draft)
    said = {each.words: each.what for each in reads.changed(first, draft)}
    assert said["Victime de violences"] == "De la priorité 2 à la priorité 1"
    assert said["Problème de santé"] == "Retiré de la priorité 2"
    assert "10 % des places" in said["Part réservée à l’attente"]


def test_a_version_adopted_for_the_same_night_takes_the_place_of_the_one_before(team: User) -> None:
    first = adopted(team)
    second = adopted(team, grids.draft_from(team, first.key).key)
    assert reads.grid_of(night_at()) == second
    assert reads.grid_of(night_at() + timedelta(days=3)) == second


def test_adopting_needs_a_name_a_day_gone_by_a_night_to_come_and_whole_tiers(team: User) -> None:
    sample = grids.load_sample(team)
    for code in ("newborn", "late-pregnancy", "violence-danger"):
        grids.remove_criterion(team, sample.key, code)
    with pytest.raises(BadInput) as bad:
        grids.adopt(
            team, sample.key, authority=" ", adopted_on=timezone.localdate() + timedelta(days=1),
            first_night=night_at() - timedelta(days=1),
        )  # fmt: skip
    assert [fault.where for fault in bad.value.faults] == ["authority", "adopted_on", "first_night", ""]
    assert "La priorité 1 n’a aucun critère." in str(bad.value)


def test_half_a_quota_and_a_rule_without_its_number_are_told(team: User) -> None:
    sample = grids.load_sample(team)
    with pytest.raises(BadInput, match="deux nombres"):
        grids.change_draft(team, sample.key, title="X", source="", quota_percent=10, quota_after=None)
    with pytest.raises(BadInput, match="demande un nombre"):
        grids.add_criterion(
            team, sample.key, {"name_fr": "Ados", "tier": 2, "rule": "child_from_years", "number": None}
        )


def test_only_the_pacts_team_drafts_and_adopts(team: User) -> None:
    sample = grids.load_sample(team)
    for role in (Role.REGULATOR, Role.SOCIAL_WORKER, Role.SITE_MANAGER):
        user = worker(organisation(), role)
        for act in (
            lambda user=user: grids.load_sample(user),
            lambda user=user: grids.draft_from(user, sample.key),
            lambda user=user: adopted(user, sample.key),
        ):
            with pytest.raises(Refused):
                act()


def test_the_journal_says_which_version_was_adopted_by_whom_recorded(team: User) -> None:
    grid = adopted(team)
    entry = Entry.objects.get(action="shelter.grid_adopted")
    assert (entry.target, entry.detail["version"]) == (grid.target, 1)


def test_anyone_reads_the_grid_in_force_in_plain_words(client: Client, team: User) -> None:
    page = client.get(reverse("shelter:grid")).content.decode()
    assert "Aucune grille n’est en vigueur" in page
    adopted(team)
    page = client.get(reverse("shelter:grid")).content.decode()
    assert "Femme enceinte de plus de six mois" in page
    assert "Une autorité" in page
    assert "CSV" in page
    assert "SIAO" not in page.replace("services intégrés de l’accueil et de l’orientation (SIAO)", "")


def test_a_draft_is_seen_by_the_pacts_team_alone(client: Client, team: User) -> None:
    draft = grids.draft_from(team, adopted(team).key)
    PriorityGrid.objects.filter(pk=draft.pk).update(is_sample=False)
    address = reverse("shelter:grid_version", kwargs={"key": draft.key})
    assert client.get(address).status_code == 404
    client.force_login(team)
    assert client.get(address).status_code == 200


def test_a_grid_goes_out_as_a_table_and_as_data(client: Client, team: User) -> None:
    grid = adopted(team)
    table = client.get(reverse("shelter:grid_csv", kwargs={"key": grid.key})).content.decode("utf-8-sig")
    assert table.splitlines()[0] == "version,tier,code,rule,number,name_fr,name_en"
    assert "1,2,young-child,child_under_years,3," in table
    said = client.get(reverse("shelter:grid_json", kwargs={"key": grid.key})).json()
    assert (said["adopted_by"], len(said["criteria"])) == ("Une autorité", 12)


def test_the_whole_way_from_the_sample_to_a_new_version_by_its_pages(client: Client, team: User) -> None:
    client.force_login(team)
    client.post(reverse("shelter:grid_sample"))
    grid = PriorityGrid.objects.get()
    add = reverse("shelter:criterion_add", kwargs={"key": grid.key})
    assert client.post(add, {"name_fr": "", "tier": 0}).status_code == 422
    added = client.post(add, {"name_fr": "Sortie d’hôpital ce jour", "tier": 2, "rule": ""})
    assert added.status_code == 302
    day = timezone.localdate().isoformat()
    adopt = reverse("shelter:grid_adopt", kwargs={"key": grid.key})
    said = {"authority": "Une autorité", "adopted_on": day, "first_night": night_at().isoformat()}
    assert client.post(adopt, said | {"authority": ""}).status_code == 422
    assert client.post(adopt, said).status_code == 302
    assert "Sortie d’hôpital ce jour" in client.get(reverse("shelter:grid")).content.decode()
    assert client.post(reverse("shelter:grid_draft", kwargs={"key": grid.key})).status_code == 302
    newer = PriorityGrid.objects.get(version=2)
    assert newer.criteria.count() == 13
    both = reverse("shelter:grid_changes", kwargs={"key": grid.key, "other": newer.key})
    assert "Rien ne change" in client.get(both).content.decode()


def test_the_public_grid_and_its_versions_are_read_in_few_queries(
    client: Client, team: User, django_assert_max_num_queries: Any
) -> None:
    adopted(team)
    for route in ("shelter:grid", "shelter:grids"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(route)).status_code == 200


def test_ranking_a_whole_queue_asks_the_same_number_of_questions(
    team: User, django_assert_max_num_queries: Any
) -> None:
    from pacte.street.shelter.services.priorities import rank_all

    adopted(team)
    for _number in range(12):
        asked((40, "man"))
    rows = list(ShelterRequest.objects.all())
    rank_all(rows)
    with django_assert_max_num_queries(6 + len(rows)):
        assert rank_all(rows) == 0
