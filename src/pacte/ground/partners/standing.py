"""The answers that accounts ask for: roles, second factor, the organisation behind a token."""

from __future__ import annotations

from django.conf import settings

from pacte.ground.accounts.models import User

from .enums import SECOND_FACTOR_ROLES
from .models import Organisation
from .permissions import has_role, memberships_of


class MembershipStanding:
    """A user's standing is their current memberships, nothing else."""

    def has_role(self, user: User, *roles: str) -> bool:
        return has_role(user, *roles)

    def needs_second_factor(self, user: User) -> bool:
        return has_role(user, *(settings.SECOND_FACTOR_ROLES or SECOND_FACTOR_ROLES))

    def organisation(self, user: User, key: str) -> Organisation | None:
        return next((m.organisation for m in memberships_of(user) if m.organisation.slug == key), None)

    def organisations(self, user: User) -> list[tuple[str, str]]:
        found = {m.organisation.slug: m.organisation.name for m in memberships_of(user)}
        return sorted(found.items(), key=lambda pair: pair[1])
