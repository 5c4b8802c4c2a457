"""What a user is in their organisations, and the organisations, agreements and members that they may see.

No membership means nothing to see: every scope here starts from an empty one. `through` narrows a user's rights to
what they hold in one organisation: a token acts for one only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.territory.reads import inside

from .models import Agreement, AgreementQuerySet, Membership, Organisation
from .permissions import Someone, may_see_all, memberships_of

__all__ = [
    "agreements_in_force",
    "agreements_seen_by",
    "members_of",
    "memberships_of",
    "organisations_of",
    "organisations_seen_by",
    "within",
]


def organisations_of(user: User | AnonymousUser, *roles: str) -> QuerySet[Organisation]:
    """The organisations in which the user holds one of these roles today (any role when none is named)."""
    keys: Iterable[int] = {m.organisation_id for m in memberships_of(user) if not roles or m.role in roles}
    return Organisation.objects.filter(pk__in=keys)


def organisations_seen_by(user: Someone, through: Organisation | None = None) -> QuerySet[Organisation]:
    """Every partner for those who look after the pact, their own organisations for others."""
    if may_see_all(user, through):
        return Organisation.objects.all()
    mine = organisations_of(user)
    return mine.filter(pk=through.pk) if through else mine


def within(held: Iterable[Membership], prefix: str = "") -> Q:
    """Rows of these memberships' organisations, on the territories that they cover; a row without one is the whole
    organisation's. `prefix` leads to the model that has `organisation` and `territory`."""
    found = Q(pk__in=[])
    for membership in held:
        part = Q(**{f"{prefix}organisation": membership.organisation_id})
        if membership.territory_id is not None:
            areas = inside(membership.territory_id)
            part &= Q(**{f"{prefix}territory__isnull": True}) | Q(**{f"{prefix}territory__in": areas})
        found |= part
    return found


def with_counts(organisations: QuerySet[Organisation], on: date) -> QuerySet[Organisation]:
    """Adds `sites_count` and `agreements_count` (those in force that day)."""
    running = Q(agreements__starts_on__lte=on) & (Q(agreements__ends_on__isnull=True) | Q(agreements__ends_on__gte=on))
    return organisations.annotate(
        sites_count=Count("sites", distinct=True),
        agreements_count=Count("agreements", filter=running, distinct=True),
    )


def agreements_in_force(on: date | None = None, organisation: Organisation | None = None) -> AgreementQuerySet:
    """Agreements whose dates contain this day (today by default), of one organisation when it is named."""
    found = Agreement.objects.in_force(on or timezone.localdate())
    return found.filter(organisation=organisation) if organisation else found


def agreements_seen_by(user: Someone, through: Organisation | None = None) -> AgreementQuerySet:
    """The agreements of the organisations that the user sees, with their organisation."""
    return Agreement.objects.filter(organisation__in=organisations_seen_by(user, through)).select_related(
        "organisation"
    )


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """The organisation's memberships, running ones first. Ask `may_see_members` before."""
    return (
        Membership.objects.filter(organisation=organisation)
        .select_related("user", "territory")
        .order_by("-ends_on", "user__display_name", "role", "pk")
    )
