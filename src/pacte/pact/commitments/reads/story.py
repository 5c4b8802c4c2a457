"""A node's story as facts in time: states declared, evidence given, figures approved. Nothing is written twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.contrib.auth.models import AnonymousUser

from pacte.ground.accounts.models import User
from pacte.ground.indicators.models import Definition, Indicator, Measurement, Target
from pacte.ground.territory.enums import TerritoryKind

from ..models import Evidence, Node, NodeIndicator, StateReport
from ..rules import beneath
from .scopes import visible_evidence


@dataclass(frozen=True)
class StoryItem:
    """One fact of a node's life. `fact` is a StateReport, an Evidence or a Measurement, as `kind` says."""

    on: date
    kind: Literal["state", "evidence", "measurement"]
    fact: StateReport | Evidence | Measurement


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator of a node: its sheet, its last figure if it has one, its targets."""

    link: NodeIndicator
    indicator: Indicator
    definition: Definition | None
    last: Measurement | None
    targets: list[Target]


def story(user: User | AnonymousUser, node: Node) -> list[StoryItem]:
    """What happened to a node, the latest first; evidence that the user may not open is not there."""
    items = [
        StoryItem(report.reported_on, "state", report) for report in node.state_reports.select_related("territory")
    ]
    items += [StoryItem(row.added_at.date(), "evidence", row) for row in visible_evidence(user, node)]
    items += [StoryItem(_told_on(row), "measurement", row) for row in _measurements(node.pk)]
    return sorted(items, key=lambda item: (item.on, item.kind, item.fact.pk), reverse=True)


def _told_on(measurement: Measurement) -> date:
    """The day a figure speaks of; a figure without a period, the day it was approved."""
    return measurement.period_end or (measurement.approved_at or measurement.created_at).date()


def _measurements(*nodes: int) -> list[Measurement]:
    rows = Measurement.objects.current().filter(
        definition__indicator__in=Indicator.objects.filter(node_indicators__node__in=nodes)
    )
    return list(rows.select_related("definition__indicator", "territory"))


def indicator_lines(node: Node, *, with_beneath: bool = False) -> list[IndicatorLine]:
    """The node's indicators in order, each with the last figure told on the pact's territory, or elsewhere.

    `with_beneath` adds those of all that hangs from the node.
    """
    pact = node.level.pact
    nodes = {node.pk}
    if with_beneath:
        nodes = beneath(node.pk, dict(Node.objects.filter(level__pact=pact).values_list("pk", "parent_id")))
    last: dict[int, Measurement] = {}
    for row in sorted(
        _measurements(*nodes), key=lambda row: (row.territory_id == pact.territory_id, _told_on(row), row.pk)
    ):
        last[row.definition.indicator_id] = row
    links = NodeIndicator.objects.filter(node__in=nodes).select_related("indicator", "node")
    return [
        _line(link, last.get(link.indicator_id))
        for link in links.prefetch_related("indicator__definitions", "indicator__targets__territory").order_by(
            "-is_headline", "node__level__depth", "node__order", "order", "indicator__code"
        )
    ]


def _line(link: NodeIndicator, last: Measurement | None) -> IndicatorLine:
    return IndicatorLine(
        link=link,
        indicator=link.indicator,
        definition=max(link.indicator.definitions.all(), key=lambda sheet: sheet.version, default=None),
        last=last,
        targets=list(link.indicator.targets.all()),
    )


def last_states(told: list[StoryItem]) -> list[StateReport]:
    """Of a story, the last state of each territory, the pact's first."""
    seen: dict[int, StateReport] = {}
    for item in told:
        if isinstance(item.fact, StateReport):
            seen.setdefault(item.fact.territory_id, item.fact)
    return sorted(
        seen.values(), key=lambda report: (report.territory.kind != TerritoryKind.CITY, report.territory.order)
    )
