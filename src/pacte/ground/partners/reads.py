"""What a user is in their organisations, and the organisations, agreements and members that they may see.

No membership means nothing to see: every scope here starts from an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from pacte.ground.accounts.models import User

from .models import Agreement, AgreementQuerySet, Organisation
from .permissions import memberships_of

__all__ = ["agreements_in_force", "memberships_of", "organisations_of", "roles_of"]


def roles_of(user: User | AnonymousUser) -> frozenset[str]:
    """The codes of the roles that the user holds today, in any organisation; empty when not signed in."""
    return frozenset(membership.role for membership in memberships_of(user))


def organisations_of(user: User | AnonymousUser, *roles: str) -> QuerySet[Organisation]:
    """The organisations in which the user holds one of these roles today (any role when none is named)."""
    keys: Iterable[int] = {m.organisation_id for m in memberships_of(user) if not roles or m.role in roles}
    return Organisation.objects.filter(pk__in=keys)


def agreements_in_force(on: date | None = None, organisation: Organisation | None = None) -> AgreementQuerySet:
    """Agreements whose dates contain this day (today by default), of one organisation when it is named."""
    found = Agreement.objects.in_force(on or timezone.localdate())
    return found.filter(organisation=organisation) if organisation else found
