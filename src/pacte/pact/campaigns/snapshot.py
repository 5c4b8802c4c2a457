"""Builds an edition's snapshot from the live tables: the pact's tree, its states, its figures.

Reads everything in a fixed number of queries, always in the same order, so that the same facts give the
same bytes. It refuses nothing and writes nothing: freezing is `services.freeze`'s business.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from itertools import pairwise
from typing import Any, cast

from django.db.models import Q

from pacte.ground.indicators.models import Definition, Indicator, Measurement, Target
from pacte.pact.commitments.enums import PartRole
from pacte.pact.commitments.models import Level, Node, NodeIndicator, Part, StateReport

from . import snapshot_computed, snapshot_protection
from .enums import EditionState
from .models import Achievement, Edition
from .rules.numbers import plain
from .snapshot_types import (
    AchievementData,
    FigureData,
    IndicatorData,
    NodeData,
    RevisionData,
    Snapshot,
    StateData,
    TargetData,
    Text,
)

SCHEMA = 1


def build(edition: Edition, *, protected: bool = True) -> Snapshot:
    """All that the public pages and the review of this edition may say, as of its `period_end`.

    Computed indicators are evaluated now, at that day. Small counts of people come out with an empty value;
    `protected=False` is for the pact's own team (alerts), and must never reach a public page.
    """
    source = _Source(edition, protected)
    chapters = [source.node(node) for node in source.children[None]]
    _number(chapters)
    pact = edition.pact
    return Snapshot(
        schema=SCHEMA,
        pact=pact.slug,
        pact_name=_text(pact, "name"),
        pact_promise=_text(pact, "promise"),
        pact_period=[_day(pact.starts_on), _day(pact.ends_on)],
        edition=edition.code,
        title=_text(edition, "title"),
        period_start=_day(edition.period_start),
        period_end=_day(edition.period_end),
        meets_on=_day(edition.meets_on),
        frozen_at=edition.frozen_at.isoformat(timespec="seconds") if edition.frozen_at else "",
        chapters=chapters,
    )


def canonical(snapshot: Snapshot) -> bytes:
    """The one way to write a snapshot down: sorted keys, no spaces, UTF-8. What is hashed is exactly this."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(snapshot: Snapshot) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()


def _text(row: Any, field: str) -> Text:
    """Both languages of a field; a text that was never translated is given in French in both."""
    french = getattr(row, f"{field}_fr")
    return Text(fr=french, en=getattr(row, f"{field}_en") or french)


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _number(chapters: list[NodeData]) -> None:
    """Rank each figure in the order in which the review prints it; a figure shown twice keeps one rank."""
    ranks: dict[str, int] = {}

    def visit(node: NodeData) -> None:
        for indicator in node["indicators"]:
            for figure in indicator["figures"]:
                figure["number"] = ranks.setdefault(figure["reference"], len(ranks) + 1)
        for child in node["children"]:
            visit(child)

    for chapter in chapters:
        visit(chapter)


