"""Small counts of people in a snapshot: withheld, with what would let a reader work them out.

One release judges all the figures of an edition together. What an earlier frozen edition withheld stays withheld:
two editions side by side never tell more than one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pacte.ground.indicators.enums import UNITS_OF_PEOPLE, CountingUnit
from pacte.ground.indicators.rules.release import Fact, withheld

from .snapshot_types import FigureData, IndicatorData, NodeData, Snapshot

Cell = tuple[str, str, str, str]
"""Indicator, territory, first and last day."""


def hidden_by(snapshots: Iterable[Snapshot]) -> frozenset[Cell]:
    """The cells that these frozen editions withheld."""
    return frozenset(
        _cell(figure) for snapshot in snapshots for figure in _figures(snapshot["chapters"]) if figure["is_suppressed"]
    )


def protect(sheets: list[IndicatorData], parents: Mapping[str, str], before: frozenset[Cell]) -> None:
    """Blank, in place, each figure that could single someone out.

    `parents` gives each territory's code its containing one; `before` holds what earlier editions withheld.
    """
    hidden = withheld(
        (
            _fact((place, rank), figure, sheet)
            for place, sheet in enumerate(sheets)
            for rank, figure in enumerate(sheet["figures"])
        ),
        parents,
    )
    for place, sheet in enumerate(sheets):
        for rank, figure in enumerate(sheet["figures"]):
            _forget_small_revisions(figure, sheet["threshold"])
            if (place, rank) in hidden or _cell(figure) in before:
                _blank(figure)
        if any(figure["is_suppressed"] for figure in sheet["figures"]):
            sheet["rows"] = []


def _figures(nodes: list[NodeData]) -> Iterator[FigureData]:
    for node in nodes:
        for indicator in node["indicators"]:
            yield from indicator["figures"]
        yield from _figures(node["children"])


def _cell(figure: FigureData) -> Cell:
    return figure["indicator"], figure["territory"], figure["period_start"], figure["period_end"]


def _blank(figure: FigureData) -> None:
    figure["is_suppressed"] = True
    figure["value"] = figure["numerator"] = figure["denominator"] = figure["note"] = ""
    figure["revisions"] = []


def _counts_people(figure: FigureData) -> bool:
    """A count of people, or a percentage that gives its numbers: these may be people."""
    return figure["unit"] in UNITS_OF_PEOPLE or bool(figure["unit"] == CountingUnit.PERCENT and figure["denominator"])


def _fact(key: tuple[int, int], figure: FigureData, sheet: IndicatorData) -> Fact:
    return Fact(
        key, sheet["code"], sheet["part_of"], figure["territory"], (figure["period_start"], figure["period_end"]),
        Decimal(figure["value"]), sheet["threshold"] if _counts_people(figure) else 0,
        Decimal(figure["numerator"]) if figure["numerator"] else None,
        Decimal(figure["denominator"]) if figure["denominator"] else None,
    )  # fmt: skip


def _forget_small_revisions(figure: FigureData, threshold: int) -> None:
    """An earlier value that was small is forgotten, whatever the value became."""
    if figure["unit"] in UNITS_OF_PEOPLE:
        figure["revisions"] = [
            {**earlier, "value": ""} if 0 < Decimal(earlier["value"]) < threshold else earlier
            for earlier in figure["revisions"]
        ]
