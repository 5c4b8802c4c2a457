"""When a stay goes on, when it must be looked at, what its end must say. Plain Python; it decides about nobody.

The delays are samples ("exemple"): no text gives them, each city settles its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta

from ..enums.stays import StayEnd
from .free import lowest_free
from .night import NOON

ANSWER_WITHIN = timedelta(minutes=30)
"""Sample: a place proposed for longer without an answer is shown to the regulation."""
LATEST_ARRIVAL = time(23)
"""Sample: when a site says no hour, arrivals are looked for until eleven in the evening."""
LONGEST_WORDS = 500
MOST_NIGHTS = 90
"""Sample: a stay with a last night is extended by so many nights at most, at once."""

WITHOUT_ORIENTATION = frozenset(
    {StayEnd.OWN_CHOICE, StayEnd.LEFT_REGION, StayEnd.LOST, StayEnd.PRISON, StayEnd.DEATH, StayEnd.NIGHT_OVER}
)
"""Ends that nobody decides for the household. Any other one says where the household goes (CASF, L345-2-3)."""


def needs_orientation(end: str) -> bool:
    """Whether words must say where the household goes.

    >>> needs_orientation("own_choice"), needs_orientation("other")
    (False, True)
    """
    return end not in WITHOUT_ORIENTATION


def arrival_deadline(night: date, until: time | None) -> datetime:
    """The local moment after which an arrival of this night is late: an hour of the morning is the day after.

    >>> arrival_deadline(date(2019, 2, 7), time(21)), arrival_deadline(date(2019, 2, 7), time(1))
    (datetime.datetime(2019, 2, 7, 21, 0), datetime.datetime(2019, 2, 8, 1, 0))
    """
    hour = until or LATEST_ARRIVAL
    return datetime.combine(night if hour >= NOON else night + timedelta(days=1), hour)


def next_units(before: Collection[int], taken: Collection[int], count: int, capacity: int) -> list[int]:
    """The units of the coming night: those of the night before when they stand free, else the lowest that do.

    >>> next_units([2], [1], 1, 4), next_units([2], [2], 1, 4), next_units([6, 2], [], 2, 4)
    ([2], [1], [1, 2])
    """
    same = sorted(unit for unit in before if unit not in taken and unit <= capacity)[:count]
    more = lowest_free([*taken, *same], count - len(same))
    return sorted([*same, *more])


def fitting(asked: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Which stays go on when `room` units are left, the first in line first; a household is never cut in two.

    `asked`: each stay with its units.

    >>> fitting([(1, 2), (2, 2), (3, 1)], 3)
    [1, 3]
    """
    going_on = []
    for stay, units in asked:
        if units <= room:
            going_on.append(stay)
            room -= units
    return going_on


def email_in(text: str) -> str:
    """The electronic address written in a text, "" without any.

    >>> email_in("Écrire à une.personne@exemple.fr, le soir"), email_in("le gardien")
    ('une.personne@exemple.fr', '')
    """
    found = re.search(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", text)
    return found.group() if found else ""


def gives_away(text: str, secrets: Iterable[str]) -> bool:
    """Whether a text holds one of these secrets, or the part of it that leads there, however it is spelled.

    An address leads there by its number with its street; a telephone by its digits.

    >>> gives_away("RDV 12, rue de l'exemple", ["12 rue de l’Exemple, 75020 Paris"]), gives_away("Place Fictive", ["x"])
    (True, False)
    >>> gives_away("appelez le 01 00 00 00 01", ["01.00.00.00.01"])
    True
    """
    said = _plain(text)
    return any(part and part in said for secret in secrets for part in _telling(secret))


def _telling(secret: str) -> list[str]:
    whole = _plain(secret)
    street = _plain(re.split(r"[,;\n]", secret)[0])
    number = re.sub(r"^\d+(bis|ter|quater)?", "", street)
    return [part for part in (whole, street, number) if len(part) >= LEAST_TELLING]


LEAST_TELLING = 8


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "", folded)
