"""The lists act once adopted: by the officer, in an authority's name, without a fault."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.enums import RuleKind
from pacte.ground.people.models import AdoptedRules
from pacte.ground.people.reads import adopted_grid
from pacte.ground.people.services import rules_adoption, sharing

from .making import organisation, worker

pytestmark = pytest.mark.django_db
GRID, BASES = RuleKind.FIELD_CLASSES, RuleKind.SHARING_BASES


@pytest.fixture
def officer() -> User:
    return worker(organisation(kind="city"), "data_protection")


def entered(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.mark.parametrize("kind", RuleKind.values)
def test_what_the_product_proposes_is_adopted_as_a_sample_and_noted(kind: str, officer: User) -> None:
    row = rules_adoption.adopt(officer, kind, rules_adoption.proposed(kind), "Un conseil")
    assert (row.is_sample, row.version, row.authority) == (True, "exemple-1", "Un conseil")
    assert Entry.objects.get(action="rules.adopt").detail["kind"] == kind


def test_only_the_officer_adopts(officer: User) -> None:
    home = organisation()
    for role in ("platform_admin", "pact_team", "social_worker"):
        with pytest.raises(Refused):
            rules_adoption.adopt(worker(home, role), GRID, rules_adoption.proposed(GRID), "Un conseil")
    assert not AdoptedRules.objects.exists()


def test_health_stays_shut_until_an_adopted_grid_opens_it(officer: User) -> None:
    assert "health" not in adopted_grid().classes("social_worker", "health")
    rules_adoption.adopt(officer, GRID, rules_adoption.proposed(GRID), "Un conseil")
    assert "health" in adopted_grid().classes("social_worker", "health")
    assert "health" not in adopted_grid().classes("social_worker", "association")


def test_the_latest_list_acts_and_the_earlier_ones_are_kept(officer: User) -> None:
    text = rules_adoption.proposed(BASES)
    rules_adoption.adopt(officer, BASES, text, "Un conseil")
    assert sharing.available_bases("city", "prevention")
    fewer = text.replace("exemple-1", "2").replace('"city", "public_body", "state"', '"state"')
    rules_adoption.adopt(officer, BASES, fewer, "Un conseil")
    assert [each.code for each in sharing.available_bases("city", "prevention")] == ["child_in_danger"]
    assert AdoptedRules.objects.filter(kind=BASES).count() == 2


def test_a_version_never_stands_for_two_lists(officer: User) -> None:
    text = rules_adoption.proposed(GRID)
    rules_adoption.adopt(officer, GRID, text, "Un conseil")
    with pytest.raises(BadInput, match="déjà en vigueur"):
        rules_adoption.adopt(officer, GRID, text, "Un conseil")
    with pytest.raises(BadInput, match="autre nom de version"):
        rules_adoption.adopt(officer, GRID, text.replace('"regulator"', '"outreach_worker"'), "Un conseil")


ROW = '[[rights]]\nroles = ["social_worker"]\nkinds = ["city"]\nclasses = ["identity"]\n'
BASIS = (
    '[[bases]]\ncode = "x_y"\npurpose = "P"\nfollow_ups = ["shelter"]\nkinds = ["city"]\nlevel = "follow_up"\n'
    'classes = ["identity"]\nreference = "R"\n'
)


@pytest.mark.parametrize(
    "kind, text, told",
    [
        (GRID, "version =", "pas du TOML"),
        (GRID, ROW, "« version » manque"),
        (GRID, 'version = "1"', "aucune ligne"),
        (GRID, 'version = "1"\nrights = 3', "aucune ligne"),
        (GRID, 'version = "1"\nis_sample = "oui"\n' + ROW, "true ou false"),
        (GRID, 'version = "1"\nextra = 1\n' + ROW, "« extra » n’a pas de sens"),
        (GRID, 'version = "1"\n' + ROW.replace("social_worker", "pact_team"), "rights 1, roles : « pact_team »"),
        (GRID, 'version = "1"\n' + ROW.replace('["city"]', "[]"), "rights 1, kinds : écrivez"),
        (GRID, 'version = "1"\n' + ROW.replace('["identity"]', '["everything"]'), "« everything » n’est pas"),
        (GRID, 'version = "1"\n' + ROW.replace('["identity"]', "[[1]]"), "n’est pas un code connu"),
        (BASES, 'version = "1"\n' + BASIS + BASIS, "écrit deux fois"),
        (BASES, 'version = "1"\n' + BASIS.replace("x_y", "X Y"), "n’est pas un code (minuscules"),
        (BASES, 'version = "1"\n' + BASIS.replace('"R"', '""'), "bases 1, reference : écrivez"),
        (BASES, 'version = "1"\n' + BASIS.replace('"follow_up"', '"all"'), "bases 1, level : « all »"),
        (BASES, 'version = "1"\n' + BASIS.replace('["identity"]', '["situation"]'), "dépasse ce que ce niveau"),
        (BASES, 'version = "1"\n' + BASIS.replace('["identity"]', '["protected_address"]'), "dépasse ce que ce niveau"),
    ],
)
def test_a_list_with_a_fault_is_refused_whole_and_says_where(kind: str, text: str, told: str, officer: User) -> None:
    with pytest.raises(BadInput) as refused:
        rules_adoption.adopt(officer, kind, text, "Un conseil")
    assert told in str(refused.value)
    assert not AdoptedRules.objects.exists()


def test_the_lists_are_read_by_those_they_bind(
    client: Client, officer: User, django_assert_max_num_queries: Any
) -> None:
    page = reverse("people:adopted_rules")
    assert "Aucune grille n’est adoptée" in entered(client, worker(organisation())).get(page).content.decode()
    for kind in RuleKind.values:
        rules_adoption.adopt(officer, kind, rules_adoption.proposed(kind), "Un conseil")
    with django_assert_max_num_queries(12):
        text = client.get(page).content.decode()
    assert all(
        words in text for words in ("exemple", "Un conseil", "exemple-1", "À confirmer", "Prévention de l’expulsion")
    )
    assert "Adopter une grille" not in text
    assert "Adopter une grille" in entered(client, officer).get(page).content.decode()
    assert entered(client, worker(organisation(), "reader")).get(page).status_code == 403


def test_the_officer_adopts_from_the_page_and_keeps_what_was_typed(client: Client, officer: User) -> None:
    page = reverse("people:adopt", kwargs={"kind": GRID.value})
    assert "exemple-1" in entered(client, officer).get(page).content.decode()
    wrong = client.post(page, {"authority": "Un conseil", "content": 'version = "9"\n# gardé'})
    assert wrong.status_code == 422 and "# gardé" in wrong.content.decode()
    upload = SimpleUploadedFile("grille.toml", ('version = "9"\n' + ROW).encode())
    done = client.post(page, {"authority": "Un conseil", "content": "rien", "file": upload})
    assert done.status_code == 302
    assert AdoptedRules.objects.get().version == "9"


def test_a_file_that_is_not_text_is_refused_clearly(client: Client, officer: User) -> None:
    page = reverse("people:adopt", kwargs={"kind": GRID.value})
    upload = SimpleUploadedFile("grille.toml", b"\xff\xfe\x00")
    answer = entered(client, officer).post(page, {"authority": "Un conseil", "file": upload})
    assert answer.status_code == 422 and "UTF-8" in answer.content.decode()
