"""Sums in cents and how they are read and printed. No floating number touches money."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MOST = 10_000_000_000_00
"""No sum of the fund is larger: ten billion euros."""


class BadSum(ValueError):
    """A text that is not a sum of money."""


def cents(text: str) -> int:
    """The sum that a text says, in cents. Raises BadSum.

    >>> cents("1 129,5"), cents("652"), cents("12.34 €")
    (112950, 65200, 1234)
    """
    plain = re.sub(r"[\s\u00a0\u202f€]", "", text).replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise BadSum(text) from None
    if not value.is_finite() or value != value.quantize(Decimal("0.01")) or abs(value) * 100 > MOST:
        raise BadSum(text)
    return int(value * 100)


def euros(amount: int) -> str:
    """A sum as it is printed, without cents when there are none.

    >>> euros(112950), euros(65200), euros(-5), euros(120_000_000_00)
    ('1\\u202f129,50\\xa0€', '652\\xa0€', '−0,05\\xa0€', '120\\u202f000\\u202f000\\xa0€')
    """
    whole, rest = divmod(abs(amount), 100)
    grouped = f"{whole:,}".replace(",", "\u202f")
    sign = "−" if amount < 0 else ""
    return f"{sign}{grouped}{f',{rest:02}' if rest else ''}\u00a0€"


def plain(amount: int) -> str:
    """A sum as a form or a spreadsheet holds it.

    >>> plain(112950), plain(0)
    ('1129,50', '0,00')
    """
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole},{rest:02}"


def part_of(amount: int, percent: int) -> int:
    """A share of a sum, rounded half up to the cent.

    >>> part_of(1001, 50)
    501
    """
    return int((Decimal(amount) * percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def share(part: int, whole: int) -> int:
    """What a part is of a whole, in whole percent, rounded half up; 0 of nothing.

    >>> share(1, 3), share(0, 0)
    (33, 0)
    """
    return int((Decimal(part) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0
