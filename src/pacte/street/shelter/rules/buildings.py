"""A building's way from empty to returned: which step leads to which stage, and when its end comes close."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from ..enums.stock import BuildingStage, ConversionKind

LEADS_TO: dict[str, BuildingStage] = {
    ConversionKind.VISIT: BuildingStage.VISITED,
    ConversionKind.SAFETY: BuildingStage.VISITED,
    ConversionKind.AGREEMENT: BuildingStage.AGREED,
    ConversionKind.WORKS: BuildingStage.CONVERTING,
    ConversionKind.FITTING: BuildingStage.CONVERTING,
    ConversionKind.OPENING: BuildingStage.OPEN,
    ConversionKind.CLOSING: BuildingStage.OPEN,
    ConversionKind.RETURN: BuildingStage.RETURNED,
}
"""The stage that a building has reached once the step is done."""

ORDER = list(BuildingStage)

REMIND_BEFORE = timedelta(days=180)
"""How long before its return a building is recalled: an example, long enough to rehouse those who live there."""


def stage_after(steps_done: Iterable[str]) -> BuildingStage:
    """The furthest stage that the steps done lead to.

    >>> stage_after([]).value, stage_after(["visit", "works"]).value, stage_after(["return", "visit"]).value
    ('spotted', 'converting', 'returned')
    """
    reached = [LEADS_TO[step] for step in steps_done]
    return max(reached, key=ORDER.index, default=BuildingStage.SPOTTED)


def days_left(free_until: date | None, on: date) -> int | None:
    """Days before the building goes back, its last day included; none when no date is said.

    >>> days_left(date(2019, 3, 31), date(2019, 3, 30)), days_left(None, date(2019, 3, 30))
    (1, None)
    """
    return None if free_until is None else (free_until - on).days


def is_ending(free_until: date | None, on: date) -> bool:
    """Close enough to its end to be recalled; past its end it still is.

    >>> is_ending(date(2019, 3, 31), date(2019, 1, 1)), is_ending(date(2020, 3, 31), date(2019, 1, 1))
    (True, False)
    """
    left = days_left(free_until, on)
    return left is not None and left <= REMIND_BEFORE.days
