"""What may be kept as a name, a birth, a language, a telephone. Plain Python; any script, any order, any accent.

A text is kept faithfully or refused by a code that the page turns into words: nothing is guessed, nothing is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..enums import BirthPrecision

MOST_LETTERS = 120
FIRST_YEAR = 1900
"""Nobody alive was born before; a year of birth under it is a slip."""

BLANKS = re.compile(r"(?:[^\S\x0b\x0c\x1c-\x1f\x85]|\u200b)+")
JOINERS = frozenset("\u200c\u200d")
"""Invisible, but part of how Persian and Indian names are written."""

UNREADABLE = frozenset("\ufffd") | {chr(point) for point in range(0xFDD0, 0xFDF0)} | {"\ufffe", "\uffff"}
REFUSED_KINDS = frozenset({"Cc", "Cf", "Cs", "Co"})


class Slip(StrEnum):
    """What is wrong with what was typed."""

    CONTROL = "control"
    INVISIBLE = "invisible"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    FUTURE = "future"
    TOO_OLD = "too_old"
    NOT_A_LANGUAGE = "not_a_language"
    NOT_A_NUMBER = "not_a_number"


class Unfit(ValueError):
    """The text cannot be kept; `slip` says why."""

    def __init__(self, slip: Slip) -> None:
        self.slip = slip
        super().__init__(slip.value)


def clean_name(text: str) -> str:
    """The name as it is to be kept: composed (NFC), blanks folded, any script. Raises Unfit.

    >>> clean_name("  Jean‑Noël   O’Neill "), clean_name("Ame\u0301lie"), clean_name("محمد"), clean_name("李 娜")
    ('Jean‑Noël O’Neill', 'Amélie', 'محمد', '李 娜')
    >>> clean_name('=HYPERLINK("x")')
    '=HYPERLINK("x")'
    >>> clean_name("Abc\u202edef")
    Traceback (most recent call last):
    ...
    pacte.ground.people.rules.identity.Unfit: control
    """
    return clean_text(text, MOST_LETTERS)


def clean_text(text: str, most: int) -> str:
    """The same for a line of another length."""
    folded = BLANKS.sub(" ", text[: most * 20 + 1]).strip()
    if len(text) > most * 20 or len(folded) > most * 4:
        raise Unfit(Slip.TOO_LONG)
    if any(is_refused(sign) for sign in folded):
        raise Unfit(Slip.CONTROL)
    composed = unicodedata.normalize("NFC", folded)
    if len(composed) > most:
        raise Unfit(Slip.TOO_LONG)
    if composed and not any(is_visible(sign) for sign in composed):
        raise Unfit(Slip.INVISIBLE)
    return composed


def is_refused(sign: str) -> bool:
    """Signs that show nothing and change how the rest reads: controls, direction overrides, lost characters.

    >>> [is_refused(sign) for sign in ("é", "\u200d", "\x07", "\u2066", "\ufffd")]
    [False, False, True, True, True]
    """
    return sign in UNREADABLE or (sign not in JOINERS and unicodedata.category(sign) in REFUSED_KINDS)


def is_visible(sign: str) -> bool:
    """A letter, a digit, a sign: something that one reads."""
    return unicodedata.category(sign)[0] in "LNPS"


@dataclass(frozen=True)
class Birth:
    """A birth as it is known. `is_default`: 1 January was given, and kept as a year only."""

    year: int
    precision: BirthPrecision
    day: date | None = None
    is_default: bool = False

    @property
    def columns(self) -> dict[str, object]:
        """The same as fields of a person."""
        return {"birth_date": self.day, "birth_year": self.year, "birth_precision": self.precision.value}


NO_BIRTH: dict[str, object] = {"birth_date": None, "birth_year": None, "birth_precision": ""}

ABOUT = re.compile(r"(?:vers|environ|env\.?|about|circa|ca\.?|~|≈)\s*(\d{4})")
DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_birth(told: date | int | str, today: date) -> Birth:
    """A birth from a day, a year or what was typed ("12/03/1980", "1980-03-12", "1980", "vers 1980"). Raises Unfit.

    1 January is what an office writes when it knows the year alone: it is kept as a year.

    >>> today = date(2019, 3, 12)
    >>> read_birth("12/03/1980", today).day, read_birth("vers 1980", today).precision.value
    (datetime.date(1980, 3, 12), 'about')
    >>> read_birth("1/1/1980", today)
    Birth(year=1980, precision=BirthPrecision.YEAR, day=None, is_default=True)
    >>> read_birth("13/03/2019", today)
    Traceback (most recent call last):
    ...
    pacte.ground.people.rules.identity.Unfit: future
    """
    read = _typed(told, today) if isinstance(told, str) else told
    if isinstance(read, Birth):
        return read
    if isinstance(read, int):
        return Birth(_year(read, today), BirthPrecision.YEAR)
    _year(read.year, today)
    if read > today:
        raise Unfit(Slip.FUTURE)
    if (read.month, read.day) == (1, 1):
        return Birth(read.year, BirthPrecision.YEAR, is_default=True)
    return Birth(read.year, BirthPrecision.DATE, read)


def _typed(text: str, today: date) -> Birth | date | int:
    words = " ".join(text[:60].lower().split())
    if found := ABOUT.fullmatch(words):
        return Birth(_year(int(found[1]), today), BirthPrecision.ABOUT)
    if re.fullmatch(r"\d{4}", words):
        return int(words)
    if found := DAY.fullmatch(words):
        day, month, year = (int(part) for part in found.groups())
    elif found := ISO_DAY.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    else:
        raise Unfit(Slip.NOT_A_DATE)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unfit(Slip.NOT_A_DATE) from error


def _year(year: int, today: date) -> int:
    if year > today.year:
        raise Unfit(Slip.FUTURE)
    if year < FIRST_YEAR:
        raise Unfit(Slip.TOO_OLD)
    return year


def write_birth(day: date | None, year: int | None, precision: str) -> str:
    """A birth as it is typed: what `read_birth` reads back.

    >>> write_birth(date(1980, 3, 12), 1980, "date"), write_birth(None, 1980, "about"), write_birth(None, None, "")
    ('12/03/1980', 'vers 1980', '')
    """
    if day is not None:
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    if year is None:
        return ""
    return f"vers {year}" if precision == BirthPrecision.ABOUT else str(year)


def age_on(today: date, day: date | None, year: int | None) -> int | None:
    """Age in whole years; from a year alone, the age reached that year.

    >>> age_on(date(2019, 3, 11), date(1980, 3, 12), 1980), age_on(date(2019, 3, 11), None, 1980)
    (38, 39)
    """
    if day is not None:
        return today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    return None if year is None else today.year - year


LANGUAGE = re.compile(r"[a-z]{2,3}")


def clean_languages(codes: Iterable[str]) -> list[str]:
    """ISO 639 codes, in lower case, once each, in the order given. Raises Unfit for what is no code.

    >>> clean_languages(["FR", "ar", "fr"])
    ['fr', 'ar']
    """
    cleaned = [str(code).strip().lower() for code in codes]
    if any(not LANGUAGE.fullmatch(code) for code in cleaned):
        raise Unfit(Slip.NOT_A_LANGUAGE)
    return list(dict.fromkeys(cleaned))


FORMATTING = re.compile(r"[\s.\-/()\u00a0\u202f]+")
NUMBER = re.compile(r"\+?[0-9]{3,15}")


def tidy_phone(text: str) -> str:
    """The number in groups, as it is read aloud; an international one keeps its sign. Raises Unfit.

    >>> tidy_phone("0612345678"), tidy_phone("00 33 6.12.34.56.78"), tidy_phone(" 115 ")
    ('06 12 34 56 78', '+33612345678', '115')
    >>> tidy_phone("le bar du coin")
    Traceback (most recent call last):
    ...
    pacte.ground.people.rules.identity.Unfit: not_a_number
    """
    bare = FORMATTING.sub("", text[:200])
    if not bare:
        return ""
    if bare.startswith("00"):
        bare = f"+{bare[2:]}"
    if not NUMBER.fullmatch(bare):
        raise Unfit(Slip.NOT_A_NUMBER)
    if len(bare) == 10 and bare.startswith("0"):
        return " ".join(bare[start : start + 2] for start in range(0, 10, 2))
    return bare
