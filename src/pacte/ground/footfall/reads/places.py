"""Where a user counts, corrects or reads. No membership, no place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from pacte.ground.directory.models import Place, PlaceQuerySet
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from .. import rules
from ..enums import CountKind
from ..models import Count
from ..permissions import correcting_memberships, counting_memberships, reading_memberships


def _places(held: Iterable[Membership]) -> PlaceQuerySet:
    rows = Place.objects.filter(within(held)).exclude(status="archived").filter(merged_into__isnull=True)
    return rows.select_related("organisation", "territory").defer("territory__geometry")


def counted_by(user: Someone) -> PlaceQuerySet:
    """The places where the user counts today: their organisation's, on their territory, archived ones left out."""
    return _places(counting_memberships(user))


def kept_by(user: Someone) -> PlaceQuerySet:
    """The places whose counters and sheets the user keeps."""
    return _places(correcting_memberships(user))


def read_by(user: Someone, through: Organisation | None = None) -> PlaceQuerySet:
    """The places whose figures the user reads; through one organisation for a token."""
    held = reading_memberships(user)
    return _places(row for row in held if through is None or row.organisation_id == through.pk)


def kinds_at(place: Place) -> list[CountKind]:
    """What is counted at this place. Two queries."""
    categories = place.services.filter(is_active=True).values_list("category", flat=True)
    switches = dict(place.count_switches.values_list("kind", "is_on"))
    return [CountKind(kind) for kind in rules.kinds_of(categories, switches, CountKind.values)]


def with_lately_counted_first(places: PlaceQuerySet, user: Someone) -> QuerySet[Any, Any]:
    """Adds `last_counted`, the day on which the user last counted there, and puts those places first."""
    mine = Count.objects.filter(place=OuterRef("pk"), counted_by=user.pk).order_by("-day").values("day")[:1]
    return places.annotate(last_counted=Subquery(mine)).order_by(F("last_counted").desc(nulls_last=True), "name", "pk")
