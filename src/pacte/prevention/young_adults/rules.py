"""Ages and dated rules of leaving child welfare. Plain Python: each rule carries its text and its first day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

RIGHT_SINCE = date(2022, 2, 7)
RIGHT_REFERENCE = "Loi du 7 février 2022 ; code de l’action sociale et des familles, L222-5"
RETURN_REFERENCE = "Code de l’action sociale et des familles, L222-5-2-1"
INTERVIEW_REFERENCE = "Code de l’action sociale et des familles, L222-5-1"
GUARANTEE_UNTIL = date(2022, 3, 1)
"""The first day on which the Garantie jeunes is no more, and the contrat d'engagement jeune is."""
LONGEST_WORDS = 2000


def years_after(day: date, years: int) -> date:
    """The birthday that many years later; the last day of February for a 29.

    >>> years_after(date(2024, 5, 3), 3), years_after(date(2024, 2, 29), 3)
    (datetime.date(2027, 5, 3), datetime.date(2027, 2, 28))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def turns_21(turns_18: date) -> date:
    """The day of 21 years: a contract and a return are rights before it.

    >>> turns_21(date(2024, 5, 3))
    datetime.date(2027, 5, 3)
    """
    return years_after(turns_18, 3)


def is_late(turns_18: date, taken_in_charge: date) -> bool:
    """Taken in charge after 17 years: the interview is held as soon as possible, no day is counted (L222-5-1).

    >>> is_late(date(2025, 6, 1), date(2024, 6, 2)), is_late(date(2025, 6, 1), date(2024, 6, 1))
    (True, False)
    """
    return taken_in_charge > years_after(turns_18, -1)


def is_a_right(on: date, turns_18: date) -> bool:
    """Is the contract a right that day, for who was in care before 18 and lacks resources or family support?

    >>> is_a_right(date(2022, 2, 6), date(2021, 5, 1)), is_a_right(date(2022, 2, 7), date(2021, 5, 1))
    (False, True)
    >>> is_a_right(date(2024, 5, 1), date(2021, 5, 1))
    False
    """
    return on >= RIGHT_SINCE and on < turns_21(turns_18)


def may_come_back(on: date, turns_18: date) -> bool:
    """Until 21 years, whoever left may come back (L222-5-2-1).

    >>> may_come_back(date(2024, 4, 30), date(2021, 5, 1)), may_come_back(date(2024, 5, 1), date(2021, 5, 1))
    (True, False)
    """
    return on < turns_21(turns_18)


def platform_exits(classes: Iterable[str], on: date) -> list[str]:
    """The exit classes that exist on a day: the Garantie jeunes before 1 March 2022, the CEJ from then on.

    >>> platform_exits(["cej", "youth_guarantee", "other"], date(2022, 2, 28))
    ['youth_guarantee', 'other']
    >>> platform_exits(["cej", "youth_guarantee", "other"], date(2022, 3, 1))
    ['cej', 'other']
    """
    gone = "cej" if on < GUARANTEE_UNTIL else "youth_guarantee"
    return [each for each in classes if each != gone]


@dataclass(frozen=True)
class Signed:
    """A contract between two days, both included; `ended` when it stopped before its term."""

    starts: date
    ends: date
    ended: date | None = None

    @property
    def last(self) -> date:
        """The last day on which it held."""
        return min(self.ends, self.ended) if self.ended else self.ends


def in_force(contracts: Iterable[Signed], on: date) -> Signed | None:
    """The contract that holds that day.

    >>> first, second = Signed(date(2024, 1, 1), date(2024, 6, 30)), Signed(date(2024, 7, 1), date(2024, 12, 31))
    >>> in_force([first, second], date(2024, 7, 1)) == second, in_force([first, second], date(2025, 1, 1))
    (True, None)
    """
    return next((each for each in contracts if each.starts <= on <= each.last), None)


def overlaps(contracts: Iterable[Signed], starts: date, ends: date) -> bool:
    """Would a contract of these days hold together with another?

    >>> overlaps([Signed(date(2024, 1, 1), date(2024, 6, 30))], date(2024, 6, 30), date(2024, 12, 31))
    True
    """
    return any(each.starts <= ends and starts <= each.last for each in contracts)
