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
    items += [StoryItem(_told_on(row), "measurement", row) for row in _measurements(node)]
    return sorted(items, key=lambda item: (item.on, item.kind, item.fact.pk), reverse=True)


def _told_on(measurement: Measurement) -> date:
    """The day a figure speaks of; a figure without a period, the day it was approved."""
    return measurement.period_end or (measurement.approved_at or measurement.created_at).date()


def _measurements(node: Node) -> list[Measurement]:
    rows = Measurement.objects.current().filter(definition__indicator__node_indicators__node=node)
    return list(rows.select_related("definition__indicator", "territory"))


def indicator_lines(node: Node) -> list[IndicatorLine]:
    """The node's indicators in order, each with the last figure told on the pact's territory, or elsewhere."""
    place = node.level.pact.territory_id
    last: dict[int, Measurement] = {}
    for row in sorted(_measurements(node), key=lambda row: (row.territory_id == place, _told_on(row), row.pk)):
        last[row.definition.indicator_id] = row
    links = node.node_indicators.select_related("indicator").prefetch_related(
        "indicator__definitions", "indicator__targets__territory"
    )
    return [
        IndicatorLine(
            link=link,
            indicator=link.indicator,
            definition=max(link.indicator.definitions.all(), key=lambda sheet: sheet.version, default=None),
            last=last.get(link.indicator_id),
            targets=list(link.indicator.targets.all()),
        )
        for link in links
    ]


def last_states(told: list[StoryItem]) -> list[StateReport]:
    """Of a story, the last state of each territory, the pact's first."""
    seen: dict[int, StateReport] = {}
    for item in told:
        if isinstance(item.fact, StateReport):
            seen.setdefault(item.fact.territory_id, item.fact)
    return sorted(
        seen.values(), key=lambda report: (report.territory.kind != TerritoryKind.CITY, report.territory.order)
    )
