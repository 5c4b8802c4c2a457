"""What in an edition should worry the pact's team: behind its target, falling, missing, silent.

The five triggers that the State's reform tracker uses, on this product's figures. A rounded figure only counts as
behind or falling when every true value that it allows is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pacte.ground.indicators.rules.rates import Rounded

from ..snapshot_types import FigureData, IndicatorData, NodeData, Snapshot, TargetData, Text

TOLERANCE = Decimal("0.10")
"""How far behind the straight way from baseline to target one may be: ten points of that way."""
SAME_LENGTH = Decimal("0.10")
"""Two flows are compared when their periods' lengths differ by no more than this share."""


@dataclass(frozen=True)
class Alert:
    """One worry: its kind (`enums.AlertKind`), the node it is about and, for a figure, what is compared.

    `value` and `against` are decimal strings: the latest figure, and its target or the figure before.
    """

    kind: str
    node: str
    node_name: Text
    indicator: str = ""
    label: Text | None = None
    unit: str = ""
    territory: str = ""
    value: str = ""
    qualifier: str = "exact"
    against: str = ""
    against_qualifier: str = "exact"
    due_on: str = ""


def alerts_of(snapshot: Snapshot) -> list[Alert]:
    """All the worries of an edition, in the order of its tree. Withheld figures worry nobody here."""
    start = date.fromisoformat(snapshot["period_start"])
    end = date.fromisoformat(snapshot["period_end"])
    nodes = list(_nodes(snapshot["chapters"]))
    told = {node["level"] for node in nodes if node["states"]}
    return [alert for node in nodes for alert in _of_node(node, start, end, told)]


def _nodes(nodes: list[NodeData]) -> Iterator[NodeData]:
    for node in nodes:
        yield node
        yield from _nodes(node["children"])


def _of_node(node: NodeData, start: date, end: date, told: set[str]) -> Iterator[Alert]:
    if is_silent(node, start, told):
        yield Alert("silent", node["code"], node["name"])
    for sheet in node["indicators"]:
        if is_missing(sheet, start):
            yield Alert("missing", node["code"], node["name"], sheet["code"], sheet["label"], sheet["unit"])
        for figure, target in _behind(sheet, end):
            yield _compared("behind_target", node, sheet, figure, against=target["value"], due_on=target["due_on"])
        for figure, earlier in _falling(sheet):
            yield _compared(
                "falling", node, sheet, figure, against=earlier["value"], against_qualifier=earlier["qualifier"]
            )


def _compared(
    kind: str,
    node: NodeData,
    sheet: IndicatorData,
    figure: FigureData,
    *,
    against: str,
    against_qualifier: str = "exact",
    due_on: str = "",
) -> Alert:
    return Alert(
        kind, node["code"], node["name"], sheet["code"], sheet["label"], sheet["unit"], figure["territory"],
        figure["value"], figure["qualifier"], against, against_qualifier, due_on,
    )  # fmt: skip


def is_silent(node: NodeData, start: date, told: set[str]) -> bool:
    """Whether a led node has no state declared since the edition's first day.

    `told` are the levels at which states are declared: where nobody ever does, silence says nothing. When there are
    none at all, every led node is silent.
    """
    if not node["leaders"] or (told and node["level"] not in told):
        return False
    return not any(state["reported_on"] >= start.isoformat() for state in node["states"])


def is_missing(sheet: IndicatorData, start: date) -> bool:
    """Whether no figure of the edition's own period exists. A period that is not stated counts as one."""
    return not any(not figure["period_end"] or figure["period_end"] >= start.isoformat() for figure in sheet["figures"])


def _behind(sheet: IndicatorData, on: date) -> Iterator[tuple[FigureData, TargetData]]:
    for target in sheet["targets"]:
        figure = next((f for f in sheet["figures"] if f["territory"] == target["territory"] and f["value"]), None)
        baseline = next((f for f in sheet["figures"] if f["reference"] == sheet["baseline"] and f["value"]), None)
        if figure is not None and is_behind(figure, target, baseline, on):
            yield figure, target


def is_behind(figure: FigureData, target: TargetData, baseline: FigureData | None, on: date) -> bool:
    """Past its date, a target is met or not. Before it, the figure must keep to the straight way, give or take."""
    goal = Decimal(target["value"])
    best = _best(figure, goal, target["at_most"])
    if not target["due_on"] or date.fromisoformat(target["due_on"]) <= on:
        return best > goal if target["at_most"] else best < goal
    if baseline is None or baseline["reference"] == figure["reference"] or not baseline["period_end"]:
        return False
    began, due = date.fromisoformat(baseline["period_end"]), date.fromisoformat(target["due_on"])
    way = goal - Decimal(baseline["value"])
    if way == 0 or due <= began:
        return False
    elapsed = Decimal((on - began).days) / (due - began).days
    return (best - Decimal(baseline["value"])) / way < elapsed - TOLERANCE


def _best(figure: FigureData, goal: Decimal, at_most: bool) -> Decimal:
    """Of the true values that the printed figure allows, the kindest one."""
    low, high = Rounded(Decimal(figure["value"]), figure["qualifier"]).bounds
    return low if at_most else high


def _falling(sheet: IndicatorData) -> Iterator[tuple[FigureData, FigureData]]:
    """The last figure of each territory with the one before it, when they go against the indicator's direction."""
    last: dict[str, list[FigureData]] = {}
    for figure in sheet["figures"]:
        if figure["value"] and figure["period_end"]:
            last.setdefault(figure["territory"], []).append(figure)
    for figures in last.values():
        figure = figures[0]
        earlier = next((other for other in figures[1:] if are_comparable(figure, other)), None)
        if earlier is not None and is_falling(earlier, figure, sheet["direction"]):
            yield figure, earlier


def is_falling(before: FigureData, after: FigureData, direction: str) -> bool:
    """Whether the figure goes the wrong way, whatever the true values behind the two printed ones."""
    if direction not in {"up", "down"} or after["kind"] == "change":
        return False
    was = Rounded(Decimal(before["value"]), before["qualifier"]).bounds
    now = Rounded(Decimal(after["value"]), after["qualifier"]).bounds
    return now[1] < was[0] if direction == "up" else now[0] > was[1]


def are_comparable(one: FigureData, other: FigureData) -> bool:
    """Same kind and unit; totals since the same day; flows over periods of about the same length."""
    if one["kind"] != other["kind"] or one["unit"] != other["unit"] or one["period_end"] == other["period_end"]:
        return False
    if one["kind"] == "cumulative":
        return one["period_start"] == other["period_start"]
    if one["period_start"] and other["period_start"]:
        lengths = [
            (date.fromisoformat(f["period_end"]) - date.fromisoformat(f["period_start"])).days + 1 for f in (one, other)
        ]
        return abs(lengths[0] - lengths[1]) <= SAME_LENGTH * max(lengths)
    return one["period_start"] == other["period_start"]
