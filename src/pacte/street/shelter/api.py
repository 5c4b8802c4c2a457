"""For programs: a site's own lots and what it declares tonight; what is free, for the regulation; the grid in force.

No household, no person, no address: labels, lots and numbers.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from pacte.ground.accounts.models import ApiToken

from .models import Lot, ShelterSite
from .models.stock import MOST_UNITS
from .permissions import require_regulation, require_site
from .reads.availability import Available, available
from .reads.priorities import grid_of
from .reads.sites import kept_by
from .reads.tonight import night_at
from .services.declaring import declare

ROUTER = Router(tags=["shelter"])


class LotOut(Schema):
    """A lot tonight, in units (rooms, beds or chairs). `declared` is null while its site has said nothing."""

    key: UUID
    site: UUID
    site_name: str
    name: str
    kind: str
    audience: str
    unit_places: int
    min_age: int | None
    max_age: int | None
    step_free: bool
    accepts_animals: bool
    capacity: int
    closed: int
    held: int
    declared: int | None
    declared_at: datetime | None
    free: int


class LotsOut(Schema):
    """The lots, as of now, and the night they are of (from its evening to the next noon)."""

    night: date
    lots: list[LotOut]


class FreeIn(Schema):
    """Units of a lot that are free, beside those that the platform already holds."""

    lot: UUID
    free: int = Field(ge=0, le=MOST_UNITS)


class DeclarationIn(Schema):
    """What a site has free tonight, lot by lot: every lot that the 115 gives."""

    lots: list[FreeIn] = Field(max_length=200)


class CriterionOut(Schema):
    """What puts a household in a tier."""

    code: str
    tier: int
    name: str


class GridOut(Schema):
    """The grid of priorities in force tonight, and who adopted it; nulls while none is."""

    version: int | None
    title: str
    adopted_by: str
    adopted_on: date | None
    criteria: list[CriterionOut]


@ROUTER.get("sites", response=LotsOut, url_name="shelter_sites")
def own_lots(request: HttpRequest) -> Any:
    """The lots of the organisation's own sites."""
    return _told(Lot.objects.filter(site__in=_own_sites(_token(request))))


@ROUTER.post("sites/{uuid:key}/declaration", response=LotsOut, url_name="shelter_declare")
def declare_free(request: HttpRequest, key: UUID, said: DeclarationIn) -> Any:
    """Declare what one site has free tonight; the last declaration counts."""
    token = _token(request)
    site = _own_sites(token).filter(key=key).first()
    if site is None:
        raise Http404
    declare(token.user, site.key, {each.lot: each.free for each in said.lots})
    return _told(Lot.objects.filter(site=site))


@ROUTER.get("free", response=LotsOut, url_name="shelter_free")
def free_lots(request: HttpRequest) -> Any:
    """Every lot that the 115 gives, for the regulation."""
    token = _token(request)
    require_regulation(token.user, token.organisation)
    return _told(Lot.objects.filter(in_rounds=True))


@ROUTER.get("grid", response=GridOut, url_name="shelter_grid")
def grid(request: HttpRequest) -> Any:
    """The public grid."""
    found = grid_of(night_at())
    if found is None:
        return {"version": None, "title": "", "adopted_by": "", "adopted_on": None, "criteria": []}
    criteria = [{"code": row.code, "tier": row.tier, "name": str(row)} for row in found.criteria.all()]
    return {
        "version": found.version, "title": found.title, "adopted_by": found.adopted_by,
        "adopted_on": found.adopted_on, "criteria": criteria,
    }  # fmt: skip


def _token(request: HttpRequest) -> ApiToken:
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    return token


def _own_sites(token: ApiToken) -> Any:
    require_site(token.user, token.organisation)
    return kept_by(token.user).filter(organisation=token.organisation)


def _told(lots: Any) -> dict[str, Any]:
    night = night_at()
    rows = list(lots.select_related("site").order_by("site__name", "name", "pk"))
    stock = available(night, rows)
    return {"night": night, "lots": [_lot(lot, lot.site, stock[lot.pk]) for lot in rows]}


def _lot(lot: Lot, site: ShelterSite, has: Available) -> dict[str, Any]:
    same = ("key", "name", "kind", "audience", "unit_places", "min_age", "max_age", "step_free", "accepts_animals")
    now = ("capacity", "closed", "held", "declared", "declared_at", "free")
    return {
        "site": site.key, "site_name": site.name,
        **{name: getattr(lot, name) for name in same}, **{name: getattr(has, name) for name in now},
    }  # fmt: skip
