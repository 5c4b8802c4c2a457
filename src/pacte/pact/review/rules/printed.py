"""The words of one figure: its printed form, its period, the change between two of them. Never typed, always made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pacte.ground.indicators.rules import PrintedFigure, Rate, Rounded, print_period, rate_of_change
from pacte.ground.indicators.rules.printed import NOT_PUBLISHED, Language
from pacte.pact.campaigns.snapshot_types import FigureData, TargetData, Text

from .trends import Pair


def language_of(code: str | None) -> Language:
    """The language of the interface; French when it is another one.

    >>> language_of("en-gb"), language_of(None)
    ('en', 'fr')
    """
    return "en" if (code or "").startswith("en") else "fr"


def words(text: Text, language: Language) -> str:
    """A text in one language, in French when it was never translated."""
    return text[language] or text["fr"]


def printed(figure: FigureData, language: Language) -> PrintedFigure:
    """The figure cut into its parts; a withheld one says so in their place."""
    if figure["is_suppressed"] or not figure["value"]:
        return PrintedFigure(NOT_PUBLISHED[language])
    signed = figure["kind"] == "change"
    return PrintedFigure.of(Decimal(figure["value"]), figure["unit"], figure["qualifier"], language, signed=signed)


def period(figure: FigureData, language: Language, *, with_end: bool = False) -> str:
    """When the figure holds."""
    start, end = _day(figure["period_start"]), _day(figure["period_end"])
    return print_period(start, end, figure["kind"], language, with_end=with_end)


def change(pair: Pair) -> Rate | None:
    """The rate of change of a pair, no finer than its inputs; none when the first level may be zero."""
    before, after = (Rounded(Decimal(one["value"]), one["qualifier"]) for one in (pair.before, pair.after))
    return rate_of_change(before, after) if before.bounds[0] > 0 else None


def levels_remark(figure: FigureData, language: Language) -> str:
    """What a reader must know of a change given by its source without its two levels."""
    if figure["kind"] != "change" or not figure["value"]:
        return ""
    return Rate.stated(Decimal(figure["value"]), figure["qualifier"]).remark(language)


def target(goal: TargetData, unit: str, language: Language) -> str:
    """What an indicator should reach."""
    return PrintedFigure.of(Decimal(goal["value"]), unit, "exact", language).text


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
