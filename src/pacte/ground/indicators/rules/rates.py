"""Rates of change and shares, printed no finer than their inputs allow.

A printed figure stands for an interval of possible true values; a rate made of two of them is an interval too, and
its width decides how many digits are honest.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .printed import HARD, Language, PrintedFigure, group, print_value, round_to

HUNDRED = Decimal(100)
FINEST = Decimal("0.1")
"""No rate is printed finer than a tenth of a point."""
ABOUT = {"fr": "environ", "en": "about"}
UNSETTLED = {"fr": "évolution non établie", "en": "no change established"}
SLIGHT = {
    "fr": {True: "hausse de moins de", False: "baisse de moins de"},
    "en": {True: "a rise of less than", False: "a fall of less than"},
}
NO_LEVELS = {"fr": "niveaux non précisés", "en": "levels not stated"}


@dataclass(frozen=True)
class Rounded:
    """A figure as printed, and the interval of true values that it allows.

    `place` is the place of the last non-zero digit: 67 000 is read as rounded to the thousand, 61 250 to the ten.
    - exact, provisional: the value itself;
    - about, of_which: half a place on either side;
    - more_than: from the value to one place above, where the source would have written the next figure;
    - nearly: the same below.

    >>> Rounded(Decimal(67000), "about").bounds
    (Decimal('66500'), Decimal('67500'))
    >>> Rounded(Decimal(3600), "more_than").bounds
    (Decimal('3600'), Decimal('3700'))
    """

    value: Decimal
    qualifier: str = "exact"

    @property
    def place(self) -> Decimal:
        exponent = self.value.normalize().as_tuple().exponent if self.value else 0
        assert isinstance(exponent, int)
        return Decimal(1).scaleb(exponent)

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        below, above = {
            "about": (self.place / 2, self.place / 2),
            "of_which": (self.place / 2, self.place / 2),
            "more_than": (Decimal(0), self.place),
            "nearly": (self.place, Decimal(0)),
        }.get(self.qualifier, (Decimal(0), Decimal(0)))
        return _tidy(self.value - below), _tidy(self.value + above)

    @property
    def is_exact(self) -> bool:
        low, high = self.bounds
        return low == high


@dataclass(frozen=True)
class Rate:
    """A change in per cent: `centre` from the printed values, between `low` and `high` from what they allow.

    `levels_stated` is false for a rate that a source gives without its two levels.
    """

    centre: Decimal
    low: Decimal
    high: Decimal
    levels_stated: bool = True

    @classmethod
    def stated(cls, value: Decimal, qualifier: str = "exact") -> Rate:
        """A rate given by a source without its levels: printed as given, and said to be so.

        >>> Rate.stated(Decimal(-11)).printed("fr"), Rate.stated(Decimal(-11)).remark("fr")
        ('−11\\u202f%', 'niveaux non précisés')
        """
        return cls(value, *Rounded(value, qualifier).bounds, levels_stated=False)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def is_established(self) -> bool:
        """False when the inputs allow a rise as well as a fall."""
        return self.is_exact or not self.low < 0 < self.high

    @property
    def place(self) -> Decimal:
        """The first of 0.1, 1, 5, 10, 50, 100… that is not below half the width of the interval."""
        half, place, five = (self.high - self.low) / 2, FINEST, False
        while place < half:
            place, five = (place * 2, False) if five else (place * (5 if place >= 1 else 10), place >= 1)
        return place

    def printed(self, language: Language) -> str:
        """The rate as it is read.

        >>> rate_of_change(Rounded(Decimal(67000), "about"), Rounded(Decimal(61205))).printed("fr")
        'environ −9\\u202f%'
        >>> rate_of_change(Rounded(Decimal(67000)), Rounded(Decimal(61205))).printed("fr")
        '−8,6\\u202f%'
        """
        if not self.levels_stated:
            return PrintedFigure.of(self.centre, "percent", "exact", language, signed=True).text
        if not self.is_established:
            return UNSETTLED[language]
        rounded = round_to(self.centre, self.place)
        if rounded == 0 and self.centre != 0:
            return f"{SLIGHT[language][self.centre > 0]} {print_value(self.place, 'percent', 'exact', language)}"
        text = PrintedFigure.of(rounded, "percent", "exact", language, signed=True).text
        return text if self.is_exact else f"{ABOUT[language]} {text}"

    def remark(self, language: Language) -> str:
        """What a reader must know beside the rate, or nothing."""
        return "" if self.levels_stated else NO_LEVELS[language]


def rate_of_change(before: Rounded, after: Rounded) -> Rate:
    """The change from one figure to another, in per cent of the first. Refuses a first level that may be zero.

    >>> rate = rate_of_change(Rounded(Decimal(67000), "about"), Rounded(Decimal(61205)))
    >>> [round(bound, 1) for bound in (rate.low, rate.centre, rate.high)]
    [Decimal('-9.3'), Decimal('-8.6'), Decimal('-8.0')]
    """
    lowest, highest = before.bounds
    if lowest <= 0:
        raise ValueError(f"No rate of change can be taken from {group(before.value, 'en')}.")
    corners = [_change(start, end) for start in (lowest, highest) for end in after.bounds]
    return Rate(_change(before.value, after.value), min(corners), max(corners))


@dataclass(frozen=True)
class Share:
    """A share in per cent that keeps its base: never printed alone."""

    numerator: Decimal
    denominator: Decimal

    @property
    def percent(self) -> Decimal:
        return self.numerator * HUNDRED / self.denominator

    @property
    def place(self) -> Decimal:
        """A whole point under a base of a thousand, a tenth above: one unit of the base is never smaller."""
        return FINEST if self.denominator >= 1000 else Decimal(1)

    def printed(self, language: Language) -> str:
        """The share and its base.

        >>> percent_of(Decimal(99), Decimal(211)).printed("en")
        '47% (base: 211)'
        """
        share = print_value(round_to(self.percent, self.place), "percent", "exact", language)
        colon = f"{HARD}:" if language == "fr" else ":"
        return f"{share} (base{colon} {group(self.denominator, language)})"

    def is_publishable(self, threshold: int) -> bool:
        """A base of people that reaches the threshold, and neither nobody nor everybody.

        >>> Share(Decimal(5), Decimal(10)).is_publishable(11), Share(Decimal(20), Decimal(20)).is_publishable(11)
        (False, False)
        """
        return self.denominator >= threshold and 0 < self.numerator < self.denominator


def percent_of(part: Decimal, total: Decimal) -> Share:
    """The share of `part` in `total`. Refuses a base of zero or a part larger than its total."""
    if total <= 0 or not 0 <= part <= total:
        raise ValueError(f"{part} is no part of {total}.")
    return Share(part, total)


def _change(before: Decimal, after: Decimal) -> Decimal:
    return (after - before) * HUNDRED / before


def _tidy(value: Decimal) -> Decimal:
    """Without an exponent, and without zeros after the point.

    >>> _tidy(Decimal("6.65E+4")), _tidy(Decimal("4.550"))
    (Decimal('66500'), Decimal('4.55'))
    """
    return Decimal(format(value, "f")) if value == value.to_integral_value() else value.normalize()
