"""Whatever the order of a case's events, and whatever errors were corrected, it folds to the same story."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.ground.pathways.rules.durations import add, rolled
from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.scheme import Roll, Unit
from pacte.ground.pathways.rules.status import next_acts, state_of
from pacte.ground.pathways.rules.story import ClockState, Event, EventKind, Story

from .making import TRUCE, small

SMALL = small()
STEPS = [each.key for each in SMALL.steps] + ["of_another_version"]
DAYS = st.dates(date(2024, 1, 1), date(2025, 12, 31))
KINDS = [each for each in EventKind if each != EventKind.CORRECTED]


@st.composite
def events(draw: st.DrawFn, rank: int = 0) -> Event:
    """An event of any kind but a correction, of this rank."""
    kind = draw(st.sampled_from(KINDS))
    what, on, value, fulfils = "", draw(DAYS), None, ""
    if kind in (EventKind.HAPPENED, EventKind.PLANNED):
        what = draw(st.sampled_from(STEPS))
        fulfils = draw(st.sampled_from(["", "e1", "e2"])) if kind == EventKind.HAPPENED else ""
    elif kind == EventKind.FACT:
        what, value = draw(
            st.sampled_from([("lease_signed_on", "2024-01-01"), ("lease_signed_on", None), ("is_squat", True)])
        )
    elif kind in (EventKind.PAUSED, EventKind.RESUMED):
        what = draw(st.sampled_from(["", "execution", "payment"]))
    elif kind == EventKind.CLOSED:
        what = "debt_cleared"
    elif kind in (EventKind.ASKED, EventKind.GIVEN):
        what = "budget"
    return Event(f"e{rank}", rank, kind, what, on, value, fulfils)


@st.composite
def cases(draw: st.DrawFn, corrections: bool = True) -> list[Event]:
    """A case of a few events, then corrections of any of them, or of other corrections."""
    told = [draw(events(rank)) for rank in range(draw(st.integers(1, 9)))]
    for rank in range(len(told), len(told) + (draw(st.integers(0, 4)) if corrections else 0)):
        target = draw(st.sampled_from(told)).key
        replacement = draw(st.none() | events(rank).map(lambda each: replace(each, key=f"r{each.key}")))
        told.append(Event(f"e{rank}", rank, EventKind.CORRECTED, target=target, replacement=replacement))
    return told


def plain(story: Story) -> Story:
    return replace(story, voided=frozenset())


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_permutation_folds_to_the_same_story(data: st.DataObject) -> None:
    told = data.draw(cases())
    again = data.draw(st.permutations(told)) + data.draw(st.lists(st.sampled_from(told), max_size=3))
    assert fold(SMALL, again, TRUCE) == fold(SMALL, told, TRUCE)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_an_error_corrected_equals_no_error(data: st.DataObject) -> None:
    """A wrong event is recorded in place of the right one, wrongly corrected any number of times, then put right."""
    right = data.draw(cases(corrections=False))
    place = data.draw(st.integers(0, len(right) - 1))
    told = [*right]
    told[place] = replace(data.draw(events(place)), key=right[place].key)
    target = right[place].key
    for rank in range(100, 100 + data.draw(st.integers(0, 3))):
        wrong: Any = data.draw(st.none() | events(rank).map(lambda each: replace(each, key=f"r{each.key}")))
        told.append(Event(f"c{rank}", rank, EventKind.CORRECTED, target=target, replacement=wrong))
        target = data.draw(st.sampled_from([right[place].key, f"c{rank}"]))
    told.append(Event("last", 200, EventKind.CORRECTED, target=target, replacement=right[place]))
    assert plain(fold(SMALL, told, TRUCE)) == plain(fold(SMALL, right, TRUCE))


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_an_event_voided_was_never_told(data: st.DataObject) -> None:
    right = data.draw(cases(corrections=False))
    wrong = replace(data.draw(events(50)), key="wrong")
    void = Event("void", 60, EventKind.CORRECTED, target="wrong")
    assert plain(fold(SMALL, [*right, wrong, void], TRUCE)) == plain(fold(SMALL, right, TRUCE))
    taken_back = Event("back", 70, EventKind.CORRECTED, target="void")
    assert plain(fold(SMALL, [*right, wrong, void, taken_back], TRUCE)) == plain(fold(SMALL, [*right, wrong], TRUCE))


@given(cases(), DAYS)
@settings(max_examples=150, deadline=None)
def test_every_clock_has_one_state_on_any_day(told: list[Event], today: date) -> None:
    story = fold(SMALL, told, TRUCE)
    for each in story.clocks:
        state = state_of(each, SMALL.clocks_by_key[each.clock], today)
        assert (state == ClockState.CANCELLED) == (each.cancelled_on is not None)
        assert not (each.ended_on and each.cancelled_on)
        assert each.is_undetermined == (len(each.candidates) > 1)
    assert len({(each.clock, each.occurrence) for each in story.clocks}) == len(story.clocks)
    if story.closed_on is not None:
        assert {each.clock for each in next_acts(SMALL, story, today)} <= {"goods"}


@given(DAYS, st.lists(st.tuples(DAYS, st.integers(0, 60)), max_size=4))
@settings(max_examples=100, deadline=None)
def test_the_term_has_as_many_days_more_as_were_suspended(start: date, pauses: list[tuple[date, int]]) -> None:
    told = [
        Event("q", 0, EventKind.HAPPENED, "quit_order", start),
        Event("s", 1, EventKind.FACT, "is_squat", value=True),
    ]
    for place, (on, days) in enumerate(pauses):
        told.append(Event(f"p{place}", 10 + 2 * place, EventKind.PAUSED, "execution", on))
        told.append(Event(f"r{place}", 11 + 2 * place, EventKind.RESUMED, "", on + timedelta(days=days)))
    (clock,) = (each for each in fold(SMALL, told, TRUCE).clocks if each.clock == "execution")
    assert clock.paused_since is None
    assert 0 <= clock.paused_days <= sum(days for _, days in pauses)
    assert clock.due == rolled(add(start, 2, Unit.MONTHS) + timedelta(days=clock.paused_days), Roll.NEXT)
