"""An indicator's page: its sheet and figures from the snapshot, and what was corrected since, read live.

What is frozen never moves: a correction is told beside the frozen value, never in its place. Small counts stay
withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.indicators import reads as live
from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.indicators.models import Measurement
from pacte.ground.indicators.rules import PrintedFigure
from pacte.ground.indicators.rules.printed import NOT_PUBLISHED, Language
from pacte.pact.campaigns.snapshot_types import FigureData, IndicatorData, Snapshot, TargetData

from ..rules import printed, walk
from . import charts, labels
from .editions import Issue
from .figures import FigureView, trends_of, view
from .overview import pact, reader_of


@dataclass(frozen=True)
class Correction:
    """A frozen figure that was revised later: what it became, when and why."""

    figure: FigureView
    reference: str
    value: str
    text: str
    approved_on: str
    reason: str


@dataclass(frozen=True)
class Earlier:
    """A value that a figure replaced before the edition was frozen."""

    reference: str
    value: str
    text: str
    reason: str


@dataclass(frozen=True)
class Row:
    """A figure of the page's table, with the values that it replaced."""

    figure: FigureView
    territory: str
    earlier: tuple[Earlier, ...]


def page(snapshot: Snapshot, code: str) -> dict[str, Any]:
    """All that the frozen edition says of an indicator. Not found when it says nothing."""
    home = walk.home_of(snapshot, code)
    if home is None:
        raise Http404("no such indicator in this edition")
    chapter, sheet = home
    reader = reader_of(snapshot)
    figures = [view(figure, sheet, reader.home, reader.language) for figure in sheet["figures"]]
    return {
        "pact": pact(reader),
        "chapter": {
            "code": chapter["code"], "key": chapter["key"], "name": printed.words(chapter["name"], reader.language),
        },
        "sheet": _sheet(sheet, reader.language),
        "latest": figures[0] if figures else None,
        "rows": [_row(figure, reader.language) for figure in figures],
        "trends": trends_of(sheet, reader.home, reader.language),
        "charts": [
            drawn
            for draw in (charts.over_time, charts.across_places)
            if (drawn := draw(sheet, chapter["key"], reader.home, reader.language))
        ],
        "targets": [_target(goal, sheet, reader.language) for goal in sheet["targets"]],
        "family": _family(snapshot, sheet, reader.language),
        "drill": _drill(sheet),
    }  # fmt: skip


def corrections(issue: Issue, code: str) -> list[Correction]:
    """The frozen figures of this indicator that an approved revision has replaced since.

    One query when there is none; the snapshot is opened only when there are some.
    """
    revisions = Measurement.objects.filter(definition__indicator__code=code, supersedes__isnull=False)
    # The state is looked at here: asked of the database, it would walk through every approved figure of the city.
    rows = (row for row in revisions.select_related(*live.RELATED) if row.status == MeasurementStatus.APPROVED)
    replaced = {row.supersedes_id: row for row in rows}
    home = walk.home_of(issue.snapshot, code) if replaced else None
    if home is None:
        return []
    reader = reader_of(issue.snapshot)
    frozen = {figure["measurement_id"]: figure for figure in home[1]["figures"] if figure["measurement_id"]}
    told = []
    for key, figure in frozen.items():
        last = replaced.get(key)
        while last is not None and last.pk in replaced:
            last = replaced[last.pk]
        if last is not None:
            told.append((figure, last))
    shown = live.shown_to(AnonymousUser(), [last for _figure, last in told]) if told else []
    return [
        _correction(view(figure, home[1], reader.home, reader.language), one, reader.language)
        for (figure, _last), one in zip(told, shown, strict=True)
    ]


def _correction(figure: FigureView, shown: live.Shown, language: Language) -> Correction:
    revised = shown.measurement
    hidden = shown.is_suppressed or figure.data["is_suppressed"]
    text = NOT_PUBLISHED[language]
    if not hidden:
        text = PrintedFigure.of(revised.value, revised.unit, revised.qualifier, language).text
    return Correction(
        figure=figure,
        reference=revised.reference,
        value="" if hidden else format(revised.value.normalize(), "f"),
        text=text,
        approved_on=revised.approved_at.date().isoformat() if revised.approved_at else "",
        reason=revised.revision_reason,
    )


def _sheet(sheet: IndicatorData, language: Language) -> dict[str, Any]:
    return {
        "code": sheet["code"],
        "label": printed.words(sheet["label"], language),
        "counted": printed.words(sheet["counted"], language),
        "unit": labels.unit(sheet["unit"]),
        "kind": labels.kind(sheet["kind"]),
        "population": sheet["population"],
        "deduplication": labels.deduplication(sheet["deduplication"]),
        "direction": labels.direction(sheet["direction"]),
        "method": sheet["method"]
        or (_("Calculé à partir des fiches de la plateforme.") if sheet["computed_by"] else ""),
        "source": sheet["source"],
        "version": sheet["definition_version"],
        "threshold": sheet["threshold"],
        "is_protected": sheet["unit"] in {"person", "household", "user"},
        "is_computed": bool(sheet["computed_by"]),
    }


def _row(figure: FigureView, language: Language) -> Row:
    data: FigureData = figure.data
    earlier = tuple(
        Earlier(
            old["reference"],
            old["value"],
            printed.printed({**data, "value": old["value"], "qualifier": old["qualifier"]}, language).text,
            old["reason"],
        )
        for old in data["revisions"]
    )
    place = printed.words(data["territory_name"], language)
    return Row(figure, place, earlier)


def _target(goal: TargetData, sheet: IndicatorData, language: Language) -> dict[str, Any]:
    return {**goal, "text": printed.target(goal, sheet["unit"], language), "indicator": sheet["code"]}


def _family(snapshot: Snapshot, sheet: IndicatorData, language: Language) -> list[dict[str, str]]:
    """The indicator that this one is part of, and those that are parts of it."""
    return [
        {
            "code": other["code"],
            "label": printed.words(other["label"], language),
            "tie": _("comprend cet indicateur") if other["code"] == sheet["part_of"] else _("en fait partie"),
        }
        for other in walk.sheets(snapshot["chapters"])
        if other["code"] == sheet["part_of"] or other["part_of"] == sheet["code"]
    ]


def _drill(sheet: IndicatorData) -> dict[str, Any] | None:
    """The rows that make a computed figure up."""
    if not sheet["rows"]:
        return None
    columns = list(sheet["rows"][0])
    return {
        "code": sheet["code"],
        "columns": columns,
        "rows": [[row.get(column, "") for column in columns] for row in sheet["rows"]],
    }
