"""Cases for programs: by number, never by name; a token reads and notes what its user may, in its organisation."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.pathways.models import Case, CaseEvent
from pacte.ground.pathways.services import cases
from pacte.ground.people.models import Person
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db


def call(user: User, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    home = user.memberships.get().organisation
    text = f"pacte_{user.pk}"
    ApiToken.objects.get_or_create(
        digest=fingerprint(text),
        defaults={
            "user": user, "organisation_key": home.slug, "label": "essai", "scope": Scope.WRITE,
            "expires_on": date.today() + timedelta(days=3),
        },
    )  # fmt: skip
    sent = json.dumps(body) if body else ""
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {text}"}
    return client.generic(
        method, f"/api/v1/pathways/{path}", sent, content_type="application/json", headers=headers
    )  # fmt: skip


@pytest.fixture
def actor() -> User:
    return worker(organisation())


@pytest.fixture
def case(actor: User) -> Case:
    scheme()
    file = followed(actor, actor.memberships.get().organisation, given_name="Une")
    facts = {"lease_signed_on": "2020-01-01"}
    return cases.start(actor, file.key, "visit", "alert_received", date(2026, 11, 2), facts=facts)


def test_my_cases_are_listed_by_number_and_nobody_restricted(
    case: Case, actor: User, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    with django_assert_max_num_queries(14):
        answer = call(actor, "GET", "cases")
    assert answer.status_code == 200, answer.content.decode()[-1500:]
    told = answer.json()
    assert told["items"][0]["label"] == case.label and "Une" not in str(told)
    assert call(worker(organisation()), "GET", "cases").json()["count"] == 0
    restricted(Person.objects.get())
    assert call(actor, "GET", "cases").json()["count"] == 0


def test_one_case_tells_its_clocks_and_its_facts(case: Case, actor: User) -> None:
    told = call(actor, "GET", f"cases/{case.key}").json()
    assert told["stage"] == "alert_received" and told["facts"] == {"lease_signed_on": "2020-01-01"}
    assert (told["clocks"][0]["clock"], told["clocks"][0]["due_on"]) == ("visit_in_time", "2026-11-17")
    assert call(worker(organisation()), "GET", f"cases/{case.key}").status_code == 404


def test_an_event_is_noted_or_refused_in_words(case: Case, actor: User) -> None:
    noted = call(actor, "POST", f"cases/{case.key}/events", {"step": "visit_made", "on": "2026-11-10"})
    assert (noted.status_code, noted.json()["stage"]) == (201, "visit_made")
    refused = call(actor, "POST", f"cases/{case.key}/events", {"step": "visit_made", "on": "2099-01-01"})
    assert refused.status_code in (400, 422) and "à venir" in str(refused.json())
    stranger = worker(case.organisation)
    said = {"step": "visit_made", "on": "2026-11-10"}
    assert call(stranger, "POST", f"cases/{case.key}/events", said).status_code == 404
    assert CaseEvent.objects.filter(kind="happened").count() == 2
