"""Small counts of people in a snapshot: withheld, with what would let a reader work them out.

Figures of one indicator and one period form one release: a territory and those it contains are protected
together. Zero is publishable. A percentage is withheld when its base, or either of its two parts, is a small
count, unless the indicator's threshold is 0 because it counts no people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from pacte.ground.indicators.enums import UNITS_OF_PEOPLE, CountingUnit

from .rules.protection import withheld
from .snapshot_types import FigureData, IndicatorData


def protect(sheets: list[IndicatorData], parents: Mapping[str, str]) -> None:
    """Blank, in place, each figure that could single someone out; `parents` are codes of territories."""
    for sheet in sheets:
        releases: dict[tuple[str, str], list[FigureData]] = defaultdict(list)
        for figure in sheet["figures"]:
            _protect_share(figure, sheet["threshold"])
            _protect_history(figure, sheet["threshold"])
            if figure["unit"] in UNITS_OF_PEOPLE:
                releases[figure["period_start"], figure["period_end"]].append(figure)
        for release in releases.values():
            _protect_release(release, parents, sheet["threshold"])
    _protect_parts({sheet["code"]: sheet for sheet in sheets})
    for sheet in sheets:
        if sheet["unit"] in UNITS_OF_PEOPLE and any(figure["is_suppressed"] for figure in sheet["figures"]):
            sheet["rows"] = []


def _is_small(value: Decimal, threshold: int) -> bool:
    return 0 < value < threshold


def _fact(figure: FigureData) -> tuple[str, str, str]:
    return figure["territory"], figure["period_start"], figure["period_end"]


def _blank(figure: FigureData) -> None:
    figure["is_suppressed"] = True
    figure["value"] = figure["numerator"] = figure["denominator"] = figure["note"] = ""
    figure["revisions"] = []


def _protect_release(release: list[FigureData], parents: Mapping[str, str], threshold: int) -> None:
    """One period: its small counts, and a second territory where a total would give a lone one away."""
    values = {figure["territory"]: Decimal(figure["value"]) for figure in release if figure["value"]}
    hidden = withheld(values, parents, threshold)
    for figure in release:
        if figure["territory"] in hidden:
            _blank(figure)


def _protect_share(figure: FigureData, threshold: int) -> None:
    if figure["unit"] != CountingUnit.PERCENT or not figure["denominator"]:
        return
    base = Decimal(figure["denominator"])
    part = Decimal(figure["numerator"]) if figure["numerator"] else base * Decimal(figure["value"]) / 100
    if any(_is_small(count, threshold) for count in (base, part, base - part)):
        _blank(figure)


def _protect_history(figure: FigureData, threshold: int) -> None:
    """An earlier value that was small is forgotten, whatever the value became."""
    if figure["unit"] in UNITS_OF_PEOPLE:
        figure["revisions"] = [
            {**revision, "value": ""} if _is_small(Decimal(revision["value"]), threshold) else revision
            for revision in figure["revisions"]
        ]


def _protect_parts(sheets: dict[str, IndicatorData]) -> None:
    """A part is withheld when its whole, less the part, leaves a small count of people."""
    for sheet in sheets.values():
        whole = sheets.get(sheet["part_of"])
        if whole is None:
            continue
        totals = {_fact(figure): figure for figure in whole["figures"] if figure["value"]}
        for figure in sheet["figures"]:
            total = totals.get(_fact(figure))
            if total is None or not figure["value"] or figure["unit"] not in UNITS_OF_PEOPLE:
                continue
            if _is_small(Decimal(total["value"]) - Decimal(figure["value"]), sheet["threshold"]):
                _blank(figure)
