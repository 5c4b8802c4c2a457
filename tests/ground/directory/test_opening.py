"""Five states, periods that replace usual hours, and when a door opens next."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pacte.ground.directory.enums import OpenState
from pacte.ground.directory.models import Place, Service, SpecialPeriod
from pacte.ground.directory.reads.opening import opening_of, timetable_of, timetable_of_stop, timetables
from pacte.ground.directory.rules.hours import CLOCK, Said, Span, said_at
from pacte.ground.directory.rules.opening import (
    Period,
    Timetable,
    closes_at,
    next_opening,
    open_spans,
    state,
    state_of_place,
    week,
)

from .making import place, service, stop

MONDAY = datetime(2026, 11, 23, 10, tzinfo=CLOCK)
MORNING = Timetable("Mo-Fr 09:00-12:00; PH off")
AFTERNOON = Timetable("Mo-Fr 14:00-18:00; PH off")


def closed(first: date, last: date | None = None) -> Period:
    return Period("closed", first, last or first)


def other(hours: str, first: date, last: date | None = None) -> Period:
    return Period("other_hours", first, last or first, hours)


def test_the_five_states() -> None:
    today = MONDAY.date()
    shut = Timetable(MORNING.hours, (closed(today),))
    assert state(MORNING, MONDAY) is OpenState.OPEN
    assert state(AFTERNOON, MONDAY) is OpenState.CLOSED
    assert state(shut, MONDAY) is OpenState.TEMPORARILY_CLOSED
    assert state(Timetable(""), MONDAY) is OpenState.UNKNOWN
    assert state(Timetable('"sur rendez-vous"'), MONDAY) is OpenState.CLOSED
    assert state_of_place(MORNING, [MORNING, AFTERNOON], MONDAY) is OpenState.PARTLY_OPEN
    assert state_of_place(MORNING, [MORNING, MORNING], MONDAY) is OpenState.OPEN
    assert state_of_place(MORNING, [], MONDAY) is OpenState.OPEN
    assert state_of_place(MORNING, [shut, AFTERNOON], MONDAY) is OpenState.CLOSED
    assert state_of_place(MORNING, [shut, shut], MONDAY) is OpenState.TEMPORARILY_CLOSED
    assert state_of_place(shut, [AFTERNOON, shut], MONDAY) is OpenState.TEMPORARILY_CLOSED
    assert state_of_place(Timetable(""), [Timetable("")], MONDAY) is OpenState.UNKNOWN


def test_hours_that_no_parser_takes_are_to_be_verified_and_open_nothing() -> None:
    broken = Timetable("lundi 9h")
    assert state(broken, MONDAY) is OpenState.UNKNOWN
    assert open_spans(broken, MONDAY, MONDAY + timedelta(days=7)) == []
    assert next_opening(broken, MONDAY) is None


def test_a_closure_wins_over_other_hours_when_it_is_said_after_and_a_notice_changes_nothing() -> None:
    today = MONDAY.date()
    assert state(Timetable("", (other("Mo 09:00-12:00", today),)), MONDAY) is OpenState.OPEN
    assert state(Timetable("", (other("Mo 09:00-12:00", today), closed(today))), MONDAY).value == "temporarily_closed"
    assert state(Timetable(MORNING.hours, (Period("notice", today, today),)), MONDAY) is OpenState.OPEN


def test_closing_a_day_closes_the_night_that_begins_on_it_and_not_the_end_of_the_night_before() -> None:
    nights = "Mo-Su 22:00-06:00"
    friday = date(2026, 11, 27)
    shut = Timetable(nights, (closed(friday),))
    found = open_spans(shut, datetime(2026, 11, 26, 12, tzinfo=CLOCK), datetime(2026, 11, 29, 12, tzinfo=CLOCK))
    assert [(f"{span.start:%d %H}", f"{span.end:%d %H}") for span in found] == [
        ("26 22", "27 06"),
        ("28 22", "29 06"),
    ]
    assert state(shut, datetime(2026, 11, 27, 3, tzinfo=CLOCK)) is OpenState.OPEN
    assert state(shut, datetime(2026, 11, 28, 3, tzinfo=CLOCK)) is OpenState.CLOSED


def test_round_the_clock_stops_at_midnight_for_a_closure() -> None:
    shut = Timetable("24/7", (closed(date(2026, 11, 25)),))
    found = open_spans(shut, MONDAY, MONDAY + timedelta(days=4))
    assert [(f"{span.start:%d %H}", f"{span.end:%d %H}") for span in found] == [("23 10", "25 00"), ("26 00", "27 10")]
    assert closes_at(shut, MONDAY) == datetime(2026, 11, 25, tzinfo=CLOCK)


def test_when_it_closes_and_when_it_opens_next_are_told_for_fourteen_days_at_most() -> None:
    assert closes_at(MORNING, MONDAY) == MONDAY.replace(hour=12)
    assert closes_at(Timetable("24/7"), MONDAY) is None
    assert next_opening(MORNING, MONDAY) is None
    assert next_opening(AFTERNOON, MONDAY) == MONDAY.replace(hour=14)
    assert next_opening(MORNING, MONDAY + timedelta(days=4, hours=3)) == datetime(2026, 11, 30, 9, tzinfo=CLOCK)
    assert next_opening(Timetable("Dec 07 09:00-12:00"), MONDAY) == datetime(2026, 12, 7, 9, tzinfo=CLOCK)
    assert next_opening(Timetable("Dec 08 09:00-12:00"), MONDAY) is None
    away = Timetable(MORNING.hours, (closed(MONDAY.date(), date(2026, 12, 1)),))
    assert next_opening(away, MONDAY) == datetime(2026, 12, 2, 9, tzinfo=CLOCK)


def test_a_week_is_told_by_the_day_on_which_each_stretch_begins() -> None:
    nights = week(Timetable("Mo-Su 22:00-02:00"), MONDAY.date())
    assert [[f"{span.start:%d %H}-{span.end:%d %H}" for span in spans] for _day, spans in nights][:2] == [
        ["23 22-24 02"], ["24 22-25 02"],
    ]  # fmt: skip
    assert all(span.minutes == 24 * 60 for _day, spans in week(Timetable("24/7"), MONDAY.date()) for span in spans)
    assert [len(spans) for _day, spans in week(MORNING, MONDAY.date())] == [1, 1, 1, 1, 1, 0, 0]


TEXTS = (
    "", "24/7", "off", "Mo-Fr 09:00-12:00; PH off", "Mo-Su 22:00-02:00", "Fr 20:00-26:00; Sa off", "Mo-Su 00:00-06:00",
    'Mo-Sa 10:00-12:00 "sur rendez-vous"', "Su 02:30-05:00", "Mo-Su 08:00-11:00,15:00-24:00",
)  # fmt: skip
FIRST = date(2026, 10, 23)
DAYS = 4


@cache
def minutes_of(text: str) -> tuple[bool, ...]:
    """Open or not at each minute from two days before FIRST, as the text alone says: the walk that nothing shortens."""
    begin = datetime.combine(FIRST - timedelta(days=2), time(), CLOCK).timestamp()
    moments = (datetime.fromtimestamp(begin + 60 * n, CLOCK) for n in range((DAYS + 4) * 1440 + 60))
    return tuple(bool(text) and said_at(text, moment) is Said.OPEN for moment in moments)


def walked(timetable: Timetable) -> list[bool]:
    """Open or not at each minute: a stretch ended by noon belongs, before its noon, to the day on which it began."""
    begin = datetime.combine(FIRST - timedelta(days=2), time(), CLOCK).timestamp()
    opened = []
    for n in range(2 * 1440, (DAYS + 2) * 1440):
        at = datetime.fromtimestamp(begin + 60 * n, CLOCK)
        today, yesterday = timetable.hours_on(at.date()), timetable.hours_on(at.date() - timedelta(days=1))
        opened.append(
            any(
                bool(text) and minutes_of(text)[n] and (today == yesterday or _owner(text, n, at) == whose)
                for text, whose in ((today, "today"), (yesterday, "yesterday"))
            )
        )
    return opened


def _owner(text: str, n: int, at: datetime) -> str:
    """The day to which the minute's stretch belongs."""
    minutes = minutes_of(text)
    since_midnight = round((at.timestamp() - datetime.combine(at.date(), time(), CLOCK).timestamp()) / 60)
    to_noon = round((datetime.combine(at.date(), time(12), CLOCK).timestamp() - at.timestamp()) / 60)
    crosses = all(minutes[n - back] for back in range(since_midnight + 2))
    ends = to_noon >= 0 and not all(minutes[n + ahead] for ahead in range(to_noon + 1))
    return "yesterday" if crosses and ends else "today"


