"""A card's number: ten digits, the last one a check: a slip of the finger is told before the database is asked."""

from __future__ import annotations

import secrets
from calendar import monthrange
from datetime import date, timedelta

LENGTH = 10


def new_number() -> str:
    """A number drawn at random: nothing can be learnt from it, and it cannot be guessed from another."""
    body = "".join(secrets.choice("0123456789") for _digit in range(LENGTH - 1))
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """The digit of Luhn's sum (ISO/IEC 7812-1).

    >>> check_digit("7992739871")
    '3'
    """
    total = 0
    for rank, letter in enumerate(reversed(body)):
        digit = int(letter) * (2 if rank % 2 == 0 else 1)
        total += digit - 9 if digit > 9 else digit
    return str(-total % 10)


def as_number(typed: str) -> str:
    """The number as it is kept, whatever spaces were typed; "" when it cannot be one.

    >>> as_number("79 9273 9875"), as_number("7992739870"), as_number("abc")
    ('7992739875', '', '')
    """
    digits = "".join(typed.split())
    if len(digits) != LENGTH or not digits.isascii() or not digits.isdigit():
        return ""
    return digits if check_digit(digits[:-1]) == digits[-1] else ""


def printed(number: str) -> str:
    """The number as it is read out.

    >>> printed("7992739875")
    '799 273 9875'
    """
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def month_of(day: date) -> tuple[date, date]:
    """The first and last day of the month of a day.

    >>> [str(each) for each in month_of(date(2026, 2, 10))]
    ['2026-02-01', '2026-02-28']
    """
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def month_from(day: date) -> date:
    """The last day of a month that begins on this day: the eve of the same day of the next month, or its last day.

    >>> [str(month_from(day)) for day in (date(2026, 2, 10), date(2026, 1, 31), date(2026, 3, 1))]
    ['2026-03-09', '2026-02-28', '2026-03-31']
    """
    following = month_of(month_of(day)[1] + timedelta(days=1))
    return min(following[0] + timedelta(days=day.day - 2), following[1])
