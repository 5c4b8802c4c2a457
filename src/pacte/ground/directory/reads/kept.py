"""Scopes: every list of entries starts from one of these."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from ..models import Place, PlaceQuerySet
from ..permissions import edits_directory, keeper_memberships


def published_places() -> PlaceQuerySet:
    """What everyone reads."""
    return Place.objects.published()


def kept_by(user: Someone) -> PlaceQuerySet:
    """The entries that the user keeps: all for the directory's team, else their organisation's, on their territory."""
    if edits_directory(user):
        return Place.objects.all()
    return Place.objects.filter(within(keeper_memberships(user)))


def kept_place(user: Someone, key: UUID) -> Place:
    """An entry that the user keeps, by its key; one out of their reach is not found."""
    place = kept_by(user).select_related("organisation", "territory").filter(key=key).first()
    if place is None:
        raise Http404
    return place
