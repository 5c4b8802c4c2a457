"""Public holidays of metropolitan France and working days, by a calendar of our own: eleven dates, four from Easter.

Source: article L3133-1 of the code du travail. The two more days of Alsace and Moselle are left out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

SATURDAY, SUNDAY = 5, 6
_DAY = timedelta(days=1)
_FIXED = {
    "new_year": (1, 1),
    "labour_day": (5, 1),
    "victory_1945": (5, 8),
    "bastille_day": (7, 14),
    "assumption": (8, 15),
    "all_saints": (11, 1),
    "armistice_1918": (11, 11),
    "christmas": (12, 25),
}
_AFTER_EASTER = {"easter_monday": 1, "ascension": 39, "whit_monday": 50}


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the century's shift and the moon's age (the "anonymous" algorithm, 1876).

    >>> easter(2024), easter(2038)
    (datetime.date(2024, 3, 31), datetime.date(2038, 4, 25))
    """
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    back = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * back + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def holidays(year: int) -> dict[date, str]:
    """The public holidays of a year and their codes, in order. Of two that share a day, one code is kept.

    >>> holidays(2024)[date(2024, 5, 20)], len(holidays(2024)), len(holidays(2008))
    ('whit_monday', 11, 10)
    """
    days = {date(year, month, day): code for code, (month, day) in _FIXED.items()}
    sunday = easter(year)
    days.update({sunday + after * _DAY: code for code, after in _AFTER_EASTER.items()})
    return dict(sorted(days.items()))


def is_holiday(day: date) -> bool:
    """
    >>> is_holiday(date(2025, 11, 11)), is_holiday(date(2025, 11, 12))
    (True, False)
    """
    return day in holidays(day.year)


def is_working_day(day: date) -> bool:
    """A "jour ouvré": Monday to Friday, no holiday.

    >>> is_working_day(date(2024, 5, 10)), is_working_day(date(2024, 5, 11)), is_working_day(date(2024, 5, 9))
    (True, False, False)
    """
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def is_business_day(day: date) -> bool:
    """A "jour ouvrable": Monday to Saturday, no holiday.

    >>> is_business_day(date(2024, 5, 11)), is_business_day(date(2024, 5, 12))
    (True, False)
    """
    return day.weekday() < SUNDAY and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it.

    >>> next_working_day(date(2025, 11, 8))
    datetime.date(2025, 11, 10)
    """
    while not is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself, or the last working day before it.

    >>> previous_working_day(date(2025, 5, 1))
    datetime.date(2025, 4, 30)
    """
    while not is_working_day(day):
        day -= _DAY
    return day
