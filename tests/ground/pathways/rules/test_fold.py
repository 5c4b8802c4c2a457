"""A case folds to the same story whatever the order of its events, and as if no corrected error had been made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.status import next_acts, reference_of, state_of
from pacte.ground.pathways.rules.story import ClockState, Event, EventKind, Running, Story

from .making import TRUCE, Telling, day, small

SMALL = small()


@pytest.fixture
def tell() -> Telling:
    return Telling()


def folded(tell: Telling) -> Story:
    return fold(SMALL, tell.events, TRUCE)


def clock(story: Story, key: str, occurrence: int | None = None) -> Running:
    (found,) = (each for each in story.clocks if each.clock == key and occurrence in (None, each.occurrence))
    return found


def state(story: Story, key: str, on: str) -> ClockState:
    return state_of(clock(story, key), SMALL.clocks_by_key[key], day(on))


def codes(story: Story) -> set[tuple[str, str]]:
    return {(each.code, each.what) for each in story.warnings}


@pytest.mark.parametrize(
    ("lease", "due", "why"),
    [("2023-07-29", "2024-03-28", "six weeks"), ("2023-07-28", "2024-04-15", "two months")],
)
def test_the_same_order_gives_two_terms_by_the_lease(tell: Telling, lease: str, due: str, why: str) -> None:
    tell.happened("order", "2024-02-15")
    tell.fact("lease_signed_on", lease)
    found = clock(folded(tell), "payment")
    assert found.due == day(due)
    assert reference_of(found, SMALL.clocks_by_key["payment"]) == why


def test_without_the_lease_the_earliest_term_is_kept_and_said(tell: Telling) -> None:
    tell.happened("order", "2024-02-15")
    story = folded(tell)
    assert clock(story, "payment").due == day("2024-03-28")
    assert clock(story, "payment").candidates == (day("2024-03-28"), day("2024-04-15"))
    assert ("fact_unknown", "payment") in codes(story)


def test_a_hearing_moved_moves_what_is_counted_back_from_it(tell: Telling) -> None:
    tell.plan("hearing", "2025-06-12")
    assert clock(folded(tell), "notice").due == day("2025-04-30")
    assert clock(folded(tell), "notice").on_plan
    tell.plan("hearing", "2025-07-10")
    assert clock(folded(tell), "notice").due == day("2025-05-28")
    assert clock(folded(tell), "diagnosis_sent").due == day("2025-07-03")
    tell.plan("hearing", None)
    assert folded(tell).clocks == ()


def test_a_hearing_held_keeps_its_clock_and_a_second_one_has_its_own(tell: Telling) -> None:
    tell.plan("hearing", "2024-06-12")
    tell.happened("diagnosis", "2024-06-03")
    tell.happened("hearing", "2024-06-12")
    assert folded(tell).planned == {}
    tell.plan("hearing", "2024-09-18")
    story = folded(tell)
    assert clock(story, "diagnosis_sent", 1).ended_on == day("2024-06-03")
    assert clock(story, "diagnosis_sent", 2).is_live
    assert clock(story, "diagnosis_sent", 2).due == day("2024-09-11")
    tell.happened("diagnosis", "2024-09-12")
    assert clock(folded(tell), "diagnosis_sent", 2).ended_on == day("2024-09-12")
    assert clock(folded(tell), "diagnosis_sent", 1).ended_on == day("2024-06-03")


def test_a_plan_is_fulfilled_by_what_names_it_even_before_its_day(tell: Telling) -> None:
    plan = tell.plan("hearing", "2024-06-12")
    tell.happened("hearing", "2024-06-05")
    assert folded(tell).planned == {"hearing": day("2024-06-12")}
    tell.happened("hearing", "2024-06-06", fulfils=plan.key)
    assert folded(tell).planned == {}


def test_a_step_that_happens_once_fulfils_its_plan_on_any_day(tell: Telling) -> None:
    tell.plan("summons", "2024-06-12")
    tell.happened("summons", "2024-06-03")
    assert folded(tell).planned == {}


def test_a_clock_goes_from_running_to_soon_to_overdue_to_late(tell: Telling) -> None:
    tell.fact("lease_signed_on", "2024-01-01")
    tell.happened("order", "2024-02-15")
    story = folded(tell)
    assert state(story, "payment", "2024-03-01") == ClockState.RUNNING
    assert state(story, "payment", "2024-03-14") == ClockState.SOON
    assert state(story, "payment", "2024-03-28") == ClockState.SOON
    assert state(story, "payment", "2024-03-29") == ClockState.OVERDUE
    tell.happened("summons", "2024-03-29")
    assert state(folded(tell), "payment", "2024-04-01") == ClockState.LATE


def test_an_act_in_time_meets_its_clock(tell: Telling) -> None:
    tell.fact("lease_signed_on", "2024-01-01")
    tell.happened("order", "2024-02-15")
    tell.happened("paid", "2024-03-28")
    story = folded(tell)
    assert state(story, "payment", "2024-05-01") == ClockState.MET
    assert (story.outcome, story.closed_on, story.stage) == ("debt_cleared", day("2024-03-28"), "paid")


def test_the_act_that_must_wait_is_allowed_at_its_term_and_too_early_before(tell: Telling) -> None:
    tell.happened("quit_order", "2024-07-01")
    assert clock(folded(tell), "execution").due == day("2024-09-02")
    assert state(folded(tell), "execution", "2024-09-01") == ClockState.WAITING
    assert state(folded(tell), "execution", "2024-09-02") == ClockState.ALLOWED
    tell.happened("evicted", "2024-08-30")
    story = folded(tell)
    assert state(story, "execution", "2024-09-02") == ClockState.TOO_EARLY
    assert ("too_early", "execution") in codes(story)


def test_the_truce_defers_the_execution_unless_the_case_is_out_of_it(tell: Telling) -> None:
    tell.happened("quit_order", "2024-10-25")
    found = clock(folded(tell), "execution")
    assert (found.due, found.deferred_from) == (day("2025-04-01"), day("2024-12-26"))
    tell.fact("is_squat", True)
    found = clock(folded(tell), "execution")
    assert (found.due, found.deferred_from) == (day("2024-12-26"), None)


def test_days_suspended_are_added_to_the_term(tell: Telling) -> None:
    tell.happened("quit_order", "2024-04-02")
    assert clock(folded(tell), "execution").due == day("2024-06-03")
    tell.happened("delay_granted", "2024-04-10")
    story = folded(tell)
    assert clock(story, "execution").paused_since == day("2024-04-10")
    assert state(story, "execution", "2025-01-01") == ClockState.SUSPENDED
    tell.happened("delay_over", "2024-05-10")
    found = clock(folded(tell), "execution")
    assert (found.paused_days, found.paused_since, found.due) == (30, None, day("2024-07-02"))


def test_what_pauses_and_resumes_on_one_day_lets_the_clock_run_whatever_was_noted_first(tell: Telling) -> None:
    tell.happened("quit_order", "2024-04-02")
    tell.happened("delay_over", "2024-04-10")
    tell.happened("delay_granted", "2024-04-10")
    assert (clock(folded(tell), "execution").paused_since, clock(folded(tell), "execution").paused_days) == (None, 0)


def test_suspensions_that_overlap_are_one(tell: Telling) -> None:
    tell.happened("quit_order", "2024-04-02")
    tell.happened("delay_granted", "2024-04-10")
    tell(EventKind.PAUSED, "", "2024-04-20")
    tell.happened("delay_over", "2024-05-10")
    assert clock(folded(tell), "execution").paused_since == day("2024-04-10")
    tell(EventKind.RESUMED, "execution", "2024-05-20")
    assert clock(folded(tell), "execution").paused_days == 40


def test_a_suspension_after_the_term_adds_nothing(tell: Telling) -> None:
    tell.happened("quit_order", "2024-04-02")
    tell(EventKind.PAUSED, "execution", "2024-06-04")
    found = clock(folded(tell), "execution")
    assert (found.due, found.paused_since) == (day("2024-06-03"), None)


def test_a_clock_that_looks_back_is_never_suspended(tell: Telling) -> None:
    tell.plan("hearing", "2025-06-12")
    tell(EventKind.PAUSED, "", "2025-04-01")
    assert clock(folded(tell), "notice").paused_since is None


def test_the_end_of_a_case_cancels_what_lives_but_what_survives_it(tell: Telling) -> None:
    tell.happened("order", "2024-02-15")
    tell.happened("quit_order", "2024-07-01")
    tell.happened("evicted", "2024-10-01")
    story = folded(tell)
    assert clock(story, "payment").cancelled_on == day("2024-10-01")
    assert clock(story, "execution").ended_on == day("2024-10-01")
    assert clock(story, "goods").is_live
    tell(EventKind.REOPENED, on="2024-10-02")
    assert clock(folded(tell), "payment").is_live
    tell(EventKind.CLOSED, "debt_cleared", "2024-10-03")
    assert (folded(tell).outcome, folded(tell).closed_on) == ("debt_cleared", day("2024-10-03"))


def test_what_is_unusual_is_said_and_never_refused(tell: Telling) -> None:
    tell.happened("summons", "2024-02-10")
    assert {("before_expected", "summons"), ("on_holiday", "summons")} <= codes(folded(tell))
    tell.happened("order", "2024-02-15")
    tell.happened("order", "2024-02-16")
    tell.plan("hearing", "2024-11-11")
    tell.happened("of_another_version", "2024-02-12")
    tell(EventKind.CLOSED, "debt_cleared", "2024-02-15")
    story = folded(tell)
    assert codes(story) >= {
        ("dated_before", "summons"),
        ("repeated", "order"),
        ("on_holiday", "hearing"),
        ("unknown_step", "of_another_version"),
        ("after_closing", "order"),
    }
    assert story.happened["of_another_version"] == (day("2024-02-12"),)


def test_a_correction_of_a_correction_holds(tell: Telling) -> None:
    wrong = tell.happened("order", "2024-02-15")
    first = tell.correct(wrong, Event("r1", 0, EventKind.HAPPENED, "order", day("2024-02-16")))
    assert folded(tell).happened == {"order": (day("2024-02-16"),)}
    second = tell.correct(first, Event("r2", 0, EventKind.HAPPENED, "order", day("2024-02-19")))
    assert folded(tell).happened == {"order": (day("2024-02-19"),)}
    tell.correct(second)
    assert folded(tell).happened == {"order": (day("2024-02-16"),)}
    tell.correct(first)
    assert folded(tell).happened == {"order": (day("2024-02-15"),)}


def test_a_replacement_can_be_corrected_by_its_own_key(tell: Telling) -> None:
    wrong = tell.happened("order", "2024-02-15")
    tell.correct(wrong, replacement := Event("r1", 0, EventKind.HAPPENED, "order", day("2024-02-16")))
    tell.correct(replacement)
    assert folded(tell).happened == {}


def test_a_replacement_takes_the_place_of_what_it_replaces(tell: Telling) -> None:
    wrong = tell.fact("landlord", "private")
    tell.fact("landlord", "social")
    tell.correct(wrong, replace(wrong, key="r", value="unknown"))
    assert folded(tell).facts == {"landlord": "social"}


def test_a_correction_older_than_its_target_has_no_effect(tell: Telling) -> None:
    tell(EventKind.CORRECTED, target="e2")
    tell.happened("order", "2024-02-15")
    story = folded(tell)
    assert story.happened == {"order": (day("2024-02-15"),)}
    assert story.voided == frozenset()


def test_what_comes_next_has_its_term_and_its_reference(tell: Telling) -> None:
    tell.fact("lease_signed_on", "2024-01-01")
    tell.happened("order", "2024-02-15")
    tell.plan("hearing", "2024-06-12")
    tell(EventKind.ASKED, "budget", "2024-02-20")
    acts = next_acts(SMALL, folded(tell), day("2024-02-21"))
    assert [(each.source.value, each.what, each.on) for each in acts] == [
        ("clock", "paid", day("2024-03-28")),
        ("clock", "notified", day("2024-04-30")),
        ("clock", "diagnosis", day("2024-06-05")),
        ("plan", "hearing", day("2024-06-12")),
        ("document", "budget", day("2024-02-20")),
        ("step", "summons", None),
    ]
    assert acts[0].reference == "six weeks"
    tell(EventKind.GIVEN, "budget", "2024-02-22")
    assert not [each for each in next_acts(SMALL, folded(tell), day("2024-02-23")) if each.source == "document"]
