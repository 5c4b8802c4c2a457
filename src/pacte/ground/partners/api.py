"""Partners and their agreements, for programs. A token does what its user may do today, in its organisation alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from pacte.ground.accounts.models import ApiToken

from . import reads, services
from .models import Agreement, Organisation

ROUTER = Router(tags=["partners"])


class OrganisationOut(Schema):
    """A partner; `kind` is a code of the partners' guide."""

    slug: str
    name: str
    kind: str
    siret: str
    is_active: bool


class AgreementOut(Schema):
    """An agreement; `phase` (to_come, in_force, ended) is derived from its dates, today."""

    id: int
    organisation: str
    title: str
    scheme: str
    signed_on: date | None
    starts_on: date
    ends_on: date | None
    phase: str

    @staticmethod
    def resolve_organisation(agreement: Agreement) -> str:
        return agreement.organisation.slug


class AgreementIn(Schema):
    """An agreement to record, with the partner's identifier."""

    organisation: str = Field(max_length=60)
    title: str = Field(min_length=1, max_length=200)
    scheme: str = Field(default="", max_length=60, pattern=r"^[-a-zA-Z0-9_]*$")
    signed_on: date | None = None
    starts_on: date
    ends_on: date | None = None


class EndIn(Schema):
    """An agreement's last day, which still counts."""

    ends_on: date


def _token(request: HttpRequest) -> ApiToken:
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    return token


@ROUTER.get("organisations", response=list[OrganisationOut], url_name="partners_organisations")
def organisations(request: HttpRequest) -> Any:
    """The partners that the token's user may know."""
    token = _token(request)
    return list(reads.organisations_seen_by(token.user, through=token.organisation))


@ROUTER.get("agreements", response=list[AgreementOut], url_name="partners_agreements")
def agreements(request: HttpRequest, in_force_on: date | None = None, organisation: str = "") -> Any:
    """The agreements that the token's user may know; those in force on a day, of one partner, when asked."""
    token = _token(request)
    rows = reads.agreements_seen_by(token.user, through=token.organisation)
    if in_force_on:
        rows = rows.in_force(in_force_on)
    return list(rows.filter(organisation__slug=organisation) if organisation else rows)


@ROUTER.post("agreements", response={201: AgreementOut}, url_name="partners_agreements")
def sign_agreement(request: HttpRequest, body: AgreementIn) -> Any:
    """Record an agreement."""
    token = _token(request)
    values = body.dict()
    partner = _partner(token, values.pop("organisation"))
    return Status(201, services.sign_agreement(token.user, partner, **values, through=token.organisation))


@ROUTER.get("agreements/{int:number}", response=AgreementOut, url_name="partners_agreement")
def agreement(request: HttpRequest, number: int) -> Any:
    """One agreement."""
    return _agreement(_token(request), number)


@ROUTER.patch("agreements/{int:number}", response=AgreementOut, url_name="partners_agreement")
def end_agreement(request: HttpRequest, number: int, body: EndIn) -> Any:
    """Give an agreement its last day."""
    token = _token(request)
    found = _agreement(token, number)
    return services.end_agreement(token.user, found, ends_on=body.ends_on, through=token.organisation)


def _agreement(token: ApiToken, number: int) -> Agreement:
    return get_object_or_404(reads.agreements_seen_by(token.user, through=token.organisation), pk=number)


def _partner(token: ApiToken, slug: str) -> Organisation:
    found = reads.organisations_seen_by(token.user, through=token.organisation).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found
