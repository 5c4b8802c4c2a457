"""Collections for programs: what is asked of the token's organisation, one figure at a time or by spreadsheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.indicators.enums import Qualifier

from . import permissions, reads, services
from .models import FigureRequestQuerySet, SpreadsheetImport
from .services.files import check_size

ROUTER = Router(tags=["campaigns"])


class FigureOut(Schema):
    """The answer to a request, as it stands."""

    value: Decimal
    qualifier: str
    period_start: date | None
    period_end: date | None
    numerator: Decimal | None
    denominator: Decimal | None
    base: str
    source: str
    method: str
    note: str


class RequestOut(Schema):
    """One figure asked of an organisation, its state, its answer once begun. `territory` is a code."""

    id: int
    campaign: int
    indicator: str
    territory: str
    organisation: str
    unit: str
    kind: str
    period_start: date | None
    period_end: date | None
    due_on: date
    state: str
    review_note: str
    figure: FigureOut | None


class FigureIn(Schema):
    """A value to keep as a draft. What is left out stays as it was; the period is the one asked by default."""

    value: Decimal
    qualifier: Qualifier | None = None
    period_start: date | None = None
    period_end: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base: str | None = None
    source: str | None = None
    method: str | None = None
    note: str | None = None


class FaultOut(Schema):
    """One fault of a spreadsheet: its cell, what is wrong, what to do."""

    where: str
    what: str
    remedy: str


class ImportOut(Schema):
    """What became of a spreadsheet: `state` is waiting, done or refused."""

    key: str
    state: str
    rows: int
    changed: int
    faults: list[FaultOut]


class UnreadOut(Schema):
    """Nothing was read: the call itself cannot be used, in the words that every room of the API answers with."""

    detail: list[dict[str, Any]]


@ROUTER.get("/requests", response=list[RequestOut], url_name="campaigns_requests")
def requests(request: HttpRequest, campaign: int | None = None, state: str | None = None) -> list[dict[str, Any]]:
    """The figures asked of the token's organisation; all of them for the pact's team."""
    permissions.require_part(_actor(request))
    rows = reads.narrowed(_visible(request), {"state": state})
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return [_told(row) for row in rows]


@ROUTER.put("/requests/{int:pk}/figure", response=RequestOut, url_name="campaigns_figure")
def figure(request: HttpRequest, pk: int, given: FigureIn) -> dict[str, Any]:
    """Keep a value as a draft. The same value twice changes nothing."""
    permissions.require_contribution(_actor(request))
    asked = get_object_or_404(_answerable(request), pk=pk)
    services.save_draft(_actor(request), asked, given.dict(exclude_none=True), origin="api")
    return _told(_visible(request).filter(pk=pk).get())


@ROUTER.post("/requests/{int:pk}/submission", response=RequestOut, url_name="campaigns_submission")
def submission(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Hand the draft to the pact's team."""
    permissions.require_contribution(_actor(request))
    asked = get_object_or_404(_answerable(request), pk=pk)
    services.submit(_actor(request), asked)
    return _told(_visible(request).filter(pk=pk).get())


@ROUTER.post(
    "/{int:pk}/import",
    response={200: ImportOut, 202: ImportOut, 422: ImportOut | UnreadOut},
    url_name="campaigns_import",
)
def import_(
    request: HttpRequest,
    pk: int,
    file: UploadedFile | None = File(None),  # noqa: B008 - how the framework is told of an upload
) -> Status[dict[str, Any]]:
    """Take a spreadsheet in, whole or not at all: 200 when it is read, 202 while it waits, 422 with its faults."""
    permissions.require_contribution(_actor(request))
    campaign = get_object_or_404(reads.campaigns_answered_by(_actor(request)), pk=pk)
    if file is None:
        raise BadInput(Fault("file", _("Le fichier manque."), _("Envoyez-le dans le champ « file ».")))
    check_size(file.size or 0)
    received = services.receive(_actor(request), campaign, file.read())
    return Status({"waiting": 202, "done": 200}.get(received.state, 422), _outcome(received))


def _actor(request: HttpRequest) -> Any:
    return request.auth.user  # type: ignore[attr-defined]


def _visible(request: HttpRequest) -> FigureRequestQuerySet:
    """What the user sees, within the token's organisation unless they steer."""
    rows = reads.requests_in_full(_actor(request))
    return rows if permissions.may_steer(_actor(request)) else rows.filter(organisation=_organisation(request))


def _answerable(request: HttpRequest) -> FigureRequestQuerySet:
    return reads.requests_to_answer_by(_actor(request)).filter(organisation=_organisation(request))


def _organisation(request: HttpRequest) -> Any:
    return request.auth.organisation  # type: ignore[attr-defined]


def _told(row: Any) -> dict[str, Any]:
    answer = row.measurement
    return {
        "id": row.pk,
        "campaign": row.campaign_id,
        "indicator": row.indicator.code,
        "territory": row.territory.code,
        "organisation": row.organisation.slug,
        "unit": row.unit,
        "kind": row.kind,
        "period_start": row.period_start,
        "period_end": row.period_end,
        "due_on": row.due_on,
        "state": row.state,
        "review_note": answer.review_note if answer else "",
        "figure": answer,
    }


def _outcome(received: SpreadsheetImport) -> dict[str, Any]:
    return {
        "key": str(received.key),
        "state": received.state,
        "rows": received.rows,
        "changed": received.changed,
        "faults": [{"where": where, "what": what, "remedy": remedy} for where, what, remedy in received.faults],
    }
