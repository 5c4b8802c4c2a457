"""What a scheme's own measures count, and in which period each case falls."""

from __future__ import annotations

from typing import Any

from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.measures import MeasureCount, Told, counted
from pacte.ground.pathways.rules.scheme import Measure, MeasureKind

from .making import Telling, day, small

SMALL = small()


def case(key: str, *steps: tuple[str, str], lease: str | None = "2024-01-01", end: str = "") -> Told:
    tell = Telling()
    for step, on in steps:
        tell.happened(step, on)
    if lease:
        tell.fact("lease_signed_on", lease)
    if end:
        tell("closed", "debt_cleared", end)
    return key, day(steps[0][1]), fold(SMALL, tell.events)


def measured(
    kind: MeasureKind, *told: Told, since: str = "2024-01-01", until: str = "2024-12-31", to: str = "", **of: Any
) -> MeasureCount:
    return counted(SMALL, Measure("m", "M", kind, "", until=to, **of), told, day(since), day(until))


def test_cases_are_counted_where_they_opened_and_while_they_are_open() -> None:
    told = [
        case("a", ("order", "2024-02-15")),
        case("b", ("order", "2023-12-29"), ("paid", "2024-12-31")),
        case("c", ("order", "2025-01-02")),
    ]
    assert measured(MeasureKind.OPENED, *told).keys == ("a",)
    assert measured(MeasureKind.OPEN, *told).keys == ("a",)
    assert measured(MeasureKind.OPEN, *told, until="2024-12-30").keys == ("a", "b")


def test_a_step_counts_each_time_and_an_outcome_once() -> None:
    told = [
        case("a", ("order", "2024-02-15"), ("hearing", "2024-05-02"), ("hearing", "2024-06-03")),
        case("b", ("order", "2024-02-15"), ("paid", "2024-03-01")),
    ]
    assert measured(MeasureKind.STEP, *told, step="hearing") == MeasureCount(2, ("a",))
    assert measured(MeasureKind.OUTCOME, *told, outcome="debt_cleared") == MeasureCount(1, ("b",))
    assert measured(MeasureKind.OUTCOME, *told, outcome="debt_cleared", until="2024-02-29") == MeasureCount(0, ())


def test_a_clock_met_in_time_is_counted_among_those_whose_term_has_passed() -> None:
    told = [
        case("met", ("order", "2024-02-15"), ("paid", "2024-03-28")),
        case("late", ("order", "2024-02-15"), ("summons", "2024-04-02")),
        case("passed", ("order", "2024-02-15")),
        case("passed_then_closed", ("order", "2024-02-15"), end="2024-09-02"),
        case("closed_before", ("order", "2024-02-15"), end="2024-03-01"),
        case("length_unknown", ("order", "2024-02-15"), lease=None),
        case("not_yet", ("order", "2024-12-27")),
    ]
    found = measured(MeasureKind.WITHIN, *told, clock="payment")
    assert (found.value, found.denominator) == (1, 4)
    assert found.keys == ("met", "late", "passed", "passed_then_closed")


def test_a_term_on_the_last_day_of_a_period_counts_in_it_and_once() -> None:
    told = case("passed", ("order", "2024-02-15"))
    first = measured(MeasureKind.WITHIN, told, until="2024-03-28", clock="payment")
    then = measured(MeasureKind.WITHIN, told, since="2024-03-29", clock="payment")
    assert (first.denominator, then.denominator) == (1, 0)


def test_days_between_two_steps_are_told_by_their_median() -> None:
    told = [
        case("a", ("order", "2024-02-01"), ("summons", "2024-02-11")),
        case("b", ("order", "2024-02-01"), ("summons", "2024-03-02")),
        case("c", ("order", "2024-02-01")),
        case("d", ("order", "2024-02-01"), ("summons", "2025-02-02")),
    ]
    assert measured(MeasureKind.DAYS, *told, step="order", to="summons") == MeasureCount(20, ("a", "b"))
    assert measured(MeasureKind.DAYS, step="order", to="summons").value is None
