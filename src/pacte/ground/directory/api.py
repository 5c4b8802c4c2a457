"""The directory for programs, without an account: places, services, and the reads of HSDS 3.0."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory

from .enums import Category
from .models import Place
from .reads import hsds, search
from .reads.records import record_of

ROUTER = Router(tags=["directory"], auth=None)
PAGE = 50
MOST = 200


class Wanted(Schema):
    """What places are narrowed to. `near` is "latitude,longitude" in degrees; `open_at` a moment with its offset."""

    category: str = Field("", max_length=30)
    area: str = Field("", max_length=40, description="Code of a territory, such as 75112")
    near: str = Field("", max_length=60, pattern=r"^$|^-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?$")
    open_at: datetime | None = None
    language: str = Field("", max_length=3)
    limit: int = Field(PAGE, ge=1, le=MOST)
    offset: int = Field(0, ge=0, le=100_000)


class HsdsPage(Schema):
    """A page of HSDS: its number from 1, how many on it."""

    page: int = Field(1, ge=1, le=100_000)
    per_page: int = Field(PAGE, ge=1, le=MOST)


class PlaceServiceOut(Schema):
    """What a place does; `category` is a code, `hours` are in OpenStreetMap's syntax."""

    key: UUID
    place: UUID
    category: str
    name: str
    description: str
    hours: str


class PlaceOut(Schema):
    """A place that answers. A confidential one has no address, point, telephone, mail or site."""

    key: UUID
    name: str
    run_by: str
    kind: str
    description: str
    is_confidential: bool
    address: str
    postal_code: str
    municipality: str
    latitude: float | None
    longitude: float | None
    telephone: str
    email: str
    website: str
    hours: str
    state: str = ""
    distance_m: int | None = None
    reviewed_on: str | None = None
    services: list[PlaceServiceOut]


class Places(Schema):
    """One page of places, in a stable order; `next` is the offset of the following one, or null."""

    items: list[PlaceOut]
    count: int
    next: int | None


class Services(Schema):
    """One page of services."""

    items: list[PlaceServiceOut]
    count: int
    next: int | None


class HsdsAnswer(Schema):
    """The page envelope of HSDS; `contents` are rows of the standard."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]


@ROUTER.get("/places", response=Places, url_name="directory_places")
def places(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Published places: by category, area, nearness, opening at a moment."""
    found = search.find(_query(wanted), limit=wanted.limit, offset=wanted.offset)
    items = [_place(each.place, each.services) | _answer(each) for each in found.results]
    return _paged(items, found.total, wanted)


