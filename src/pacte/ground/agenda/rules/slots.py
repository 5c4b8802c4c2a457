"""Cutting a permanence into appointment slots. Plain Python."""

from __future__ import annotations

from datetime import datetime, timedelta

SHORTEST, LONGEST = 5, 240
"""Minutes of a slot."""


def slots(starts_at: datetime, ends_at: datetime, minutes: int) -> list[tuple[datetime, datetime]]:
    """Slots of so many minutes, one after the other; what is left at the end is too short for one.

    >>> made = slots(datetime(2019, 2, 7, 9), datetime(2019, 2, 7, 10, 10), 30)
    >>> [(first.strftime("%H:%M"), last.strftime("%H:%M")) for first, last in made]
    [('09:00', '09:30'), ('09:30', '10:00')]
    """
    step, found = timedelta(minutes=minutes), []
    while starts_at + step <= ends_at:
        found.append((starts_at, starts_at + step))
        starts_at += step
    return found


def overlap(first: tuple[datetime, datetime], second: tuple[datetime, datetime]) -> bool:
    """Do two stretches of time share a moment? One that begins when the other ends does not.

    >>> nine, ten, eleven = (datetime(2019, 2, 7, hour) for hour in (9, 10, 11))
    >>> overlap((nine, ten), (ten, eleven)), overlap((nine, eleven), (ten, eleven))
    (False, True)
    """
    return first[0] < second[1] and second[0] < first[1]
