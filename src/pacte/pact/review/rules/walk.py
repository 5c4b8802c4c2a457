"""Walks a snapshot: its nodes, its indicators, its figures, each once, in the order in which the review prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pacte.pact.campaigns.snapshot_types import FigureData, IndicatorData, NodeData, Snapshot

from . import trends


def nodes(roots: Iterable[NodeData]) -> Iterator[NodeData]:
    """These nodes and all beneath them, parents first."""
    for root in roots:
        yield root
        yield from nodes(root["children"])


def sheets(roots: Iterable[NodeData]) -> list[IndicatorData]:
    """The indicators of these nodes, each once. One that is a headline anywhere is given as a headline."""
    found: dict[str, IndicatorData] = {}
    for node in nodes(roots):
        for sheet in node["indicators"]:
            if sheet["code"] not in found or (sheet["is_headline"] and not found[sheet["code"]]["is_headline"]):
                found[sheet["code"]] = sheet
    return list(found.values())


@dataclass(frozen=True)
class Printed:
    """A figure with the sheet that explains it and the chapter under which it is first printed."""

    figure: FigureData
    sheet: IndicatorData
    chapter: NodeData


def figures(snapshot: Snapshot) -> list[Printed]:
    """Every figure that the review prints, each once, by its number in the table of sources.

    It prints the latest figure of each indicator, and the two ends of each change. The others of a long series are on
    the indicator's page and in the open data.
    """
    found: dict[str, Printed] = {}
    for chapter in snapshot["chapters"]:
        for sheet in sheets([chapter]):
            ends = [end for pair in trends.pairs(sheet) for end in (pair.before, pair.after)]
            for figure in [*sheet["figures"][:1], *ends]:
                found.setdefault(figure["reference"], Printed(figure, sheet, chapter))
    return sorted(found.values(), key=lambda printed: printed.figure["number"])


def chapter_of(snapshot: Snapshot, code: str) -> NodeData | None:
    """The chapter of this code."""
    return next((chapter for chapter in snapshot["chapters"] if chapter["code"] == code), None)


def home_of(snapshot: Snapshot, indicator: str) -> tuple[NodeData, IndicatorData] | None:
    """The chapter under which an indicator is printed, and its sheet."""
    for chapter in snapshot["chapters"]:
        for sheet in sheets([chapter]):
            if sheet["code"] == indicator:
                return chapter, sheet
    return None


def home_territory(snapshot: Snapshot) -> str:
    """The territory that most figures are about: the pact's own, which captions leave unsaid."""
    codes = Counter(figure["territory"] for sheet in sheets(snapshot["chapters"]) for figure in sheet["figures"])
    return codes.most_common(1)[0][0] if codes else ""
