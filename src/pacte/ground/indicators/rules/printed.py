"""The printed form of a figure, made from its value, unit and qualifier; never typed.

The unit is printed where it is part of the number (euros, per cent, days); elsewhere the caption carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

Language = Literal["fr", "en"]

THIN = "\u202f"
"""Narrow no-break space: between thousands, and before a per cent sign in French."""
HARD = "\u00a0"
"""No-break space: between a number and the word that belongs to it."""
MINUS = "\u2212"

BEFORE = {
    "fr": {"more_than": "plus de", "nearly": "près de", "of_which": "dont"},
    "en": {"more_than": "more than", "nearly": "nearly", "of_which": "including"},
}
AFTER = {"fr": {"provisional": "(provisoire)"}, "en": {"provisional": "(provisional)"}}
DAYS = {"fr": ("jour", "jours"), "en": ("day", "days")}
LARGE = {
    "fr": ((Decimal(10**9), "milliard", "milliards"), (Decimal(10**6), "million", "millions")),
    "en": ((Decimal(10**9), "billion", "billion"), (Decimal(10**6), "million", "million")),
}
NOT_PUBLISHED = {"fr": "non publié (petit effectif)", "en": "not published (small count)"}


@dataclass(frozen=True)
class PrintedFigure:
    """A figure cut into the parts a page may set in different sizes; `text` is the whole.

    `qualifier` stands before the number ("plus de"), `unit` after it ("millions d’euros"), `remark` at the end
    ("(provisoire)"); each may be empty. `glue` joins number and unit.
    """

    number: str
    qualifier: str = ""
    unit: str = ""
    remark: str = ""
    glue: str = HARD

    @property
    def text(self) -> str:
        """The whole printed form, its parts held together by no-break spaces."""
        core = f"{self.number}{self.glue}{self.unit}" if self.unit else self.number
        return HARD.join(part for part in (self.qualifier, core) if part) + (f" {self.remark}" if self.remark else "")

    @classmethod
    def of(
        cls, value: Decimal, unit: str, qualifier: str, language: Language, *, signed: bool = False
    ) -> PrintedFigure:
        """The printed form of `value`; `signed` writes the plus of a rise.

        >>> PrintedFigure.of(Decimal(120_000_000), "EUR", "about", "fr").unit
        'millions d’euros'
        """
        number, word, glue = _number_and_unit(value, unit, qualifier, language)
        if signed and value > 0:
            number = f"+{number}"
        return cls(number, BEFORE[language].get(qualifier, ""), word, AFTER[language].get(qualifier, ""), glue)


def print_value(value: Decimal, unit: str, qualifier: str, language: Language) -> str:
    """The figure as it is read.

    >>> plain(print_value(Decimal(3600), "person", "more_than", "fr"))
    'plus de 3 600'
    >>> plain(print_value(Decimal(3600), "person", "more_than", "en"))
    'more than 3,600'
    >>> plain(print_value(Decimal(120_000_000), "EUR", "about", "fr"))
    "120 millions d'euros"
    >>> plain(print_value(Decimal(4_600_000), "meal", "about", "fr"))
    '4,6 millions'
    >>> plain(print_value(Decimal(61205), "person", "provisional", "fr"))
    '61 205 (provisoire)'
    >>> plain(print_value(Decimal(-11), "percent", "exact", "fr"))
    '-11 %'
    >>> plain(print_value(Decimal(21), "day", "exact", "en"))
    '21 days'
    """
    return PrintedFigure.of(value, unit, qualifier, language).text


def _number_and_unit(value: Decimal, unit: str, qualifier: str, language: Language) -> tuple[str, str, str]:
    """Number, word printed after it, and the space between the two."""
    money = unit == "EUR"
    scaled, large = _in_large_units(value, qualifier, language)
    number = group(scaled, language)
    if money and language == "en":
        number = f"{MINUS}€{number[1:]}" if number.startswith(MINUS) else f"€{number}"
    if large:
        return number, f"{large} d’euros" if money and language == "fr" else large, HARD
    if money and language == "fr":
        return number, "€", HARD
    if unit == "percent":
        return number, "%", THIN if language == "fr" else ""
    if unit == "day":
        one, many = DAYS[language]
        return number, one if _is_singular(value, language) else many, HARD
    return number, "", HARD


def _in_large_units(value: Decimal, qualifier: str, language: Language) -> tuple[Decimal, str]:
    """In millions or thousand millions when that loses nothing: at most two decimals, and not an exact count."""
    if qualifier != "exact":
        for size, one, many in LARGE[language]:
            scaled = value / size
            if abs(scaled) >= 1 and scaled == round(scaled, 2):
                return scaled, one if _is_singular(scaled, language) else many
    return value, ""


def _is_singular(value: Decimal, language: Language) -> bool:
    """French counts from two, English has one only.

    >>> _is_singular(Decimal("1.5"), "fr"), _is_singular(Decimal("1.5"), "en")
    (True, False)
    """
    return abs(value) < 2 if language == "fr" else abs(value) == 1


def group(value: Decimal, language: Language) -> str:
    """The number with its thousands apart and its minus sign, with the decimals it has and no more.

    >>> group(Decimal("61205.0000"), "fr") == "61\\u202f205", group(Decimal("-1234.5"), "en")
    (True, '−1,234.5')
    """
    whole, _, decimals = format(abs(value), "f").partition(".")
    decimals = decimals.rstrip("0")
    thousands, point = (THIN, ",") if language == "fr" else (",", ".")
    text = f"{int(whole):,}".replace(",", thousands) + (f"{point}{decimals}" if decimals else "")
    return f"{MINUS}{text}" if value < 0 else text


def round_to(value: Decimal, place: Decimal) -> Decimal:
    """Rounded to a multiple of `place`, halves away from zero.

    >>> round_to(Decimal("-8.65"), Decimal(1)), round_to(Decimal(25), Decimal(10))
    (Decimal('-9'), Decimal('30'))
    """
    return (value / place).quantize(Decimal(1), ROUND_HALF_UP) * place


def plain(text: str) -> str:
    """The text with plain spaces, apostrophes and minus signs: to compare and to search, never to print.

    >>> plain("120\\u00a0millions d’euros")
    "120 millions d'euros"
    """
    for fine, rough in ((THIN, " "), (HARD, " "), ("’", "'"), (MINUS, "-")):
        text = text.replace(fine, rough)
    return text


def same_print(one: str, other: str) -> bool:
    """Whether two printed forms differ only by the kind of their spaces, apostrophes and minus signs.

    >>> same_print("120\\u00a0millions d’euros", "120 millions d'euros")
    True
    """
    return plain(one) == plain(other)
