"""Grids: public, versioned, without effect until a named authority adopts a whole one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.prevention.social_housing.models import ScoringGrid
from pacte.prevention.social_housing.reads.grids import grid_in_force, problems, seen_by
from pacte.prevention.social_housing.reads.simulating import simulated
from pacte.prevention.social_housing.services import grids
from tests.ground.people.making import followed, organisation, worker

from .making import asked, grid

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def keeper() -> Any:
    return worker(organisation(), Role.PACT_TEAM)


def test_the_samples_are_loaded_once_and_the_paris_extract_gives_what_is_known_of_it() -> None:
    by = keeper()
    first = grids.load_samples(by)
    assert {each.pk for each in grids.load_samples(by)} == {each.pk for each in first}
    paris = ScoringGrid.objects.get(code="paris-2014-extract")
    points = {row.code: row.points for rubric in paris.rubrics.all() for row in rubric.criteria.all()}
    assert points["homeless"] == 17 and points["disability"] == 4 and points["squat"] == 0
    assert paris.is_sample and not paris.is_complete


def test_an_extract_is_never_put_in_force() -> None:
    by = keeper()
    grids.load_samples(by)
    paris = ScoringGrid.objects.get(code="paris-2014-extract")
    with pytest.raises(BadInput, match="extrait"):
        grids.adopt(by, paris.key, authority="Une autorité", adopted_on=TODAY(), valid_from=TODAY())


def test_a_grid_acts_from_its_day_under_the_name_of_its_authority_and_then_never_changes() -> None:
    by, draft = keeper(), grid(in_force=False)
    grids.adopt(by, draft.key, authority="Une autorité", adopted_on=TODAY(), valid_from=TODAY() + timedelta(days=3))
    assert grid_in_force() is None
    assert grid_in_force(TODAY() + timedelta(days=3)) == draft
    with pytest.raises(BadInput, match="ne change plus"):
        grids.remove_criterion(by, draft.key, "housing", "homeless")


def test_a_draft_is_read_by_those_who_keep_it_and_a_sample_by_everyone() -> None:
    draft = grid(in_force=False)
    with pytest.raises(Http404):
        seen_by(worker(organisation()), draft.key)
    assert seen_by(keeper(), draft.key) == draft


def test_nobody_else_keeps_grids() -> None:
    with pytest.raises(Refused):
        grids.draft_from(worker(organisation(), Role.COMMITTEE), grid().key)


def test_a_new_version_is_changed_then_compared_with_the_one_in_force() -> None:
    by, current = keeper(), grid()
    home = organisation()
    lead = worker(home)
    first, second = (asked(followed(lead, home), code, adults=1) for code in ("homeless", "hosted"))
    draft = grids.draft_from(by, current.key)
    values = {"label": "Vous êtes hébergé", "explanation": "", "points": 30, "evidence": [], "measure": "",
              "low": None, "high": None, "is_protected": False}  # fmt: skip
    grids.keep_criterion(by, draft.key, "housing", values, "hosted")
    found = simulated(current, seen_by(by, draft.key))
    assert found.moved == 2
    climbing = found.moves[0]
    assert climbing.number == second.label and (climbing.move.before, climbing.move.after) == (2, 1)
    assert [(each.words, each.before, each.after) for each in climbing.whys] == [("Vous êtes hébergé", 4, 30)]
    assert not found.moves[1].whys and found.moves[1].number == first.label


def test_a_range_upside_down_is_refused_in_words() -> None:
    by, draft = keeper(), grid(in_force=False)
    values = {"label": "Un taux", "explanation": "", "points": 1, "evidence": [], "measure": "effort_rate",
              "low": 50, "high": 33, "is_protected": False}  # fmt: skip
    with pytest.raises(BadInput, match="La fin vient avant le début"):
        grids.keep_criterion(by, draft.key, "housing", values)


def test_what_keeps_a_grid_from_being_adopted_is_said() -> None:
    draft = grid(in_force=False)
    draft.rubrics.create(code="empty", label="Rien encore")
    assert problems(draft) == ["La rubrique « Rien encore » n’a aucun critère."]


def test_the_public_page_says_points_and_papers_without_an_account(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    grid()
    with django_assert_max_num_queries(12):
        text = Client().get(reverse("social_housing:grid")).content.decode()
    assert "Vous n’avez pas de logement" in text and "<strong>17</strong>" in text
    assert "Attestation d’hébergement" in text and "Une autorité d’exemple" in text


def test_a_version_is_drafted_edited_and_adopted_by_the_pages_alone() -> None:
    client = Client()
    client.force_login(keeper())
    client.post(reverse("social_housing:grid_draft", args=[grid().key]))
    draft = ScoringGrid.objects.get(adopted_on__isnull=True)
    client.post(reverse("social_housing:rubric_add", args=[draft.key]), {"label": "Autre", "adds": "sum"})
    criterion = {"label": "Vous attendez", "points": 2, "measure": "months_waited", "low": 12}
    client.post(reverse("social_housing:criterion_add", args=[draft.key, "autre"]), criterion)
    body = {"authority": "Une autorité", "adopted_on": TODAY(), "valid_from": TODAY()}
    client.post(reverse("social_housing:grid_adopt", args=[draft.key]), body)
    assert grid_in_force() == draft
    assert "Vous attendez" in Client().get(reverse("social_housing:grid")).content.decode()
