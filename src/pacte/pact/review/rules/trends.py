"""Says what may honestly be compared with what. A trend is told between two values of the same thing, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pacte.pact.campaigns.snapshot_types import FigureData, IndicatorData

INSTANTS = frozenset({"stock", "capacity", "event"})
"""Kinds whose values stand on one day each, so that any two days compare."""


@dataclass(frozen=True)
class Pair:
    """Two values of the same indicator, unit and territory that may be compared, the earlier one first."""

    before: FigureData
    after: FigureData


def comparable(before: FigureData, after: FigureData) -> bool:
    """Whether a change between the two would mean something.

    Same indicator, same version of its definition, same unit, same territory, both values published, both periods
    stated and in order. Flows compare over periods of equal length only; a cumulative figure can only rise and a
    percentage has no percentage, so neither makes a trend.
    """
    same = ("indicator", "definition_version", "unit", "kind", "territory")
    if any(before[key] != after[key] for key in same):  # type: ignore[literal-required]
        return False
    if not (before["value"] and after["value"] and before["period_end"] and after["period_end"]):
        return False
    if before["period_end"] >= after["period_end"] or after["unit"] == "percent":
        return False
    if after["kind"] == "flow":
        return abs(_days(before) - _days(after)) <= 1
    return after["kind"] in INSTANTS


def pairs(sheet: IndicatorData) -> list[Pair]:
    """One pair per territory: from the baseline, or else the earliest comparable value, to the latest one."""
    places: dict[str, list[FigureData]] = {}
    for figure in sheet["figures"]:
        places.setdefault(figure["territory"], []).append(figure)
    found = (_pair(figures, sheet["baseline"]) for figures in places.values() if len(figures) > 1)
    return [pair for pair in found if pair is not None]


def _pair(figures: list[FigureData], baseline: str) -> Pair | None:
    """The pair that ends at the latest comparable value of one territory."""
    for after in figures:
        earlier = [before for before in figures if comparable(before, after)]
        if earlier:
            return Pair(min(earlier, key=lambda one: (one["reference"] != baseline, one["period_end"])), after)
    return None


def _days(figure: FigureData) -> int:
    """The length of a period in days; the leap day of one makes it a day longer than another."""
    if not figure["period_start"]:
        return 0
    return (date.fromisoformat(figure["period_end"]) - date.fromisoformat(figure["period_start"])).days
