"""Arithmetic on agreements and identifiers. Plain Python: no database."""

from __future__ import annotations

from datetime import date, timedelta

TO_COME, IN_FORCE, ENDED = "to_come", "in_force", "ended"

RENEWAL_NOTICE = timedelta(days=90)
"""How long before its end an agreement is to be renewed."""

LA_POSTE = "356000000"


def phase(starts_on: date, ends_on: date | None, on: date) -> str:
    """Where an agreement stands on a day; its last day is still in force.

    >>> phase(date(2019, 1, 1), date(2019, 12, 31), on=date(2019, 12, 31))
    'in_force'
    >>> phase(date(2019, 1, 1), date(2019, 12, 31), on=date(2020, 1, 1))
    'ended'
    >>> phase(date(2019, 1, 1), None, on=date(2018, 12, 31))
    'to_come'
    """
    if on < starts_on:
        return TO_COME
    return ENDED if ends_on is not None and ends_on < on else IN_FORCE


def siret_is_valid(siret: str) -> bool:
    """Fourteen digits with the check of ISO/IEC 7812 (INSEE); La Poste's own sites follow a rule of theirs.

    >>> siret_is_valid("21750001600019"), siret_is_valid("21750001600018"), siret_is_valid("abc")
    (True, False, False)
    """
    if len(siret) != 14 or not (siret.isascii() and siret.isdigit()):
        return False
    if siret.startswith(LA_POSTE) and sum(map(int, siret)) % 5 == 0:
        return True
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(siret))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
