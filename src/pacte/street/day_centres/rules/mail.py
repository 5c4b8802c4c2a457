"""Where a mail address stands, from its dates alone; when a silence is long; when mail may go back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..enums.mail import AddressEnd, AddressState
from .terms import same_day_later


@dataclass(frozen=True)
class Dates:
    """The dates of an address. `ends_on` is the last day of the running term, included."""

    starts_on: date | None = None
    ends_on: date | None = None
    refused_on: date | None = None
    closed_on: date | None = None
    end_reason: str = ""


def state_of(dates: Dates, on: date, warning_days: int) -> AddressState:
    """Where the address stands on this day.

    >>> year = Dates(date(2019, 2, 7), date(2020, 2, 6))
    >>> state_of(Dates(), date(2019, 1, 1), 60).value, state_of(year, date(2019, 3, 1), 60).value
    ('asked', 'active')
    >>> [state_of(year, day, 60).value for day in (date(2019, 12, 8), date(2020, 2, 6), date(2020, 2, 7))]
    ['ending_soon', 'ending_soon', 'ended']
    """
    if dates.refused_on is not None:
        return AddressState.REFUSED
    if dates.starts_on is None or dates.ends_on is None:
        return AddressState.CLOSED if dates.closed_on is not None else AddressState.ASKED
    if dates.closed_on is not None:
        is_early = dates.closed_on <= dates.ends_on and dates.end_reason != AddressEnd.TERM
        return AddressState.ENDED_EARLY if is_early else AddressState.CLOSED
    if on > dates.ends_on:
        return AddressState.ENDED
    return AddressState.ENDING_SOON if dates.ends_on - on <= timedelta(days=warning_days) else AddressState.ACTIVE


def silent_since(last_seen: date, on: date, months: int) -> bool:
    """Has nobody had news for longer than the city says? It asks the team to look for the person, it ends nothing.

    >>> silent_since(date(2019, 1, 10), date(2019, 4, 10), 3), silent_since(date(2019, 1, 10), date(2019, 4, 11), 3)
    (False, True)
    """
    return on > same_day_later(last_seen, months)


def may_go_back(received: date, on: date, kept_days: int) -> bool:
    """May a piece of mail be returned to its sender, after it waited so many days?

    >>> may_go_back(date(2019, 1, 1), date(2019, 1, 31), 30), may_go_back(date(2019, 1, 1), date(2019, 1, 30), 30)
    (True, False)
    """
    return on >= received + timedelta(days=kept_days)


def first_free(taken: set[int]) -> int:
    """The smallest box number that nobody has.

    >>> first_free({1, 2, 4}), first_free(set())
    (3, 1)
    """
    number = 1
    while number in taken:
        number += 1
    return number