PERIODS = st.builds(
    lambda kind, start, length, hours: Period(
        kind, FIRST + timedelta(days=start), FIRST + timedelta(days=start + length),
        hours if kind == "other_hours" else "",
    ),
    st.sampled_from(["closed", "other_hours", "notice"]), st.integers(-2, DAYS), st.integers(0, 4),
    st.sampled_from(TEXTS[1:]),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS), st.lists(PERIODS, max_size=3))
def test_intervals_and_states_equal_a_walk_minute_by_minute_over_the_clock_change(
    text: str, periods: list[Period]
) -> None:
    timetable = Timetable(text, tuple(periods))
    begin = datetime.combine(FIRST, time(), CLOCK)
    last = datetime.fromtimestamp(begin.timestamp() + DAYS * 86_400, CLOCK)
    found = open_spans(timetable, begin, last)
    expected = walked(timetable)
    assert [_covered(found, begin.timestamp() + 60 * n) for n in range(DAYS * 1440)] == expected
    for n in range(0, DAYS * 1440, 47):
        at = datetime.fromtimestamp(begin.timestamp() + 60 * n, CLOCK)
        assert (state(timetable, at) is OpenState.OPEN) == expected[n], at


def _covered(found: list[Span], moment: float) -> bool:
    return any(span.start.timestamp() <= moment < span.end.timestamp() for span in found)


