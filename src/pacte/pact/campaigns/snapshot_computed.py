"""Computed indicators inside a snapshot: evaluated at the edition's last day, with the rows behind the value.

A computed figure that is not frozen yet has no measurement: its reference says which indicator and which day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from pacte.ground.indicators.enums import FigureKind, Qualifier
from pacte.ground.indicators.models import Definition
from pacte.ground.indicators.rules.computed import Computed, Result, Row
from pacte.ground.indicators.services import computations
from pacte.ground.territory.models import Territory
from pacte.pact.commitments.models import Pact

from .rules.numbers import plain
from .snapshot_types import FigureData, Text

LIVE = "live"
"""The status of a figure evaluated now; a stored one has a status of `indicators.enums.MeasurementStatus`."""


@dataclass(frozen=True)
class Live:
    """One computed indicator, evaluated: its definition, its exact value, its figure, its drill-down rows."""

    definition: Definition
    value: Decimal
    figure: FigureData
    rows: list[dict[str, str]]


def evaluate(definitions: Iterable[Definition], on: date, territory: Territory) -> dict[int, Live]:
    """The computed ones among these definitions, by indicator. One whose room is absent is left out."""
    definitions = list(definitions)
    known = computations(each.computed_by for each in definitions if each.computed_by)
    found = (
        _live(definition, known[definition.computed_by], on, territory)
        for definition in definitions
        if definition.computed_by in known
    )
    return {live.definition.indicator_id: live for live in found if live is not None}


def same_fact(one: FigureData, other: FigureData) -> bool:
    """Whether both tell the same period of the same territory."""
    keys = ("territory", "period_start", "period_end")
    return all(one[key] == other[key] for key in keys)  # type: ignore[literal-required]


def _live(definition: Definition, computed: Computed, on: date, territory: Territory) -> Live | None:
    result = computed.compute(on, territory)
    if not result.is_known:
        return None
    value = result.value
    code = definition.indicator.code
    figure = FigureData(
        number=0, reference=f"calcul-{code}-{on.isoformat()}", measurement_id=0, revision=1, indicator=code,
        definition_version=definition.version, value=plain(value), numerator="", denominator="", base=result.base,
        unit=definition.unit, kind=definition.kind, qualifier=Qualifier.EXACT.value,
        period_start=_since(definition, result, on), period_end=(result.until or on).isoformat(),
        territory=territory.code,
        territory_name=Text(fr=territory.name_fr, en=territory.name_en or territory.name_fr),
        source=definition.source, contributor="", method=definition.method, note="", status=LIVE, revisions=[],
        is_suppressed=False,
    )  # fmt: skip
    return Live(definition, value, figure, [_flat(row) for row in result.rows])


def _since(definition: Definition, result: Result, on: date) -> str:
    """The first day that the value is about, as ISO text; "" for a stock."""
    if result.since is not None:
        return result.since.isoformat()
    return f"{on.year}-01-01" if definition.kind == FigureKind.FLOW else ""


def _flat(row: Row) -> dict[str, str]:
    """A drill-down row as text: its label, then its columns."""
    return {"label": row.label, **{str(name): str(value) for name, value in row.columns.items()}}


def of_pact(pact: Pact, on: date, territory: Territory) -> list[Live]:
    """Every computed indicator of a pact's tree, published ones only, evaluated at this day."""
    sheets = Definition.objects.filter(
        indicator__node_indicators__node__level__pact=pact, indicator__is_public=True
    ).filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    latest = {sheet.indicator_id: sheet for sheet in sheets.select_related("indicator").order_by("version", "pk")}
    computed = {key: sheet for key, sheet in latest.items() if sheet.computed_by}
    return list(evaluate(computed.values(), on, territory).values())
