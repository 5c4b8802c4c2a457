"""The journal's pages: found by code, downloaded, verified, by the data protection officer alone."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit import services
from pacte.ground.audit.models import Entry
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation

pytestmark = pytest.mark.django_db


def member(role: Role) -> Client:
    organisation, _ = Organisation.objects.get_or_create(slug="own", name="Ici", kind=OrganisationKind.CITY)
    user = User.objects.create_user(f"{role}@own.example", display_name="Une personne", is_demonstration=True)
    Membership.objects.create(user=user, organisation=organisation, role=role, starts_on=date(2015, 1, 1))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def officer() -> Client:
    return member(Role.DATA_PROTECTION)


@pytest.fixture
def lines() -> list[Entry]:
    """An agreement ended, then a file opened by someone."""
    actor = User.objects.create_user("worker@own.example", display_name="Une travailleuse sociale")
    return [
        services.record(None, "agreement.end", "partners.Agreement:12"),
        services.record(actor, "file.open", "people.File:7"),
    ]


def targets(client: Client, **query: Any) -> list[str]:
    response = client.get(reverse("audit:journal"), query)
    assert response.status_code == 200, response.content.decode()
    return [entry.target for entry in response.context["page"]]


def test_lines_are_found_by_the_beginning_of_an_act(officer: Client, lines: list[Entry]) -> None:
    assert targets(officer, action="agreement.") == ["partners.Agreement:12"]


def test_lines_are_found_by_target_actor_and_period(officer: Client, lines: list[Entry]) -> None:
    today = timezone.localdate(lines[0].at)
    assert targets(officer, target="people.File:7") == ["people.File:7"]
    assert targets(officer, actor_key=lines[1].actor_key) == ["people.File:7"]
    assert targets(officer, since=today, until=today, target="people") == ["people.File:7"]
    assert targets(officer, until=today - timedelta(days=2)) == []


def test_a_search_is_itself_in_the_journal(officer: Client, lines: list[Entry]) -> None:
    targets(officer, action="agreement.")
    assert Entry.objects.filter(action="journal.search", detail={"action": "agreement."}).exists()


def test_an_unreadable_search_keeps_what_was_typed_and_says_what_to_do(officer: Client) -> None:
    response = officer.get(reverse("audit:journal"), {"actor_key": "12", "since": "2019-02-01", "until": "2019-01-01"})
    text = response.content.decode()
    assert response.status_code == 400
    assert "Copiez-la depuis le compte" in text
    assert "Échangez les deux dates" in text
    assert 'value="12"' in text


def test_the_export_holds_the_lines_that_match(officer: Client, lines: list[Entry]) -> None:
    response = officer.get(reverse("audit:export"), {"target": "people."})
    text = response.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["target"] for row in rows] == ["people.File:7"]
    assert rows[0]["actor_key"] == str(lines[1].actor_key)
    assert Entry.objects.filter(action="journal.export").exists()


def test_the_officer_is_told_whether_the_journal_is_whole(officer: Client, lines: list[Entry]) -> None:
    services.seal(lines[1].at + timedelta(hours=3))
    assert "Le journal est intact" in officer.post(reverse("audit:verify")).content.decode()
    from django.db.models import QuerySet

    QuerySet(Entry).filter(pk=lines[0].pk).update(action="agreement.create")
    text = officer.post(reverse("audit:verify")).content.decode()
    assert "Le journal a été modifié" in text
    assert "une ligne a été modifiée" in text


def test_the_platforms_administration_does_not_read_the_journal() -> None:
    assert member(Role.PLATFORM_ADMIN).get(reverse("audit:journal")).status_code == 403


def test_the_journal_costs_few_queries_however_long_it_is(officer: Client, django_assert_max_num_queries: Any) -> None:
    for number in range(120):
        services.record(None, "file.open", f"people.File:{number}")
    with django_assert_max_num_queries(14):
        assert officer.get(reverse("audit:journal")).status_code == 200
