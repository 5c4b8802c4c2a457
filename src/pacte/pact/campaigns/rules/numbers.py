"""Numbers between the database, the spreadsheet and people: one plain form out, the usual French forms in.

It refuses what can be read in two ways rather than guess.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]")
_GROUPED = re.compile(r"[+-]?\d{1,3}([ \u00a0\u202f\u2009]\d{3})+([.,]\d+)?")
_BARE = re.compile(r"[+-]?\d+([.,]\d+)?")
MINUS_SIGNS = "−–"


class UnreadableError(ValueError):
    """A text that is no number, or that can be read as two different ones."""


def plain(value: Decimal | None) -> str:
    """A decimal without needless zeros, with a point; nothing for an absent value.

    >>> plain(Decimal("3600.0000")), plain(Decimal("-8.60")), plain(Decimal("0")), plain(None)
    ('3600', '-8.6', '0', '')
    """
    if value is None:
        return ""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def read(text: str) -> Decimal:
    """The number that a French keyboard meant: spaces between thousands, a comma or a point before decimals.

    >>> read("3 600"), read("3600,5"), read("-11"), read("1\u202f234\u202f567,25")
    (Decimal('3600'), Decimal('3600.5'), Decimal('-11'), Decimal('1234567.25'))

    A point or a comma followed by exactly three digits could separate thousands or decimals: refused.

    >>> read("3.600")
    Traceback (most recent call last):
    ...
    pacte.pact.campaigns.rules.numbers.UnreadableError: 3.600
    """
    kept = text.strip()
    for sign in MINUS_SIGNS:
        kept = kept.replace(sign, "-")
    grouped = _GROUPED.fullmatch(kept) is not None
    if not (grouped or _BARE.fullmatch(kept)):
        raise UnreadableError(text)
    joined = _SPACES.sub("", kept)
    whole, mark, decimals = joined.replace(",", ".").partition(".")
    digits = whole.lstrip("+-")
    if mark and len(decimals) == 3 and not grouped and len(digits) <= 3 and digits != "0":
        raise UnreadableError(text)
    return Decimal(f"{whole}.{decimals}" if mark else whole)
