"""Days as people write them in French. A day that could be read in two ways, or lacks its year, is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})")


def read_day(text: str) -> date:
    """The day that a text gives. Raises ValueError when it is none.

    >>> {read_day(t).isoformat() for t in ("2020-09-30", "30/09/2020", "30.9.2020", "mercredi 30 septembre 2020")}
    {'2020-09-30'}
    >>> read_day("1er févr. 2019"), read_day("15 août 2019")
    (datetime.date(2019, 2, 1), datetime.date(2019, 8, 15))
    >>> read_day("30/09/20")
    Traceback (most recent call last):
    ...
    ValueError: 30/09/20
    """
    kept = " ".join(_without_accents(text).lower().split())
    if found := _ISO.fullmatch(kept):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _NUMBERS.fullmatch(kept):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := _WORDS.fullmatch(kept):
        for number, month_name in enumerate(MONTHS, start=1):
            if found[2].startswith(month_name):
                return date(int(found[3]), number, int(found[1]))
    raise ValueError(text)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
