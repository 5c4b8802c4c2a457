"""A requisition is kept with its answer; where someone is, is never given; nobody is looked for from one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.data_protection.models import Requisition
from pacte.ground.data_protection.reads.requests import words_of
from pacte.ground.data_protection.services import requisitions
from pacte.ground.data_protection.worklist import requisitions_to_decide
from pacte.ground.declarations.errors import BadInput, Refused
from tests.ground.people.making import organisation, worker

from .making import officer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> User:
    return officer()


def asked(desk: User, asks_for: str = "document", **told: Any) -> Requisition:
    values = {"authority": "Tribunal d’exemple", "reference": "R 2019-1", "received_on": timezone.localdate()}
    return requisitions.receive(desk, asks_for=asks_for, scope="Le dossier de Zoé Exemple", **values | told)


def test_its_scope_is_sealed_and_the_journal_says_codes_alone(desk: User) -> None:
    made = asked(desk)
    assert "Zoé" not in made.sealed_scope
    assert words_of(made).scope == "Le dossier de Zoé Exemple"
    assert Entry.objects.get(action="requisition.receive").detail == {"asks_for": "document"}


def test_where_someone_is_is_never_given(desk: User) -> None:
    made = asked(desk, "position")
    with pytest.raises(BadInput, match="jamais l’endroit"):
        requisitions.decide(desk, made, decision="answered", answer="Elle est là")
    with pytest.raises(IntegrityError), transaction.atomic():
        Requisition.objects.filter(pk=made.pk).update(decision="answered")
    requisitions.decide(desk, made, decision="refused", answer="Refusé")


def test_a_requisition_is_decided_once(desk: User) -> None:
    made = asked(desk)
    requisitions.decide(desk, made, decision="partly", answer="Une partie")
    with pytest.raises(BadInput, match="déjà sa réponse"):
        requisitions.decide(desk, made, decision="refused", answer="Non")


def test_only_the_officer_records_one(desk: User) -> None:
    with pytest.raises(Refused):
        asked(worker(organisation()))
    with pytest.raises(BadInput, match="pas encore venu"):
        asked(desk, received_on=timezone.localdate() + timedelta(days=1))


def test_the_page_searches_nobody(desk: User) -> None:
    made = asked(desk, "position")
    page = signed_in(desk).get(reverse("data_protection:requisition", kwargs={"key": made.key})).content.decode()
    assert "Aucune personne ne se cherche depuis cette page" in page
    assert "demande où quelqu’un se trouve" in page
    assert reverse("people:search") not in page


def test_my_day_shows_those_that_wait(desk: User) -> None:
    made = asked(desk)
    assert len(list(requisitions_to_decide(desk, timezone.localdate()))) == 1
    requisitions.decide(desk, made, decision="refused", answer="Non")
    assert not list(requisitions_to_decide(desk, timezone.localdate()))


def test_the_list_costs_few_queries(desk: User, django_assert_max_num_queries: Any) -> None:
    for _number in range(10):
        asked(desk)
    client = signed_in(desk)
    with django_assert_max_num_queries(10):
        assert client.get(reverse("data_protection:requisitions")).status_code == 200
