"""Terms, counted by hand from the code of civil procedure, and the calendar beside that of others."""

from __future__ import annotations

from datetime import date

import holidays as others
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacte.ground.pathways.rules.calendar import holidays, is_business_day, is_holiday, is_working_day
from pacte.ground.pathways.rules.durations import add, counted_days, subtract, term
from pacte.ground.pathways.rules.periods import deferred
from pacte.ground.pathways.rules.scheme import Roll, TermDirection, Unit

from .making import TRUCE, day

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
M, W, D = Unit.MONTHS, Unit.WEEKS, Unit.DAYS


@pytest.mark.parametrize(
    ("start", "length", "unit", "roll", "due"),
    [
        ("2023-12-31", 2, M, Roll.NONE, "2024-02-29"),
        ("2024-03-01", 2, M, Roll.NEXT, "2024-05-02"),
        ("2024-03-27", 6, W, Roll.NEXT, "2024-05-10"),
        ("2024-09-01", 2, M, Roll.NEXT, "2024-11-04"),
        ("2025-12-25", 10, D, Roll.NEXT, "2026-01-05"),
        ("2024-06-24", 10, Unit.CLEAR_DAYS, Roll.NEXT, "2024-07-05"),
        ("2024-05-07", 3, Unit.WORKING_DAYS, Roll.NEXT, "2024-05-14"),
        ("2024-05-07", 3, Unit.BUSINESS_DAYS, Roll.NEXT, "2024-05-13"),
        ("2024-04-23", 15, Unit.WORKING_DAYS, Roll.NEXT, "2024-05-17"),
        ("2025-06-02", 6, W, Roll.NEXT, "2025-07-15"),
        ("2025-01-31", 1, M, Roll.NEXT, "2025-02-28"),
        ("2024-08-19", 2, M, Roll.NEXT, "2024-10-21"),
        ("2024-10-25", 2, M, Roll.NEXT, "2024-12-26"),
        ("2024-02-29", 1, Unit.YEARS, Roll.NEXT, "2025-02-28"),
    ],
)
def test_a_term_ahead_is_that_of_the_code(start: str, length: int, unit: Unit, roll: Roll, due: str) -> None:
    assert term(day(start), length, unit, roll=roll) == day(due)


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        ("2025-06-12", 6, W, "2025-04-30"),
        ("2024-06-12", 5, Unit.WORKING_DAYS, "2024-06-05"),
        ("2025-05-12", 5, Unit.WORKING_DAYS, "2025-05-02"),
    ],
)
def test_a_term_that_looks_back_rolls_to_the_day_before(start: str, length: int, unit: Unit, due: str) -> None:
    assert term(day(start), length, unit, TermDirection.BEFORE, Roll.PREVIOUS) == day(due)


@pytest.mark.parametrize(
    ("on", "due"),
    [("2024-12-26", "2025-04-01"), ("2024-10-31", "2024-10-31"), ("2020-04-15", "2020-07-11")],
)
def test_the_truce_moves_what_falls_within_it(on: str, due: str) -> None:
    assert deferred(day(on), "truce", TRUCE) == day(due)
    assert deferred(day(on), "another", TRUCE) == day(on)


def test_our_holidays_are_those_of_the_package_from_2008_to_2060() -> None:
    for year in range(2008, 2061):
        assert set(holidays(year)) == set(others.country_holidays("FR", years=year)), year


@given(DAYS)
def test_a_holiday_is_neither_worked_nor_business_and_a_sunday_neither(on: date) -> None:
    if is_holiday(on) or on.weekday() == 6:
        assert not is_working_day(on)
        assert not is_business_day(on)
    assert is_business_day(on) or not is_working_day(on)


@given(DAYS, st.integers(0, 120), st.sampled_from([Unit.WORKING_DAYS, Unit.BUSINESS_DAYS]))
def test_counted_days_go_there_and_back(on: date, length: int, unit: Unit) -> None:
    later = add(on, length, unit)
    assert counted_days(on, later, unit) in {length, length - 1}
    assert counted_days(subtract(on, length, unit), on, unit) == length


@given(DAYS, st.integers(0, 48))
def test_months_end_on_the_same_number_or_on_the_last_day(on: date, length: int) -> None:
    later = add(on, length, M)
    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == length
    assert later.day == on.day or (later.day < on.day and add(later, 1, D).day == 1)


@given(DAYS, st.integers(0, 90), st.sampled_from(list(Unit)))
def test_a_rolled_term_is_worked_and_the_longer_delay_never_ends_before(on: date, length: int, unit: Unit) -> None:
    due = term(on, length, unit)
    assert is_working_day(due)
    assert term(on, length + 1, unit) >= due
