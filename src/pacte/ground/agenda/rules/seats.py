"""Seats of a session: how many are free, who of those who wait gets one. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence


def free(capacity: int | None, taken: int) -> int | None:
    """How many seats are left; None without a limit.

    >>> free(10, 8), free(10, 12), free(None, 8)
    (2, 0, None)
    """
    return None if capacity is None else max(0, capacity - taken)


def fits(seats: int, capacity: int | None, taken: int) -> bool:
    """Is there room for so many together?

    >>> fits(2, 10, 8), fits(3, 10, 8), fits(3, None, 800)
    (True, False, True)
    """
    left = free(capacity, taken)
    return left is None or seats <= left


def promoted(capacity: int | None, taken: int, waiting: Sequence[int]) -> list[int]:
    """Which of those who wait get their seats, as positions; `waiting` gives each one's seats, the first come first.

    A party that does not fit lets the next one pass, and keeps its rank.

    >>> promoted(10, 9, [2, 1, 1])
    [1]
    >>> promoted(10, 5, [2, 1, 3])
    [0, 1]
    >>> promoted(None, 5, [2, 9])
    [0, 1]
    """
    chosen = []
    for position, seats in enumerate(waiting):
        if fits(seats, capacity, taken):
            chosen.append(position)
            taken += seats
    return chosen
