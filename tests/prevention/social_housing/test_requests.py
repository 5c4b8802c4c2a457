"""A request: registered by who follows, scored in the open, its papers and address kept to those who follow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.people.models import AdoptedRules
from pacte.prevention.social_housing.models import HousingRequest
from pacte.prevention.social_housing.reads.requests import told, visible_requests
from pacte.prevention.social_housing.services import requests
from tests.ground.people.making import followed, organisation, worker

from .making import asked, grid, housing_scheme

pytestmark = pytest.mark.django_db
VALUES = {
    "requested_on": date(2018, 5, 1), "request_number": "075-1", "route": "scored", "adults": 1, "children": 2,
    "needs_accessible": False, "resources_cents": 150_000, "partner_resources_cents": 300_000,
    "own_resources_alone": True, "rent_cents": 60_000, "current_rooms": 1, "hides_address": True,
    "address": "3 rue de l’Exemple", "landlord": "Un bailleur",
}  # fmt: skip


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_request_opens_a_case_and_keeps_its_address_sealed() -> None:
    housing_scheme()
    home = organisation()
    by = worker(home)
    file = followed(by, home)
    made = requests.register(by, file.key, "social_housing", dict(VALUES))
    assert made.case.file == file and made.case.stage == "request_registered"
    assert "Exemple" not in made.sealed_address
    assert made.persons == 3


def test_nobody_else_registers_a_request_on_a_file() -> None:
    housing_scheme()
    home, other = organisation(), organisation()
    file = followed(worker(home), home)
    with pytest.raises(Http404):
        requests.register(worker(other), file.key, "social_housing", dict(VALUES))
    with pytest.raises(Refused):
        requests.register(worker(home, Role.COMMITTEE), file.key, "social_housing", dict(VALUES))


def test_a_request_number_is_that_of_one_request_and_nothing_is_kept_of_a_refusal() -> None:
    housing_scheme()
    home = organisation()
    by = worker(home)
    requests.register(by, followed(by, home).key, "social_housing", dict(VALUES))
    with pytest.raises(BadInput, match="déjà celui d’une autre demande"):
        requests.register(by, followed(by, home).key, "social_housing", dict(VALUES))
    assert HousingRequest.objects.count() == 1


def test_a_criterion_without_paper_counts_to_be_justified_and_one_paper_is_enough() -> None:
    grid()
    home = organisation()
    by = worker(home)
    request = asked(followed(by, home), "homeless", "violence")
    found = told(requests_of(request))
    assert found.score is not None and (found.score.total, found.score.to_justify) == (32, 32)
    requests.see_evidence(by, request.key, "complaint", timezone.localdate(), "vue au bureau")
    found = told(requests_of(request))
    assert found.score is not None and (found.score.total, found.score.to_justify) == (32, 17)
    assert [each.words for each in found.missing] == ["Vous n’avez pas de logement"]


def requests_of(request: HousingRequest) -> HousingRequest:
    return HousingRequest.objects.prefetch_related("evidence").get(pk=request.pk)


def test_an_answer_that_the_grid_does_not_know_is_refused() -> None:
    grid()
    home = organisation()
    by = worker(home)
    request = asked(followed(by, home))
    with pytest.raises(BadInput, match="n’est pas dans la grille"):
        requests.answer(by, request.key, ["invented"])
    requests.answer(by, request.key, ["hosted"])
    request.refresh_from_db()
    assert request.answers == ["hosted"]


def test_a_paper_is_not_seen_tomorrow() -> None:
    home = organisation()
    by = worker(home)
    with pytest.raises(BadInput, match="à venir"):
        requests.see_evidence(by, asked(followed(by, home)).key, "lease", timezone.localdate() + timedelta(days=1))


def test_who_does_not_follow_sees_no_request() -> None:
    home, other = organisation(), organisation()
    by = worker(home)
    request = asked(followed(by, home))
    assert list(visible_requests(by)) == [request]
    assert not visible_requests(worker(other)).exists()
    assert not visible_requests(worker(home, Role.COMMITTEE)).exists()


def test_the_page_shows_lines_that_sum_and_the_address_only_on_purpose(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    grid()
    housing_scheme()
    home = organisation()
    by = worker(home)
    made = requests.register(by, followed(by, home).key, "social_housing", dict(VALUES))
    requests.answer(by, made.key, ["homeless", "hosted", "works-here"])
    client = _client(by)
    hidden = reverse("social_housing:request_address", kwargs={"key": made.key})
    assert client.post(hidden).status_code == 403
    classes = ["identity", "contact", "free_text", "situation", "protected_address"]
    rights = [{"roles": ["social_worker"], "kinds": ["association"], "classes": classes}]
    AdoptedRules.objects.create(kind="field_classes", version="1", content={"rights": rights}, authority="Une autorité")
    page = reverse("social_housing:request", kwargs={"key": made.key})
    with django_assert_max_num_queries(60):
        text = client.get(page).content.decode()
    assert "Total : la somme des lignes" in text and ">20<" in text
    assert "un autre critère de la rubrique vaut davantage" in text
    assert "3 rue de l’Exemple" not in text and "Un bailleur" not in text
    before = Entry.objects.count()
    shown = client.post(hidden).content.decode()
    assert "3 rue de l’Exemple" in shown
    assert Entry.objects.count() > before


def test_the_list_keeps_to_its_queries_whatever_its_length(django_assert_max_num_queries: Callable[[int], Any]) -> None:
    grid()
    home = organisation()
    by = worker(home)
    for _each in range(6):
        asked(followed(by, home), "homeless")
    with django_assert_max_num_queries(30):
        assert _client(by).get(reverse("social_housing:requests")).status_code == 200


def test_the_household_is_handed_its_score_and_the_case_says_so() -> None:
    grid()
    home = organisation()
    by = worker(home)
    request = asked(followed(by, home), "homeless")
    answer = _client(by).get(reverse("social_housing:request_explained", kwargs={"key": request.key}))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")
    requests.tell_score(by, request.key)
    request.refresh_from_db()
    assert request.told_on == timezone.localdate()
    assert request.case.events.filter(what="request_scored").exists()


def test_a_form_sent_back_keeps_what_was_typed() -> None:
    housing_scheme()
    home = organisation()
    by = worker(home)
    file = followed(by, home)
    body = {"scheme": "social_housing", "requested_on": "2049-01-01", "route": "scored", "adults": 1, "children": 0,
            "resources_cents": "1234,50"}  # fmt: skip
    answer = _client(by).post(reverse("social_housing:request_new", kwargs={"file": file.key}), body)
    assert answer.status_code == 422
    assert "Cette date est à venir" in answer.content.decode() and "1234,50" in answer.content.decode()
