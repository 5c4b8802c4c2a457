"""Ruptures avoided: cases that ended by an outcome which their scheme counts as one, with the ground it gives.

Each is counted once, with the stage it had reached and where the alert came from: a case settled upstream is not an
eviction avoided in the count of the police prefecture, which knows cases from the request for police assistance on.
Restricted persons are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..enums import SignalSource
from ..models import Case, CaseEvent, Signal
from ..models.cases import CaseQuerySet
from ..rules.fold import fold
from ..rules.scheme import Scheme
from ..rules.story import Event
from .stories import TELLING, event_of, schemes_of


@dataclass(frozen=True)
class Avoided:
    """One case that counts: its scheme's name, the outcome and its ground, the stage reached, the alert's source."""

    scheme: str
    outcome: str
    why: str
    stage: str
    source: str


@dataclass(frozen=True)
class RuptureLine:
    """How many of a scheme were avoided at this stage, from this source."""

    scheme: str
    stage: str
    source: str
    count: int


@dataclass(frozen=True)
class RuptureGround:
    """What a scheme counts as a rupture avoided, in its own words, and how many."""

    scheme: str
    outcome: str
    why: str
    count: int


def avoided(first: date, last: date, territory: Territory | None = None) -> list[Avoided]:
    """The ruptures avoided between two days, both included, of a territory or of the whole city."""
    rows = _ended(first, last, territory)
    schemes = schemes_of({each["version"] for each in rows})
    counted = []
    for row in rows:
        outcome = schemes[row["version"]].outcome(row["outcome"])
        if outcome is not None and outcome.avoids_rupture:
            counted.append((row, outcome))
    stages = _stages([row for row, _outcome in counted], schemes)
    sources = _sources([row["pk"] for row, _outcome in counted])
    return [
        Avoided(
            row["scheme__name"], outcome.label, outcome.why, stages[row["pk"]],
            sources.get(row["pk"], _("Sans alerte")),
        )
        for row, outcome in counted
    ]  # fmt: skip


def by_stage_and_source(found: list[Avoided]) -> list[RuptureLine]:
    """Counted by scheme, stage and source, in this order."""
    counts = Counter((each.scheme, each.stage, each.source) for each in found)
    return [RuptureLine(*named, count) for named, count in sorted(counts.items())]


def grounds(found: list[Avoided]) -> list[RuptureGround]:
    """Counted by scheme and outcome, each with the ground on which it counts."""
    counts = Counter((each.scheme, each.outcome, each.why) for each in found)
    return [RuptureGround(*named, count) for named, count in sorted(counts.items())]


def _ended(first: date, last: date, territory: Territory | None) -> list[dict[str, Any]]:
    rows: CaseQuerySet = Case.objects.in_the_open().filter(closed_on__range=(first, last)).exclude(outcome="")
    if territory is not None and territory.parent_id:
        rows = rows.filter(territory__in=covered(territory.pk))
    columns = rows.order_by("number").values("pk", "version", "outcome", "stage", "scheme__name")
    return [dict(row) for row in columns]


def _stages(rows: list[dict[str, Any]], schemes: dict[int, Scheme]) -> dict[int, str]:
    """The stage that each case had reached before the act that ended it."""
    ended = [row for row in rows if _closes(schemes[row["version"]], row["stage"])]
    before = _before(ended, schemes)
    named = {}
    for row in rows:
        step = schemes[row["version"]].step(before.get(row["pk"], row["stage"]))
        named[row["pk"]] = step.label if step else _("Non précisé")
    return named


def _closes(scheme: Scheme, step: str) -> bool:
    found = scheme.step(step)
    return bool(found and found.closes)


def _before(rows: list[dict[str, Any]], schemes: dict[int, Scheme]) -> dict[int, str]:
    """Of cases that an act ended, the last step before it."""
    events: dict[int, list[Event]] = defaultdict(list)
    found = CaseEvent.objects.filter(case__in=[row["pk"] for row in rows], kind__in=TELLING).order_by("case", "rank")
    for each in found:
        events[each.case_id].append(event_of(each))
    stages = {}
    for row in rows:
        scheme = schemes[row["version"]]
        happened = fold(scheme, events[row["pk"]]).happened
        places = {step.key: place for place, step in enumerate(scheme.steps)}
        open_steps = [
            (days[-1], places[step], step) for step, days in happened.items()
            if step in places and not _closes(scheme, step)
        ]  # fmt: skip
        stages[row["pk"]] = max(open_steps)[2] if open_steps else ""
    return stages


def _sources(cases: list[int]) -> dict[int, str]:
    """Where the first alert of each case came from."""
    found: dict[int, str] = {}
    for case, source in Signal.objects.filter(case__in=cases).order_by("number").values_list("case", "source"):
        found.setdefault(case, str(SignalSource(source).label))
    return found
