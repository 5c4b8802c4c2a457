"""Where a user counts, corrects or reads. No membership, no place."""

from __future__ import annotations

from collections.abc import Iterable

from pacte.ground.directory.models import Place, PlaceQuerySet
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from .. import rules
from ..enums import CountKind
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
