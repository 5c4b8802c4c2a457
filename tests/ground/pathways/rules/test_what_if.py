"""What a change would move is said, and the case stays as it is."""

from __future__ import annotations

from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.status import state_of
from pacte.ground.pathways.rules.story import ClockState, EventKind
from pacte.ground.pathways.rules.what_if import Change, differences, supposed, what_if

from .making import TRUCE, Telling, day, small

SMALL = small()


def moves(tell: Telling, *changes: Change) -> list[tuple[str, str, str, int | None]]:
    found = what_if(SMALL, tell.events, changes, TRUCE)
    return [
        (
            each.clock,
            str(each.before.due) if each.before else "",
            str(each.after.due) if each.after else "",
            each.days,
        )
        for each in found
    ]


def test_a_hearing_that_would_move_moves_its_clocks_and_nothing_else() -> None:
    tell = Telling()
    tell.happened("order", "2025-01-15")
    tell.plan("hearing", "2025-06-12")
    before = list(tell.events)
    assert moves(tell, Change(EventKind.PLANNED, "hearing", day("2025-07-10"))) == [
        ("notice", "2025-04-30", "2025-05-28", 28),
        ("diagnosis_sent", "2025-06-04", "2025-07-03", 29),
    ]
    assert tell.events == before


def test_a_fact_that_would_be_known_settles_the_term() -> None:
    tell = Telling()
    tell.happened("order", "2024-02-15")
    assert moves(tell, Change(EventKind.FACT, "lease_signed_on", value="2019-09-01")) == [
        ("payment", "2024-03-28", "2024-04-15", 18)
    ]


def test_a_step_that_would_happen_starts_its_clock() -> None:
    assert moves(Telling(), Change(EventKind.HAPPENED, "quit_order", day("2024-10-25"))) == [
        ("execution", "", "2025-04-01", None)
    ]


def test_a_suspension_that_would_be_is_one_difference() -> None:
    tell = Telling()
    tell.happened("quit_order", "2024-04-02")
    story = supposed(SMALL, tell.events, [Change(EventKind.PAUSED, "execution", day("2024-05-02"))])
    (moved,) = differences(SMALL, fold(SMALL, tell.events), story)
    assert moved.after is not None
    assert state_of(moved.after, SMALL.clocks_by_key["execution"], day("2024-05-02")) == ClockState.SUSPENDED
