"""The week's grid against a count by hand and a walk minute by minute; overlaps; what holidays and periods change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours

from pacte.street.meals.rules.grid import Grid, Need, grid
from pacte.street.meals.rules.services import Closure, Slot

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 4, 27)
WEEK = [MONDAY + timedelta(days=n) for n in range(7)]
"""The week of 27 April to 3 May 2026: Friday is 1 May."""
HERE, THERE = "75120", "75118"


def lunch(
    point: str, area: str = HERE, hours: str = "Mo-Fr 12:00-13:30; PH off", portions: int = 40, **values: object
) -> Slot:
    return Slot(f"{point}-{hours}", point, area, "lunch", hours, portions, **values)  # type: ignore[arg-type]


def test_gaps_and_shortfalls_are_those_of_a_count_by_hand() -> None:
    """20e: 100 a day needed, 40 + 50 offered until Thursday, 50 alone on 1 May. 18e: 30 needed on Saturday, nothing."""
    slots = [lunch("a"), lunch("b", hours="Mo-Fr 12:30-14:00", portions=50)]
    needs = [Need(HERE, weekday, "lunch", 100) for weekday in range(5)] + [Need(THERE, 5, "lunch", 30)]
    week = grid([HERE, THERE], WEEK, ["lunch", "dinner"], slots, needs)
    assert [week.cell(HERE, day, "lunch").offered for day in WEEK] == [90, 90, 90, 90, 50, 0, 0]
    assert [week.cell(HERE, day, "lunch").shortfall for day in WEEK] == [10, 10, 10, 10, 50, 0, 0]
    assert week.cell(THERE, WEEK[5], "lunch").shortfall == 30
    assert week.total().shortfall == 120
    assert (week.total(area=HERE).need, week.total(area=HERE).offered) == (500, 410)
    assert week.total(day=WEEK[4]).shortfall == 50
    assert [(cell.area, cell.day, cell.shortfall) for cell in week.gaps()][:2] == [
        (HERE, WEEK[4], 50),
        (THERE, WEEK[5], 30),
    ]
    assert week.total().unstated == 2 * 7 * 2 - 6


def test_a_surplus_in_one_arrondissement_does_not_feed_another() -> None:
    week = grid(
        [HERE, THERE], WEEK[:1], ["lunch"], [lunch("a")], [Need(HERE, 0, "lunch", 10), Need(THERE, 0, "lunch", 20)]
    )
    assert (week.total().need, week.total().offered, week.total().shortfall) == (30, 40, 20)


def test_two_points_overlap_at_the_same_minutes_and_only_where_there_is_a_surplus() -> None:
    early, late = lunch("a", hours="Mo 12:00-13:00"), lunch("b", hours="Mo 13:00-14:00")
    across = lunch("c", hours="Mo 12:45-13:15")

    def pairs(*slots: Slot, need: int) -> list[tuple[str, str]]:
        return (
            grid([HERE], WEEK[:1], ["lunch"], slots, [Need(HERE, 0, "lunch", need)])
            .cell(HERE, MONDAY, "lunch")
            .overlaps
        )

    assert pairs(early, late, need=10) == []
    assert pairs(early, late, across, need=10) == [("a", "c"), ("b", "c")]
    assert pairs(early, across, need=80) == []
    assert grid([HERE], WEEK[:1], ["lunch"], [early, across], []).overlapping() == []


def test_the_latest_need_that_had_begun_holds_and_zero_is_a_need() -> None:
    needs = [
        Need(HERE, 0, "lunch", 50, date(2026, 5, 4)), Need(HERE, 0, "lunch", 20, date(2026, 1, 1)),
        Need(HERE, 1, "lunch", 9, date(2026, 1, 1)), Need(HERE, 1, "lunch", 0, date(2026, 4, 1)),
    ]  # fmt: skip
    week = grid([HERE], [*WEEK, date(2026, 5, 4)], ["lunch"], [], needs)
    assert week.cell(HERE, MONDAY, "lunch").need == 20
    assert week.cell(HERE, date(2026, 5, 4), "lunch").need == 50
    assert week.cell(HERE, WEEK[1], "lunch").need == 0


def test_a_service_past_midnight_belongs_to_its_evening_and_closing_that_evening_closes_it_whole() -> None:
    night = Slot("n", "p", HERE, "dinner", "Fr 22:00-02:00", 30)
    assert [c.offered for c in grid([HERE], WEEK, ["dinner"], [night], []).cells.values()] == [0, 0, 0, 0, 30, 0, 0]
    shut = Slot("n", "p", HERE, "dinner", "Fr 22:00-02:00", 30, closures=(Closure(WEEK[4], WEEK[4]),))
    assert grid([HERE], WEEK, ["dinner"], [shut], []).total().offered == 0
    after = Slot("n", "p", HERE, "dinner", "Fr 22:00-02:00", 30, closures=(Closure(WEEK[5], WEEK[5]),))
    assert grid([HERE], WEEK, ["dinner"], [after], []).total().offered == 30


def test_portions_changed_for_a_date_and_dates_of_validity_are_counted() -> None:
    slot = lunch("a", changes=((WEEK[0], 5), (WEEK[1], 0)), valid_from=WEEK[0], valid_until=WEEK[2])
    assert [c.offered for c in grid([HERE], WEEK, ["lunch"], [slot], []).cells.values()] == [5, 0, 40, 0, 0, 0, 0]


HOURS = st.sampled_from([
    "Mo-Fr 12:00-13:30; PH off", "Mo-Su 11:45-14:15", "Sa,Su 08:00-10:00", "Th-Sa 22:30-01:15; PH off",
    "Fr 23:00-26:00", "Mo-Fr 12:00-13:00,13:15-14:00", "Mo[-1] 12:00-13:00", "Apr 27-May 01 12:00-13:00",
    "PH 12:00-14:00", "We-Su 12:10-13:05",
])  # fmt: skip
DAYS = st.sampled_from(WEEK)


@st.composite
def any_slot(draw: st.DrawFn) -> Slot:
    first, length = draw(DAYS), draw(st.integers(0, 3))
    closures = draw(st.lists(st.builds(
        lambda day, days, hours: Closure(day, day + timedelta(days=days), hours),
        DAYS, st.integers(0, 2), st.sampled_from(["", "", "Mo-Su 12:30-23:30"]),
    ), max_size=2))  # fmt: skip
    return Slot(
        key=draw(st.uuids()).hex, point=draw(st.sampled_from("abc")), area=draw(st.sampled_from([HERE, THERE])),
        meal="lunch", hours=draw(HOURS), portions=draw(st.integers(1, 90)),
        valid_from=first if draw(st.booleans()) else date.min,
        valid_until=first + timedelta(days=length) if draw(st.booleans()) else date.max,
        closures=tuple(closures), changes=tuple({draw(DAYS): draw(st.integers(0, 50))}.items()),
    )  # fmt: skip


def walked(slots: list[Slot], area: str, day: date) -> int:
    """Portions of a cell, by asking the hours of every minute of the day and of the night that follows."""
    return sum(slot.portions_on(day) for slot in slots if slot.area == area and serves(slot, day))


def serves(slot: Slot, day: date) -> bool:
    if not slot.valid_from <= day <= slot.valid_until:
        return False
    hours = OpeningHours(slot.hours, timezone=PARIS, country="FR")
    ruling = [closure for closure in slot.closures if closure.first_day <= day <= closure.last_day][-1:]
    other = OpeningHours(ruling[0].hours, timezone=PARIS, country="FR") if ruling and ruling[0].hours else None
    midnight = datetime.combine(day, datetime.min.time(), PARIS)
    begun = False
    was_open = hours.is_open(midnight - timedelta(minutes=1))
    for minute in range(48 * 60):
        at = midnight + timedelta(minutes=minute)
        is_open = hours.is_open(at)
        begun = (begun and is_open) or (is_open and not was_open and minute < 24 * 60)
        if begun and (not ruling or (other is not None and other.is_open(at))):
            return True
        was_open = is_open
    return False


@settings(max_examples=25, deadline=None)
@given(st.lists(any_slot(), min_size=1, max_size=3), st.integers(0, 120))
def test_the_grid_is_that_of_a_walk_over_every_minute(slots: list[Slot], need: int) -> None:
    needs = [Need(HERE, weekday, "lunch", need) for weekday in range(7)]
    week: Grid = grid([HERE, THERE], WEEK, ["lunch"], slots, needs)
    for area in (HERE, THERE):
        for day in WEEK:
            cell = week.cell(area, day, "lunch")
            assert cell.offered == walked(slots, area, day), (area, day)
            assert cell.shortfall == (max(0, need - cell.offered) if area == HERE else 0)
