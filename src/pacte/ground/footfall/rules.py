"""What a place counts, from what it offers; how counts, undoings and corrections make a total. Plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

MOST_AT_ONCE = 500
"""The largest number that one entry may add: a whole meal service. More is a slip of the finger."""

MOST_A_DAY = 20_000
"""The largest total that a corrected sheet may say."""

OLDEST = timedelta(days=31)
"""How long a device may keep a count before it is sent. Past it, the keeper corrects the day's sheet instead."""

IMPLIED: dict[str, tuple[str, ...]] = {
    "day_centre": ("visit",),
    "family_day_centre": ("visit", "child", "parenting"),
    "night_stop": ("visit",),
    "shower": ("shower",),
    "laundry": ("laundry",),
    "general_care": ("care",),
    "nursing": ("care",),
    "dental_care": ("care",),
    "mental_health": ("care",),
    "addiction": ("care",),
    "womens_health": ("care",),
    "children": ("child",),
    "parenting": ("parenting",),
    "social_support": ("visit", "casework"),
    "rights_help": ("visit", "casework"),
    "legal_advice": ("casework",),
    "digital_help": ("digital_help",),
    "digital_access": ("digital_access",),
    "locker": ("locker",),
    "shared_kitchen": ("kitchen",),
    "culture": ("culture",),
    "meal": ("breakfast", "lunch", "snack", "dinner"),
    "solidarity_restaurant": ("lunch", "dinner"),
    "food_distribution": ("snack",),
}
"""What each category of service counts. A place whose services count nothing counts who passes."""


def kinds_of(categories: Iterable[str], switches: Mapping[str, bool], order: Iterable[str]) -> list[str]:
    """What a place counts: what its services imply, less what its keeper put out, plus what they put on, in `order`.

    >>> kinds_of(["shower", "day_centre"], {}, ["visit", "shower", "laundry"])
    ['visit', 'shower']
    >>> kinds_of(["shower"], {"shower": False, "laundry": True}, ["visit", "shower", "laundry"])
    ['laundry']
    >>> kinds_of([], {}, ["visit", "shower"])
    ['visit']
    """
    implied = {kind for category in categories for kind in IMPLIED.get(category, ())} or {"visit"}
    return [kind for kind in order if switches.get(kind, kind in implied)]


@dataclass(frozen=True)
class Touch:
    """What a device says: so many were counted, or a count is undone (`undoes` names it)."""

    client_id: UUID
    quantity: int = 1
    undoes: UUID | None = None


def tally(touches: Iterable[Touch]) -> int:
    """What these add up to, in whatever order and however often each was said.

    >>> first, second = UUID(int=1), UUID(int=2)
    >>> tally([Touch(UUID(int=9), undoes=first), Touch(first), Touch(second, 3), Touch(second, 3)])
    3
    """
    said = {touch.client_id: touch for touch in touches}.values()
    undone = {touch.undoes for touch in said if touch.undoes}
    return sum(touch.quantity for touch in said if touch.undoes is None and touch.client_id not in undone)


def believed(at: datetime, now: datetime) -> datetime:
    """The moment kept for a count: what the device said, or now when its clock runs ahead."""
    return now if at > now else at


def monday(day: date) -> date:
    """The Monday of its week.

    >>> monday(date(2019, 2, 7)).isoformat()
    '2019-02-04'
    """
    return day - timedelta(days=day.weekday())


def corrected(
    counted: Mapping[tuple[int, date, str], int], differences: Mapping[tuple[int, date, str], int]
) -> dict[tuple[int, date, str], int]:
    """Counts with their corrections. A total is never below zero, and nothing is not a row.

    >>> day = date(2019, 2, 7)
    >>> corrected({(1, day, "visit"): 5}, {(1, day, "visit"): -2, (1, day, "shower"): 4})[(1, day, "visit")]
    3
    """
    both = Counter(counted)
    for key, difference in differences.items():
        both[key] += difference
    return {key: total for key, total in both.items() if total > 0}


STEPS = {"day": 14, "week": 12, "month": 12}
"""How many periods a page of figures shows, by its step."""


def period_of(step: str, day: date) -> date:
    """The first day of the period that holds this day.

    >>> [period_of(step, date(2019, 2, 7)).isoformat() for step in STEPS]
    ['2019-02-07', '2019-02-04', '2019-02-01']
    """
    if step == "week":
        return monday(day)
    return day.replace(day=1) if step == "month" else day


def following(step: str, start: date) -> date:
    """The first day of the next period.

    >>> following("month", date(2019, 12, 1)).isoformat()
    '2020-01-01'
    """
    if step == "month":
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if step == "week" else 1)


def first_day(step: str, today: date) -> date:
    """The first day of the first period shown.

    >>> first_day("month", date(2019, 2, 7)).isoformat(), first_day("day", date(2019, 2, 14)).isoformat()
    ('2018-03-01', '2019-02-01')
    """
    start = period_of(step, today)
    for _back in range(STEPS[step] - 1):
        start = period_of(step, start - timedelta(days=1))
    return start


def periods(step: str, first: date, last: date) -> list[date]:
    """The first days of the periods from `first`, which begins one, to the one that holds `last`.

    >>> [start.day for start in periods("week", date(2019, 2, 4), date(2019, 2, 18))]
    [4, 11, 18]
    """
    found = [first]
    while following(step, found[-1]) <= last:
        found.append(following(step, found[-1]))
    return found
