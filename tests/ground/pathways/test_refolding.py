"""A night: every case folded again in large reads, and only what is not as its events say is written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacte.ground.pathways.models import Case, CaseClock, CaseEvent
from pacte.ground.pathways.services import refolding
from pacte.ground.pathways.services.folding import CASE_COLUMNS, CLOCK_COLUMNS, refold
from pacte.ground.pathways.services.refolding import refold_all
from tests.ground.people.making import followed, organisation, worker

from .making import case

pytestmark = pytest.mark.django_db


def told(of: Case, *events: tuple[str, str, date | None], **values: Any) -> list[CaseEvent]:
    rows = [
        CaseEvent(case=of, rank=of.events_count + place, kind=kind, what=what, on=on, **values)
        for place, (kind, what, on) in enumerate(events, start=1)
    ]
    Case.objects.filter(pk=of.pk).update(events_count=of.events_count + len(rows))
    of.refresh_from_db()
    return CaseEvent.objects.bulk_create(rows)


@pytest.fixture
def cases() -> list[Case]:
    home = organisation()
    mine = worker(home)
    found = [case(followed(mine, home)) for _ in range(3)]
    for each in found:
        told(each, ("happened", "alert_received", date(2025, 3, 3)), ("planned", "hearing_held", date(2025, 6, 12)))
    (wrong, _) = told(found[1], ("happened", "visit_made", date(2025, 3, 10)), ("closed", "kept", date(2025, 3, 11)))
    told(found[1], ("corrected", "visit_made", date(2025, 3, 20)), target_event=wrong.key, replaces="happened")
    return found


def stored() -> list[tuple[Any, ...]]:
    return [
        *Case.objects.order_by("pk").values_list("pk", *CASE_COLUMNS),
        *CaseClock.objects.order_by("case", "clock", "occurrence").values_list(
            "case", "clock", "occurrence", *CLOCK_COLUMNS
        ),
    ]


def test_a_night_writes_what_each_case_would_write_itself(cases: list[Case]) -> None:
    assert refold_all() == 3
    by_night = stored()
    for each in cases:
        each.refresh_from_db()
        refold(each)
    assert stored() == by_night
    assert len(by_night) == 9


def test_a_usual_night_writes_nothing(cases: list[Case]) -> None:
    refold_all()
    with CaptureQueriesContext(connection) as queries:
        assert refold_all() == 0
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert len(queries) <= 6


def test_rows_that_no_event_tells_are_mended(cases: list[Case]) -> None:
    refold_all()
    right = stored()
    CaseClock.objects.filter(case=cases[0]).update(due_on=date(2030, 1, 1))
    CaseClock.objects.create(case=cases[2], clock="visit_in_time", occurrence=7, started_on=date(2025, 1, 1))
    CaseClock.objects.filter(case=cases[1], clock="visit_in_time").delete()
    Case.objects.filter(pk=cases[2].pk).update(stage="hearing_held")
    assert refold_all() == 3
    assert stored() == right


def test_a_case_that_gained_an_event_meanwhile_is_left_to_who_wrote_it(cases: list[Case]) -> None:
    lot = refolding._lot(0)
    schemes = refolding.schemes_of({each[1] for each in lot})
    wanted = refolding._wanted(lot, schemes, [])
    counts = {each[0]: each[2] for each in lot}
    told(cases[0], ("happened", "visit_made", date(2025, 3, 6)))
    assert refolding._write(wanted, counts) == 2
    assert not CaseClock.objects.filter(case=cases[0]).exists()


def test_a_night_says_how_far_it_is(cases: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refolding, "LOT", 2)
    heard: list[int] = []
    refold_all(heard.append)
    assert heard == [2, 3]
