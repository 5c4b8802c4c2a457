"""Closures to come against a walk over hours; trials; the one point that closes the most."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pacte.street.meals.rules.forecast import forecast, ordinary_week
from pacte.street.meals.rules.grid import Need, grid
from pacte.street.meals.rules.services import Closure, Slot
from pacte.street.meals.rules.trials import Added, Trial, best_point, differences, tried
from tests.street.meals.test_grid import HERE, MONDAY, THERE, WEEK, lunch, serves

MAY_DAY = date(2026, 5, 1)
AUGUST = [date(2026, 8, 1) + timedelta(days=n) for n in range(31)]
SLOTS = [
    lunch("a"), lunch("b", hours="Mo-Su 12:30-14:00", portions=50), lunch("c", area=THERE, hours="Sa 12:00-13:00"),
    lunch("d", hours="Mo-Fr 12:00-13:00; Aug off", portions=25),
    lunch("e", area=THERE, hours="Tu-Sa 12:00-14:00; PH off", portions=70,
          closures=(Closure(date(2026, 8, 3), date(2026, 8, 23)),)),
    lunch("f", hours="Mo-Fr 12:00-13:00", portions=15, valid_until=date(2026, 8, 10)),
    lunch("g", area=THERE, hours="Mo-Fr 18:00-20:00; Jul 14-Aug 20 off", portions=10),
]  # fmt: skip
NEEDS = [Need(area, weekday, "lunch", 80) for area in (HERE, THERE) for weekday in range(7)]


def lost_by_walking(days: list[date]) -> dict[str, int]:
    """Portions lost by point, asking each minute of the dates and of an ordinary week."""
    monday = ordinary_week(days[0])
    found: dict[str, int] = {}
    for slot, day in product(SLOTS, days):
        plain = Slot(slot.key, slot.point, slot.area, slot.meal, slot.hours, slot.portions)
        usual = slot.valid_from <= day <= slot.valid_until and serves(plain, monday + timedelta(days=day.weekday()))
        if usual and not serves(slot, day):
            found[slot.point] = found.get(slot.point, 0) + slot.portions
    return found


def lost(days: list[date]) -> dict[str, int]:
    seen = forecast([HERE, THERE], days, ["lunch"], SLOTS, NEEDS)
    found: dict[str, int] = {}
    for loss in seen.losses:
        found[loss.slot.point] = found.get(loss.slot.point, 0) + loss.portions
    return found


def test_on_1_may_the_points_that_close_are_those_of_a_walk_over_hours() -> None:
    assert lost([MAY_DAY]) == lost_by_walking([MAY_DAY]) == {"a": 40, "e": 70}
    seen = forecast([HERE, THERE], [MAY_DAY], ["lunch"], SLOTS, NEEDS)
    assert seen.closed_points == ["a", "e"]
    assert seen.lost() == {(HERE, "lunch"): 40, (THERE, "lunch"): 70}
    assert (seen.usual.total().shortfall, seen.grid.total().shortfall) == (0, 70)


def test_in_august_the_portions_lost_are_those_of_a_walk_over_hours() -> None:
    monday = ordinary_week(AUGUST[0])
    assert monday == date(2026, 7, 20)
    assert lost(AUGUST) == lost_by_walking(AUGUST)
    assert lost(AUGUST)["d"] == 21 * 25
    assert lost(AUGUST)["e"] == 3 * 5 * 70


def test_a_slot_that_ends_or_serves_more_that_day_is_no_closure() -> None:
    assert "f" not in lost(AUGUST)
    more = [lunch("a", hours="Mo-Su 12:00-13:00", changes=((MAY_DAY, 90),))]
    assert forecast([HERE], [MAY_DAY], ["lunch"], more, []).losses == ()
    fewer = [lunch("a", hours="Mo-Su 12:00-13:00", changes=((MAY_DAY, 15),))]
    [loss] = forecast([HERE], [MAY_DAY], ["lunch"], fewer, []).losses
    assert (loss.portions, loss.offered) == (25, 15)


def test_a_trial_changes_the_cells_it_names_and_writes_nothing() -> None:
    before = grid([HERE, THERE], WEEK, ["lunch"], SLOTS, NEEDS)
    asked = Trial(
        added=(Added(THERE, "lunch", frozenset({0, 4}), 30, "12:00-13:00"),), closed=frozenset({"b"}),
        moved=((SLOTS[0].key, "Mo-Fr 12:00-13:30"),),
    )  # fmt: skip
    after = grid([HERE, THERE], WEEK, ["lunch"], tried(SLOTS, asked), NEEDS)
    changes = {(each.before.area, each.before.day): each.offered for each in differences(before, after)}
    assert changes[THERE, WEEK[0]] == changes[THERE, MAY_DAY] == 30
    assert changes[HERE, WEEK[0]] == -50
    assert changes[HERE, MAY_DAY] == -50 + 40
    assert not Trial()
    assert differences(before, grid([HERE, THERE], WEEK, ["lunch"], tried(SLOTS, Trial()), NEEDS)) == []


@given(st.lists(st.integers(0, 90), min_size=14, max_size=14), st.integers(1, 120))
def test_no_single_point_closes_more_than_the_one_suggested(wanted: list[int], most: int) -> None:
    needs = [
        Need(area, weekday, "lunch", wanted[weekday + 7 * rank])
        for rank, area in enumerate((HERE, THERE)) for weekday in range(7)
    ]  # fmt: skip
    slots = [lunch("a", portions=30)]
    week = grid([HERE, THERE], WEEK, ["lunch"], slots, needs)
    best = best_point(week, most)
    closed = [0]
    for area in (HERE, THERE):
        point = Added(area, "lunch", frozenset(range(7)), most, "12:00-13:00")
        after = grid([HERE, THERE], WEEK, ["lunch"], tried(slots, Trial(added=(point,))), needs)
        closed.append(week.total().shortfall - after.total().shortfall)
    assert (best.closes if best else 0) == max(closed)
    if best:
        point = Added(best.area, "lunch", frozenset(day.weekday() for day in best.days), best.portions, "12:00-13:00")
        after = grid([HERE, THERE], WEEK, ["lunch"], tried(slots, Trial(added=(point,))), needs)
        assert week.total().shortfall - after.total().shortfall == best.closes
    assert WEEK[0] == MONDAY
