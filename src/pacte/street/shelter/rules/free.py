"""Which units of a lot are given next, and what the people already in a flexible lot make of it tonight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..enums.allocation import TonightMode

WOMAN, MAN = "woman", "man"
_MODES = {WOMAN: TonightMode.WOMEN, MAN: TonightMode.MEN}


def lowest_free(taken: Iterable[int], count: int) -> list[int]:
    """The lowest unit numbers, from 1, that nobody holds.

    >>> lowest_free({1, 3}, 3)
    [2, 4, 5]
    """
    held = set(taken)
    found: list[int] = []
    number = 0
    while len(found) < count:
        number += 1
        if number not in held:
            found.append(number)
    return found


def mode_of(genders: Iterable[str]) -> TonightMode | None:
    """What those who are in a flexible lot make of it: women's or men's; None while it is empty.

    Should both be there, it stays as the first who came.

    >>> mode_of(["woman", "woman"]).value, mode_of([])
    ('women', None)
    """
    return next((_MODES[gender] for gender in genders if gender in _MODES), None)


def indexes(positions: Sequence[int], wanted: Iterable[int]) -> tuple[int, ...]:
    """Where members stand in a household, given their positions in its request; unknown positions are left out.

    >>> indexes([1, 2, 5], [5, 1, 9])
    (2, 0)
    """
    places = {position: index for index, position in enumerate(positions)}
    return tuple(places[position] for position in wanted if position in places)
