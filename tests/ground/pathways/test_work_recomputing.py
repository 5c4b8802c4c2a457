"""Every case folded again in bulk: the same as one by one, only what changed is written, in few queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, CaseClock, CaseEvent
from pacte.ground.pathways.services import cases, recording
from pacte.ground.pathways.services.recomputing import refold_all, refold_job
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


def begun(actor: User, home: Organisation, how_many: int) -> list[Case]:
    scheme()
    made = []
    for n in range(how_many):
        case = cases.start(actor, followed(actor, home).key, "visit", "alert_received", MONDAY - timedelta(days=n))
        recording.plan(actor, case.key, "hearing_held", date(2100, 1, 4))
        if n % 2:
            recording.happened(actor, case.key, "visit_made", MONDAY)
        made.append(case)
    return made


def told() -> tuple[list[Any], list[Any]]:
    held = Case.objects.order_by("pk").values_list("pk", "stage", "outcome", "closed_on", "next_due_on", "events_count")
    clocks = CaseClock.objects.order_by("case", "clock", "occurrence").values_list(
        "case", "clock", "occurrence", "hold", "due_on", "soon_on", "ended_on", "on_plan"
    )
    return list(held), list(clocks)


def test_what_was_folded_one_by_one_does_not_change(actor: User, home: Organisation) -> None:
    begun(actor, home, 4)
    before = told()
    assert refold_all() == 0
    assert told() == before


def test_whatever_was_spoilt_is_put_right_chunk_by_chunk(actor: User, home: Organisation) -> None:
    begun(actor, home, 5)
    before = told()
    first, second, third = CaseClock.objects.order_by("pk")[:3]
    CaseClock.objects.filter(pk=first.pk).update(due_on=None)
    CaseClock.objects.filter(pk=second.pk).delete()
    CaseClock.objects.create(case=third.case, clock="unknown", started_on=MONDAY)
    Case.objects.update(stage="", next_due_on=None)
    assert refold_all(chunk=2) == 5
    assert told() == before
    assert refold_all(chunk=2) == 0


def test_a_correction_is_read_as_in_one_fold(actor: User, home: Organisation) -> None:
    from pacte.ground.pathways.services import case_corrections

    (case,) = begun(actor, home, 1)
    event = CaseEvent.objects.get(case=case, kind="happened")
    right = case_corrections.Replacement(on=MONDAY - timedelta(days=5))
    case_corrections.correct(actor, case.key, event.key, replacement=right, reason="wrong_date")
    before = told()
    CaseClock.objects.all().delete()
    refold_all()
    assert told() == before


def test_a_case_written_in_meanwhile_is_left_to_whoever_writes(
    actor: User, home: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pacte.ground.pathways.services import recomputing

    (case,) = begun(actor, home, 1)
    Case.objects.update(stage="spoilt")
    read = recomputing._cases

    def then_somebody_writes(after: int, chunk: int) -> list[tuple[Any, ...]]:
        rows = read(after, chunk)
        Case.objects.filter(pk=case.pk).update(events_count=99)
        return rows

    monkeypatch.setattr(recomputing, "_cases", then_somebody_writes)
    assert refold_all() == 0
    case.refresh_from_db()
    assert case.stage == "spoilt"


def test_the_queries_do_not_grow_with_the_cases(
    actor: User, home: Organisation, django_assert_max_num_queries: Any
) -> None:
    begun(actor, home, 6)
    with django_assert_max_num_queries(8):
        refold_job(None, "2026-11-23")