@ROUTER.get("/places/{uuid:key}", response=PlaceOut, url_name="directory_place")
def place(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """One published place."""
    rows = Place.objects.published().select_related("organisation")
    found = rows.prefetch_related("services", "stops", "periods__service").filter(key=key).first()
    if found is None:
        raise Http404
    return _place(found, [each for each in found.services.all() if each.is_active])


@ROUTER.get("/services", response=Services, url_name="directory_services")
def services(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """The services of the places that answer; a page is a page of places."""
    found = search.find(_query(wanted), limit=wanted.limit, offset=wanted.offset)
    items = [_service(each.place, one) for each in found.results for one in each.services]
    return _paged(items, found.total, wanted)


@ROUTER.get("/hsds/", url_name="hsds_root", response=dict[str, Any])
def hsds_root(request: HttpRequest) -> dict[str, Any]:
    """Which version of the standard, and where its schema is."""
    return {"version": "3.0", "profile": "https://docs.openreferral.org/en/3.0/", "openapi_url": "/api/v1/openapi.json"}


@ROUTER.get("/hsds/services", response=HsdsAnswer, url_name="hsds_services")
def hsds_services(request: HttpRequest, at: Query[HsdsPage]) -> dict[str, Any]:
    return hsds.services(at.page, at.per_page)


@ROUTER.get("/hsds/services/{uuid:key}", url_name="hsds_service", response=dict[str, Any])
def hsds_service(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """One service, whole."""
    return _known(hsds.service(str(key)))


@ROUTER.get("/hsds/organizations", response=HsdsAnswer, url_name="hsds_organizations")
def hsds_organizations(request: HttpRequest, at: Query[HsdsPage]) -> dict[str, Any]:
    return hsds.organisations(at.page, at.per_page)


@ROUTER.get("/hsds/organizations/{uuid:key}", url_name="hsds_organization", response=dict[str, Any])
def hsds_organization(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """One organisation, with its services and its locations."""
    return _known(hsds.organisation(str(key)))


@ROUTER.get("/hsds/service_at_locations", response=HsdsAnswer, url_name="hsds_service_at_locations")
def hsds_service_at_locations(request: HttpRequest, at: Query[HsdsPage]) -> dict[str, Any]:
    return hsds.services_at_locations(at.page, at.per_page)


@ROUTER.get("/hsds/service_at_locations/{uuid:key}", url_name="hsds_service_at_location", response=dict[str, Any])
def hsds_service_at_location(request: HttpRequest, key: UUID) -> dict[str, Any]:
    """A service where it is given, whole."""
    return _known(hsds.service_at_location(str(key)))


@ROUTER.get("/hsds/taxonomies", response=HsdsAnswer, url_name="hsds_taxonomies")
def hsds_taxonomies(request: HttpRequest, at: Query[HsdsPage]) -> dict[str, Any]:
    return hsds.sliced([hsds.taxonomy()], at.page, at.per_page)


@ROUTER.get("/hsds/taxonomies/{uuid:key}", url_name="hsds_taxonomy", response=dict[str, Any])
def hsds_taxonomy(request: HttpRequest, key: UUID) -> dict[str, Any]:
    return _known(next((each for each in [hsds.taxonomy()] if each["id"] == str(key)), None))


@ROUTER.get("/hsds/taxonomy_terms", response=HsdsAnswer, url_name="hsds_taxonomy_terms")
def hsds_taxonomy_terms(request: HttpRequest, at: Query[HsdsPage]) -> dict[str, Any]:
    return hsds.sliced(hsds.terms(), at.page, at.per_page)


@ROUTER.get("/hsds/taxonomy_terms/{uuid:key}", url_name="hsds_taxonomy_term", response=dict[str, Any])
def hsds_taxonomy_term(request: HttpRequest, key: UUID) -> dict[str, Any]:
    return _known(next((each for each in hsds.terms() if each["id"] == str(key)), None))


def _query(wanted: Wanted) -> search.Query:
    if wanted.category and wanted.category not in Category.values:
        raise BadInput(Fault("category", _("Cette catégorie n’existe pas.")))
    area = Territory.objects.filter(code=wanted.area).first() if wanted.area else None
    if wanted.area and area is None:
        raise BadInput(Fault("area", _("Ce territoire n’est pas connu.")))
    near = None
    if wanted.near:
        latitude, longitude = (float(part) for part in wanted.near.split(","))
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise BadInput(Fault("near", _("Ce point n’existe pas.")))
        near = (latitude, longitude)
    if wanted.open_at is not None and (wanted.open_at.tzinfo is None or not 2000 <= wanted.open_at.year <= 2100):
        raise BadInput(Fault("open_at", _("Donnez un moment proche, avec son décalage horaire.")))
    return search.Query(
        categories=(wanted.category,) if wanted.category else (), territory=area, near=near, at=wanted.open_at,
        language=wanted.language,
    )  # fmt: skip


def _paged(items: list[Any], count: int, wanted: Wanted) -> dict[str, Any]:
    following = wanted.offset + wanted.limit
    return {"items": items, "count": count, "next": following if following < count else None}


def _answer(result: search.Result) -> dict[str, Any]:
    return {"state": str(result.opening.state), "distance_m": result.distance_m}


def _place(found: Place, services: list[Any]) -> dict[str, Any]:
    record = record_of(found)
    names = (
        "name", "kind", "description", "is_confidential", "address", "postal_code", "municipality", "latitude",
        "longitude", "telephone", "email", "website", "hours",
    )  # fmt: skip
    return {
        "key": found.key, "run_by": record.operator, **{name: getattr(record, name) for name in names},
        "reviewed_on": record.reviewed_on.isoformat() if record.reviewed_on else None,
        "services": [_service(found, each) for each in services],
    }  # fmt: skip


def _service(place: Place, service: Any) -> dict[str, Any]:
    return {
        "key": service.key, "place": place.key, "category": service.category, "name": service.name,
        "description": service.description, "hours": service.hours or place.hours,
    }  # fmt: skip


def _known(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        raise Http404
    return found
