"""A loan's lateness and its renewals. A locker is lent for a time, by referral, with a card and no key."""

from __future__ import annotations

from datetime import date, timedelta

from ..enums.lockers import Lateness


def lateness(ends_on: date, on: date, *, warning: int, grace: int, luggage: int) -> Lateness:
    """How far a running loan is from its term; delays in days, counted from the term.

    >>> near = {"warning": 14, "grace": 14, "luggage": 60}
    >>> [lateness(date(2019, 3, 31), day, **near).value for day in (date(2019, 3, 1), date(2019, 3, 17))]
    ['running', 'soon']
    >>> days = (date(2019, 4, 1), date(2019, 4, 14), date(2019, 4, 15), date(2019, 5, 30), date(2019, 5, 31))
    >>> [lateness(date(2019, 3, 31), day, **near).value for day in days]
    ['grace', 'grace', 'late', 'late', 'may_put_aside']
    """
    if on <= ends_on:
        return Lateness.SOON if ends_on - on <= timedelta(days=warning) else Lateness.RUNNING
    if on > ends_on + timedelta(days=luggage):
        return Lateness.MAY_PUT_ASIDE
    return Lateness.GRACE if on <= ends_on + timedelta(days=grace) else Lateness.LATE


def may_renew(renewals: int, most: int) -> bool:
    """A loan is renewed as often as the city says, once by default.

    >>> may_renew(0, 1), may_renew(1, 1)
    (True, False)
    """
    return renewals < most


def in_turn(waits: list[tuple[int, int, int]]) -> list[int]:
    """The order in which waits are served: fewer missed offers first, then first come; (id, missed, number) each.

    >>> in_turn([(7, 0, 3), (8, 1, 1), (9, 0, 2)])
    [9, 7, 8]
    """
    return [key for key, _missed, _number in sorted(waits, key=lambda wait: (wait[1], wait[2]))]
