"""How fresh entries are: due ones, and how each organisation's stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import Coalesce

from ..enums import PlaceStatus
from ..models import DirectoryPolicy, Place, PlaceQuerySet
from ..rules.freshness import Freshness, due_on, months_before, state


@dataclass(frozen=True)
class OrganisationRow:
    """The published entries of one organisation: how many, how many to review, the oldest review (None: never)."""

    name: str
    slug: str
    is_partner: bool
    published: int
    overdue: int
    never: int
    oldest: date | None


def overdue(today: date, policy: DirectoryPolicy | None = None) -> PlaceQuerySet:
    """Published entries whose review is due, the stalest first."""
    limit = _limit(today, policy)
    rows = Place.objects.published().filter(Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=limit))
    return rows.select_related("organisation", "territory").defer("territory__geometry").order_by("reviewed_on", "name")


def due_of(place: Place, policy: DirectoryPolicy) -> date:
    """The day of an entry's next review."""
    return due_on(place.reviewed_on, place.created_at.date(), policy.review_months)


def freshness_of(place: Place, policy: DirectoryPolicy, today: date) -> Freshness:
    """Where an entry stands before its next review."""
    return state(place.reviewed_on, policy.review_months, today)


def by_organisation(today: date, policy: DirectoryPolicy | None = None) -> list[OrganisationRow]:
    """Each organisation's entries, most to review first; what nobody keeps stands under an empty name."""
    limit = _limit(today, policy)
    stale = Q(reviewed_on__isnull=True) | Q(reviewed_on__lt=limit)
    rows = (
        Place.objects.filter(status=PlaceStatus.PUBLISHED, merged_into__isnull=True)
        .order_by()
        .values("organisation__slug", named=Coalesce("organisation__name", "operator"))
        .annotate(
            published=Count("pk"), overdue=Count("pk", filter=stale),
            never=Count("pk", filter=Q(reviewed_on__isnull=True)), oldest=Min("reviewed_on"),
        )
    )  # fmt: skip
    found = [
        OrganisationRow(
            row["named"], row["organisation__slug"] or "", bool(row["organisation__slug"]), row["published"],
            row["overdue"], row["never"], row["oldest"],
        ) for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda row: (-row.overdue, row.name))


def _limit(today: date, policy: DirectoryPolicy | None) -> date:
    """Entries reviewed before this day are due."""
    return months_before(today, (policy or DirectoryPolicy.current()).review_months)
