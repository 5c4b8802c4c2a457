"""What an edition says, and how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Q

from pacte.ground.indicators.enums import MeasurementStatus

from .. import snapshot
from ..enums import AlertKind
from ..models import Edition, EditionQuerySet
from ..rules.alerts import Alert, alerts_of
from ..snapshot_types import NodeData, Snapshot


def snapshot_of(edition: Edition) -> Snapshot:
    """What this edition says: as it was frozen, or built now while it is open."""
    if edition.is_frozen:
        return cast(Snapshot, edition.snapshot)
    return snapshot.build(edition)


def latest_frozen() -> Edition | None:
    """The last frozen edition, by the end of its period; none before the first freeze."""
    return Edition.objects.frozen().select_related("pact__territory").order_by("-period_end", "-pk").first()


def is_intact(edition: Edition) -> bool:
    """Whether a frozen edition still is what was frozen, by its hash."""
    return edition.is_frozen and snapshot.digest(cast(Snapshot, edition.snapshot)) == edition.snapshot_sha256


def editions() -> EditionQuerySet:
    """Every edition, without its snapshot."""
    return Edition.objects.light().select_related("pact__territory")


def editions_with_counts() -> EditionQuerySet:
    """Every edition with how many figures it asked for (`asked`) and how many are approved (`approved`)."""
    approved = Q(campaigns__requests__measurement__status=MeasurementStatus.APPROVED)
    return editions().annotate(
        asked=Count("campaigns__requests"), approved=Count("campaigns__requests", filter=approved)
    )


def alerts(edition: Edition) -> list[Alert]:
    """What worries the pact's team in an edition, on its true figures: never for a public page."""
    if edition.is_frozen:
        return alerts_of(snapshot_of(edition))
    return alerts_of(snapshot.build(edition, protected=False))


def alerts_by_kind(edition: Edition) -> list[tuple[AlertKind, list[Alert]]]:
    """The same, kind by kind in the order of `enums.AlertKind`; a kind without any is left out."""
    found = alerts(edition)
    grouped = [(kind, [alert for alert in found if alert.kind == kind]) for kind in AlertKind]
    return [(kind, rows) for kind, rows in grouped if rows]


@dataclass(frozen=True)
class Contents:
    """What a freeze would fix: how many of each."""

    nodes: int
    states: int
    achievements: int
    indicators: int
    figures: int
    withheld: int
    computed: int


def contents(edition: Edition) -> Contents:
    """What the edition holds now."""
    nodes = list(_nodes(snapshot_of(edition)["chapters"]))
    sheets = [sheet for node in nodes for sheet in node["indicators"]]
    figures = [figure for sheet in sheets for figure in sheet["figures"]]
    return Contents(
        nodes=len(nodes),
        states=sum(len(node["states"]) for node in nodes),
        achievements=sum(len(node["achievements"]) for node in nodes),
        indicators=len(sheets),
        figures=len(figures),
        withheld=sum(figure["is_suppressed"] for figure in figures),
        computed=sum(bool(sheet["computed_by"]) for sheet in sheets),
    )


def _nodes(nodes: list[NodeData]) -> Iterator[NodeData]:
    for node in nodes:
        yield node
        yield from _nodes(node["children"])
