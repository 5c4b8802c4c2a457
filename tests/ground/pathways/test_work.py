"""My day of whoever leads cases: what presses, what became possible, what was planned, what does not come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.enums import ClockHold
from pacte.ground.pathways.models import Case, CaseClock
from pacte.ground.pathways.reads.work import work_of
from pacte.ground.pathways.services import cases, documents, recording
from pacte.ground.pathways.worklist.work import cases_in_charge
from pacte.ground.people.models import FileWorker
from tests.ground.pathways.making import case as made
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


def led(actor: User, home: Organisation, **values: Any) -> Case:
    return made(followed(actor, home, given_name="Prénom", family_name="Exemple"), lead=actor, **values)


def clock(of: Case, due: date | None, **values: Any) -> CaseClock:
    usual = {"clock": "visit_in_time", "started_on": TODAY(), "soon_on": due - timedelta(days=5) if due else None}
    return CaseClock.objects.create(case=of, due_on=due, **usual | values)


def entries(user: User, day: date | None = None) -> list[tuple[str, str, date | None]]:
    return [(each.kind, each.urgency.value, each.due) for each in cases_in_charge(user, day or TODAY())]


def test_terms_passed_of_today_and_near_are_shown_by_number_and_scheme(actor: User, home: Organisation) -> None:
    today = TODAY()
    for days in (-1, 0, 3):
        clock(led(actor, home), today + timedelta(days=days))
    clock(led(actor, home), today + timedelta(days=30))
    shown = entries(actor)
    assert [urgency for _kind, urgency, _due in shown] == ["overdue", "today", "soon"]
    (first, *_rest) = cases_in_charge(actor, today)
    assert first.title.startswith("P-0") and first.title.endswith("Une visite d’exemple")
    assert first.act == "Faire la visite"
    assert "Exemple" not in first.title.replace("exemple", "") + first.detail
    assert first.url.startswith("/parcours/")


@pytest.mark.parametrize("hold", [ClockHold.SUSPENDED, ClockHold.CANCELLED, ClockHold.ENDED])
def test_what_is_suspended_cancelled_or_ended_asks_nothing(actor: User, home: Organisation, hold: str) -> None:
    clock(led(actor, home), TODAY(), hold=hold)
    assert entries(actor) == []


def test_a_delay_at_least_is_never_late_and_says_since_when_the_act_is_allowed(actor: User, home: Organisation) -> None:
    of = led(actor, home)
    clock(of, TODAY() - timedelta(days=1), is_minimum=True)
    clock(of, TODAY() + timedelta(days=1), is_minimum=True, occurrence=1)
    (entry,) = cases_in_charge(actor, TODAY())
    assert (entry.kind, entry.urgency.value, entry.due) == ("Acte possible", "later", None)
    assert "possible depuis le" in entry.detail


def test_a_term_whose_rule_is_not_known_yet_says_that_a_fact_is_missing(actor: User, home: Organisation) -> None:
    clock(led(actor, home), TODAY(), is_undetermined=True)
    (entry,) = cases_in_charge(actor, TODAY())
    assert "une précision manque" in entry.detail


def test_an_act_planned_today_is_to_be_noted_until_it_happens(actor: User, home: Organisation) -> None:
    scheme()
    today = TODAY()
    file = followed(actor, home)
    case = cases.start(actor, file.key, "visit", "alert_received", today - timedelta(days=2))
    recording.plan(actor, case.key, "visit_made", today + timedelta(days=1))
    assert ("Acte prévu", "today", today + timedelta(days=1)) in entries(actor, today + timedelta(days=1))
    assert not any(kind == "Acte prévu" for kind, *_rest in entries(actor))
    recording.plan(actor, case.key, "visit_made", today + timedelta(days=2))
    assert not any(kind == "Acte prévu" for kind, *_rest in entries(actor, today + timedelta(days=1)))
    recording.happened(actor, case.key, "visit_made", today)
    assert not any(kind == "Acte prévu" for kind, *_rest in entries(actor, today + timedelta(days=2)))


def test_a_document_asked_for_long_ago_is_recalled_until_it_comes(actor: User, home: Organisation) -> None:
    scheme()
    today = TODAY()
    case = cases.start(actor, followed(actor, home).key, "visit", "alert_received", today)
    documents.ask_document(actor, case.key, "report")
    later = today + timedelta(days=15)
    assert not any(kind == "Document attendu" for kind, *_rest in entries(actor))
    assert ("Document attendu", "later", None) in entries(actor, later)
    documents.give_document(actor, case.key, "report", today)
    assert not any(kind == "Document attendu" for kind, *_rest in entries(actor, later))


def test_a_clock_that_survives_the_end_of_its_case_is_still_shown(actor: User, home: Organisation) -> None:
    clock(led(actor, home, closed_on=TODAY()), TODAY())
    assert len(entries(actor)) == 1


def test_a_right_of_the_household_that_ran_out_after_the_end_asks_nothing(actor: User, home: Organisation) -> None:
    yesterday = TODAY() - timedelta(days=1)
    ended = led(actor, home, closed_on=yesterday)
    clock(ended, yesterday, clock="of-nobody-here")
    assert entries(actor) == []
    clock(led(actor, home), yesterday, clock="of-nobody-here")
    assert len(entries(actor)) == 1


def test_only_ones_own_cases_and_only_while_one_may_see_them(actor: User, home: Organisation) -> None:
    of = led(actor, home)
    clock(of, TODAY())
    assert entries(worker(home)) == []
    assert of.file is not None
    restricted(of.file.person)
    assert len(entries(actor)) == 1
    FileWorker.objects.filter(file=of.file).update(until=timezone.now(), end="departure")
    assert entries(actor) == []


@pytest.mark.parametrize("how_many", [1, 40])
def test_the_queries_do_not_grow_with_the_cases(
    actor: User, home: Organisation, django_assert_max_num_queries: Any, how_many: int
) -> None:
    for _n in range(how_many):
        clock(led(actor, home), TODAY())
    with django_assert_max_num_queries(6):
        assert len(work_of(actor, TODAY()).dues) == how_many