class _Source:
    """The live rows of one pact, fetched once and indexed by what they hang from."""

    def __init__(self, edition: Edition, protected: bool) -> None:
        self.edition = edition
        self.on = edition.period_end
        self._load_tree()
        self._load_states()
        self._load_indicators()
        self._load_measurements()
        self.computed = snapshot_computed.evaluate(self.definitions.values(), self.on, edition.pact.territory)
        self.sheets = {pk: self._indicator(indicator) for pk, indicator in self.indicators.items()}
        if protected:
            frozen = Edition.objects.filter(pact=edition.pact, state=EditionState.FROZEN).exclude(pk=edition.pk)
            said = [cast(Snapshot, earlier) for earlier in frozen.values_list("snapshot", flat=True)]
            before = snapshot_protection.hidden_by(said)
            snapshot_protection.protect(list(self.sheets.values()), self.parents, before)

    def _load_tree(self) -> None:
        pact = self.edition.pact
        self.levels = {level.pk: level for level in Level.objects.filter(pact=pact)}
        self.children: dict[int | None, list[Node]] = defaultdict(list)
        nodes = Node.objects.filter(level__pact=pact).select_related("parent")
        for node in sorted(nodes, key=lambda n: (self.levels[n.level_id].depth, n.order, n.code)):
            self.children[node.parent_id].append(node)
        self.parts: dict[tuple[int, str], list[str]] = defaultdict(list)
        parts = Part.objects.filter(node__level__pact=pact).select_related("organisation")
        for part in parts.order_by("organisation__name", "pk"):
            self.parts[part.node_id, part.role].append(part.organisation.name)
        self.achievements: dict[int, list[AchievementData]] = defaultdict(list)
        for told in Achievement.objects.filter(edition=self.edition).order_by("order", "pk"):
            self.achievements[told.node_id].append(
                AchievementData(
                    title=_text(told, "title"), text=_text(told, "text"), place=told.place, partner=told.partner,
                    year=told.year or 0,
                )
            )  # fmt: skip

    def _load_states(self) -> None:
        """The latest state per node and territory, declared by the edition's last day."""
        latest: dict[tuple[int, str], StateData] = {}
        reports = StateReport.objects.filter(node__level__pact=self.edition.pact, reported_on__lte=self.on)
        for report in reports.select_related("territory").order_by("reported_on", "pk"):
            latest[report.node_id, report.territory.code] = StateData(
                state=report.state, comment=report.comment, not_done=report.not_done,
                reported_on=_day(report.reported_on), territory=report.territory.code,
                territory_name=_text(report.territory, "name"),
            )  # fmt: skip
        self.states: dict[int, list[StateData]] = defaultdict(list)
        for (node, _territory), state in sorted(latest.items()):
            self.states[node].append(state)

    def _load_indicators(self) -> None:
        links = NodeIndicator.objects.filter(node__level__pact=self.edition.pact, indicator__is_public=True)
        self.links: dict[int, list[NodeIndicator]] = defaultdict(list)
        self.indicators: dict[int, Indicator] = {}
        for link in links.select_related("indicator__part_of").order_by("order", "indicator__code"):
            self.links[link.node_id].append(link)
            self.indicators[link.indicator_id] = link.indicator
        self.definitions: dict[int, Definition] = {}
        sheets = Definition.objects.filter(indicator__in=self.indicators).filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=self.on)
        )
        for definition in sheets.select_related("indicator").order_by("version"):
            self.definitions[definition.indicator_id] = definition
        self.targets: dict[int, list[TargetData]] = defaultdict(list)
        targets = Target.objects.filter(indicator__in=self.indicators).select_related("territory")
        for target in targets.order_by("due_on", "territory__code", "pk"):
            self.targets[target.indicator_id].append(
                TargetData(
                    value=plain(target.value), at_most=target.at_most, due_on=_day(target.due_on),
                    territory=target.territory.code, source=target.source,
                )
            )  # fmt: skip

    def _load_measurements(self) -> None:
        """Approved measurements only; `self.current` keeps each fact's last revision, latest period first."""
        rows = Measurement.objects.approved().filter(definition__indicator__in=self.indicators)
        rows = rows.select_related("definition", "territory__parent", "contributor").order_by("pk")
        self.measurements = {row.pk: row for row in rows}
        places = {row.territory for row in rows}
        self.parents = {place.code: place.parent.code for place in places if place.parent}
        replaced = {row.supersedes_id for row in self.measurements.values()}
        self.current: dict[int, list[Measurement]] = defaultdict(list)
        for row in self.measurements.values():
            if row.pk not in replaced and (row.period_end is None or row.period_end <= self.on):
                self.current[row.definition.indicator_id].append(row)
        for kept in self.current.values():
            kept.sort(key=self._printing_order)

    def _printing_order(self, row: Measurement) -> tuple[Any, ...]:
        ended = row.period_end.toordinal() if row.period_end else 0
        started = row.period_start.toordinal() if row.period_start else 0
        elsewhere = row.territory_id != self.edition.pact.territory_id
        return (-ended, -started, elsewhere, row.territory.code, row.pk)

    def node(self, node: Node) -> NodeData:
        """A node with all beneath it."""
        level = self.levels[node.level_id]
        return NodeData(
            code=node.code, key=node.key, level=level.code, level_label=_text(level, "label"),
            name=_text(node, "name"), promise=_text(node, "promise"), description=_text(node, "description"),
            leaders=self.parts[node.pk, PartRole.LEADER], partners=self.parts[node.pk, PartRole.PARTNER],
            states=self.states[node.pk],
            indicators=[self._linked(link) for link in self.links[node.pk] if link.indicator_id in self.definitions],
            achievements=self.achievements[node.pk],
            children=[self.node(child) for child in self.children[node.pk]],
        )  # fmt: skip

    def _linked(self, link: NodeIndicator) -> IndicatorData:
        sheet = self.sheets[link.indicator_id].copy()
        sheet["is_headline"] = link.is_headline
        return sheet

    def _indicator(self, indicator: Indicator) -> IndicatorData:
        sheet = self.definitions.get(indicator.pk) or Definition(indicator=indicator, version=0)
        figures = [self._figure(indicator, row) for row in self.current[indicator.pk]]
        live = self.computed.get(indicator.pk)
        if live is not None:
            same = [figure for figure in figures if snapshot_computed.same_fact(figure, live.figure)]
            if not any(figure["value"] == live.figure["value"] for figure in same):
                figures = [live.figure, *(figure for figure in figures if figure not in same)]
        return IndicatorData(
            code=indicator.code, scheme=indicator.scheme, label=_text(sheet, "label"), counted=_text(sheet, "counted"),
            unit=sheet.unit, kind=sheet.kind, population=sheet.population, deduplication=sheet.deduplication,
            direction=sheet.direction, method=sheet.method, source=sheet.source, definition_version=sheet.version,
            threshold=sheet.threshold, computed_by=sheet.computed_by,
            part_of=indicator.part_of.code if indicator.part_of else "",
            baseline=self._baseline(indicator), is_headline=False, figures=figures,
            targets=self.targets[indicator.pk], rows=live.rows if live else [],
        )  # fmt: skip

    def _baseline(self, indicator: Indicator) -> str:
        """The reference of the last revision of the indicator's baseline."""
        for row in self.current[indicator.pk]:
            if indicator.baseline_id in {row.pk, *(earlier.pk for earlier in self._earlier(row))}:
                return row.reference
        return ""

    def _earlier(self, row: Measurement) -> list[Measurement]:
        """The approved values that this one superseded, oldest first."""
        chain: list[Measurement] = []
        earlier = self.measurements.get(row.supersedes_id or 0)
        while earlier is not None:
            chain.insert(0, earlier)
            earlier = self.measurements.get(earlier.supersedes_id or 0)
        return chain

    def _revisions(self, row: Measurement) -> list[RevisionData]:
        """Each earlier value with the reason given by the revision that replaced it."""
        chain = [*self._earlier(row), row]
        return [
            RevisionData(
                reference=old.reference, value=plain(old.value), qualifier=old.qualifier, reason=new.revision_reason
            )
            for old, new in pairwise(chain)
        ]

    def _figure(self, indicator: Indicator, row: Measurement) -> FigureData:
        return FigureData(
            number=0, reference=row.reference, measurement_id=row.pk, revision=row.revision,
            indicator=indicator.code, definition_version=row.definition.version, value=plain(row.value),
            numerator=plain(row.numerator), denominator=plain(row.denominator), base=row.base,
            unit=row.unit, kind=row.kind, qualifier=row.qualifier,
            period_start=_day(row.period_start), period_end=_day(row.period_end),
            territory=row.territory.code, territory_name=_text(row.territory, "name"),
            source=row.source, contributor=row.contributor.name if row.contributor else "",
            method=row.method, note=row.note, status=row.status, revisions=self._revisions(row), is_suppressed=False,
        )  # fmt: skip