def period(at: Place, kind: str, hours: str = "", of: Service | None = None, message: str = "") -> SpecialPeriod:
    day = MONDAY.date()
    return SpecialPeriod.objects.create(
        place=at, service=of, kind=kind, hours=hours, first_day=day, last_day=day, message=message
    )


@pytest.mark.django_db
def test_a_service_keeps_its_place_s_hours_and_closures_unless_it_says_its_own() -> None:
    here = place(hours="Mo 09:00-12:00")
    showers, meals = service(here, "shower"), service(here, "meal", hours="Mo 11:00-14:00")
    assert (timetable_of(showers).hours, timetable_of(meals).hours) == ("Mo 09:00-12:00", "Mo 11:00-14:00")
    period(here, "closed")
    period(here, "other_hours", "Mo 10:00-11:00", of=meals)
    here = Place.objects.prefetch_related("services", "periods", "stops").get(pk=here.pk)
    opening = opening_of(here, MONDAY)
    assert {each.service.category: each.state.value for each in opening.services} == {
        "shower": "temporarily_closed", "meal": "open",
    }  # fmt: skip
    assert (opening.state, opening.closes_at) == (OpenState.PARTLY_OPEN, MONDAY.replace(hour=11))


@pytest.mark.django_db
def test_a_page_is_told_notices_saturation_and_the_next_opening() -> None:
    here = place(
        hours="Mo 14:00-18:00", saturation="high", saturation_at=MONDAY - timedelta(hours=1),
        saturation_until=MONDAY + timedelta(hours=3),
    )  # fmt: skip
    service(here, "shower")
    period(here, "notice", message="Entrée par la cour")
    opening = opening_of(here, MONDAY)
    assert (opening.state, opening.opens_at, opening.saturation) == (OpenState.CLOSED, MONDAY.replace(hour=14), "high")
    assert [each.message for each in opening.notices] == ["Entrée par la cour"]
    assert opening_of(here, MONDAY + timedelta(hours=3)).saturation == ""


@pytest.mark.django_db
def test_an_itinerary_is_open_where_it_stands_and_closed_with_it() -> None:
    bus = place(kind="itinerary", hours="")
    here, there = stop(bus, "Mo 09:00-12:00"), stop(bus, "Tu 09:00-12:00")
    assert opening_of(bus, MONDAY).state is OpenState.OPEN
    assert [each.stop for each in opening_of(bus, MONDAY).stops if each.state == "open"] == [here]
    assert next_opening(timetable_of_stop(there), MONDAY) == datetime(2026, 11, 24, 9, tzinfo=CLOCK)
    period(bus, "closed")
    assert opening_of(bus, MONDAY).state is OpenState.TEMPORARILY_CLOSED


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 10])
def test_timetables_are_read_in_two_queries_however_many(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(count):
        here = place()
        service(here, "shower")
        period(here, "closed")
    with django_assert_max_num_queries(2):
        found = timetables(Service.objects.published(), MONDAY.date(), MONDAY.date())
    assert len(found) == count
    assert {state(each, MONDAY).value for each in found.values()} == {"temporarily_closed"}
