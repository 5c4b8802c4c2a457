"""Which centres a user has, by role. No membership, no centre."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from pacte.ground.directory.enums import Category, PlaceStatus
from pacte.ground.directory.models import Place, PlaceQuerySet, Service
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from .. import permissions
from ..models import LockerSet

CENTRES = (
    Category.DAY_CENTRE, Category.FAMILY_DAY_CENTRE, Category.MAIL_ADDRESS, Category.LOCKER, Category.HYGIENE_KIT,
)  # fmt: skip
"""What makes a place a centre of this room."""


def _standing() -> PlaceQuerySet:
    rows = Place.objects.filter(merged_into__isnull=True).exclude(status=PlaceStatus.ARCHIVED)
    return rows.select_related("organisation", "territory").defer("territory__geometry")


def places_of(user: Someone, *roles: str, through: Organisation | None = None) -> PlaceQuerySet:
    """The places of the organisations where the user holds one of these roles, on their territory."""
    return _standing().filter(within(permissions.held(user, *roles, through=through)))


def offering(places: PlaceQuerySet, *categories: str) -> PlaceQuerySet:
    """Those of these places that run one of these services."""
    running = Service.objects.filter(place=OuterRef("pk"), category__in=categories, is_active=True)
    return places.filter(Exists(running))


def centres_of(user: Someone, through: Organisation | None = None) -> PlaceQuerySet:
    """The user's centres, in the order of their names."""
    return offering(places_of(user, *permissions.CENTRE_ROLES, through=through), *CENTRES).order_by("name", "pk")


def place_of(user: Someone, key: UUID | str, *roles: str) -> Place:
    """A place where the user holds one of these roles; any other is not found."""
    found = places_of(user, *roles).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def luggage_rooms() -> PlaceQuerySet:
    """The places of the city that lend lockers, whoever runs them: what a worker may refer somebody to."""
    rows = _standing().filter(status=PlaceStatus.PUBLISHED, is_confidential=False)
    return rows.filter(pk__in=LockerSet.objects.values("place")).order_by("name", "pk")
