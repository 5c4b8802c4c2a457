"""Terms in months over every calendar, 29 February included; a loan renewed once and no more."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pacte.street.day_centres.rules.lockers import in_turn, may_renew
from pacte.street.day_centres.rules.mail import Dates, first_free, state_of
from pacte.street.day_centres.rules.terms import last_day, next_start, same_day_later

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(1, 36)


def test_a_year_from_29_february_ends_on_28_february_and_the_next_begins_on_1_march() -> None:
    end = last_day(date(2024, 2, 29), 12)
    assert end == date(2025, 2, 28)
    assert next_start(end, date(2025, 2, 1)) == date(2025, 3, 1)
    assert last_day(date(2025, 3, 1), 12) == date(2026, 2, 28)


@given(DAYS)
def test_a_year_is_a_year(start: date) -> None:
    length = (last_day(start, 12) - start).days + 1
    assert length in {365, 366}


@given(DAYS, st.integers(0, 40), MONTHS)
def test_who_begins_later_never_ends_earlier(start: date, days: int, months: int) -> None:
    assert last_day(start, months) <= last_day(start + timedelta(days=days), months)
    assert last_day(start, months) > start


@given(DAYS, MONTHS)
def test_the_day_after_has_the_same_number_or_opens_the_next_month(start: date, months: int) -> None:
    day = same_day_later(start, months)
    assert day.day in {start.day, 1}
    assert (day.year - start.year) * 12 + day.month - start.month in {months, months + 1}


@given(DAYS, MONTHS, st.integers(-60, 60))
def test_terms_renewed_in_time_follow_one_another_without_a_gap(start: date, months: int, late: int) -> None:
    end = last_day(start, months)
    decided = end + timedelta(days=late)
    following = next_start(end, decided)
    assert following == (end + timedelta(days=1) if late <= 1 else decided)
    assert last_day(following, months) > end


@given(DAYS, st.integers(-30, 500), st.integers(1, 180))
def test_an_address_is_warned_before_its_term_and_never_ends_by_itself_on_its_last_day(
    start: date, after: int, warning: int
) -> None:
    dates, day = Dates(start, last_day(start, 12)), start + timedelta(days=after)
    state = state_of(dates, day, warning).value
    left = (last_day(start, 12) - day).days
    assert state == ("ended" if left < 0 else "ending_soon" if left <= warning else "active")


@given(st.integers(0, 9), st.integers(0, 3))
def test_a_loan_is_renewed_as_often_as_the_city_says(renewals: int, most: int) -> None:
    assert may_renew(renewals, most) == (renewals < most)
    assert may_renew(0, 1) and not may_renew(1, 1)


@given(st.sets(st.integers(1, 50)))
def test_the_first_free_box_is_free_and_none_before_it_is(taken: set[int]) -> None:
    number = first_free(taken)
    assert number not in taken and set(range(1, number)) <= taken


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(0, 3), st.integers(1, 99)), unique_by=lambda w: w[0]))
def test_whoever_missed_nothing_and_came_first_is_served_first(waits: list[tuple[int, int, int]]) -> None:
    order = {key: rank for rank, key in enumerate(in_turn(waits))}
    for key, missed, number in waits:
        for other, other_missed, other_number in waits:
            if (missed, number) < (other_missed, other_number):
                assert order[key] < order[other]
