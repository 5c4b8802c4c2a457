"""Figures for programs: the sheets, the measurements, a draft to hand in, a computed value with its rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from . import permissions, reads, services
from .models import Indicator, Measurement
from .rules.validation import Proposal

ROUTER = Router(tags=["indicators"])
PAGE = 500


class IndicatorOut(Schema):
    """An indicator and the version of its sheet in force."""

    code: str
    version: int
    label_fr: str
    label_en: str
    unit: str
    kind: str
    deduplication: str
    threshold: int
    computed_by: str


class MeasurementOut(Schema):
    """A figure as its reader may see it, numbers as decimal strings; `value` is null when a small count is withheld."""

    reference: str
    indicator: str
    definition_version: int
    territory: str
    period_start: date | None
    period_end: date | None
    kind: str
    unit: str
    qualifier: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    base: str
    source: str
    note: str
    status: str
    contributor: str
    is_suppressed: bool


class Measurements(Schema):
    """One page of figures; `next` is the offset of the following one, or null."""

    items: list[MeasurementOut]
    count: int
    next: int | None


class Wanted(Schema):
    """What the figures are narrowed to; `offset` is the `next` of the page before."""

    indicator: str = Field("", max_length=60)
    territory: str = Field("", max_length=40)
    since: date | None = None
    until: date | None = None
    offset: int = Field(0, ge=0, le=10**9)


class MeasurementIn(Schema):
    """A figure given by an organisation, as a draft."""

    indicator: str = Field(max_length=60)
    territory: str = Field(max_length=40)
    contributor: str = Field(max_length=60, description="Slug of the organisation")
    value: Decimal
    unit: str = Field(max_length=20)
    qualifier: str = Field("exact", max_length=20)
    period_start: date | None = None
    period_end: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base: str = Field("", max_length=200)
    source: str = Field("", max_length=200)
    method: str = Field("", max_length=5000)
    note: str = Field("", max_length=5000)


class ComputedOut(Schema):
    """A value counted now from its rows, and those rows."""

    code: str
    on: date
    value: Decimal
    rows: list[dict[str, str]]


@ROUTER.get("", response=list[IndicatorOut], url_name="indicator_list")
def indicator_list(request: HttpRequest) -> list[dict[str, Any]]:
    """The indicators that the token's user sees."""
    names = ("version", "label_fr", "label_en", "unit", "kind", "deduplication", "threshold", "computed_by")
    return [
        {"code": sheet.indicator.code} | {name: getattr(sheet, name) for name in names}
        for sheet in reads.listed_for(request.auth.user, sort="code")  # type: ignore[attr-defined]
    ]


@ROUTER.get("/measurements", response=Measurements, url_name="measurement_list")
def measurement_list(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Current figures, latest revision of each, whose period ends between two days."""
    user = request.auth.user  # type: ignore[attr-defined]
    conditions = {
        "definition__indicator__code": wanted.indicator, "territory__code": wanted.territory,
        "period_end__gte": wanted.since, "period_end__lte": wanted.until,
    }  # fmt: skip
    found = reads.current_visible_to(user).filter(**{name: value for name, value in conditions.items() if value})
    count, following = found.count(), wanted.offset + PAGE
    page = list(found.order_by("pk")[wanted.offset : following])
    shown = [_out(one) for one in reads.shown_to(user, page)]
    return {"items": shown, "count": count, "next": following if following < count else None}


@ROUTER.post("/measurements", response={201: MeasurementOut}, url_name="measurement_list")
def give_measurement(request: HttpRequest, given: MeasurementIn) -> Status[dict[str, Any]]:
    """Give a figure as a draft, for the organisation that the token speaks for."""
    token = request.auth  # type: ignore[attr-defined]
    permissions.require_correcting(token.user)
    definition = reads.definition_of(_one(Indicator, "indicator", code=given.indicator))
    territory = _one(Territory, "territory", code=given.territory)
    organisation = _one(Organisation, "contributor", slug=given.contributor)
    if token.organisation != organisation:
        raise Refused(_("Ce jeton ne parle pas au nom de cette organisation."))
    if definition is None:
        raise BadInput(Fault("indicator", _("Cet indicateur n’a pas de définition.")))
    fields = given.dict(exclude={"indicator", "territory", "contributor"})
    proposal = Proposal(kind=definition.kind, **fields)
    made = services.record_measurement(token.user, definition, territory, organisation, proposal, origin="api")
    return Status(201, _out(reads.Shown(made, False)))


@ROUTER.get("/{code}/computed", response=ComputedOut, url_name="indicator_computed")
def indicator_computed(request: HttpRequest, code: str, on: date | None = None) -> dict[str, Any]:
    """The value of a computed indicator on a day (today by default), with the rows that make it."""
    permissions.require_steering(request.auth.user)  # type: ignore[attr-defined]
    definition = reads.definition_of(get_object_or_404(Indicator, code=code))
    if definition is None or not definition.computed_by:
        raise Http404
    day = on or timezone.localdate()
    result = services.compute(definition.computed_by, day)
    rows = [{"label": row.label, **row.columns} for row in result.rows]
    return {"code": code, "on": day, "value": result.value, "rows": rows}


def _one(model: Any, where: str, **wanted: str) -> Any:
    """The row, or the fault of the field that names it."""
    found = model.objects.filter(**wanted).first()
    if found is None:
        raise BadInput(Fault(where, _("Ce code n’est pas connu."), _("Vérifiez-le dans la liste.")))
    return found


def _out(shown: reads.Shown) -> dict[str, Any]:
    m: Measurement = shown.measurement
    copied = ("reference", "period_start", "period_end", "kind", "unit", "qualifier", "base", "source", "status")
    numbers = ("value", "numerator", "denominator")
    return {
        **{name: getattr(m, name) for name in copied},
        **{name: None if shown.is_suppressed else getattr(m, name) for name in numbers},
        "note": "" if shown.is_suppressed else m.note,
        "indicator": m.definition.indicator.code, "definition_version": m.definition.version,
        "territory": m.territory.code, "contributor": m.contributor.slug if m.contributor else "",
        "is_suppressed": shown.is_suppressed,
    }  # fmt: skip
