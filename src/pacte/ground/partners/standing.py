"""The answers that accounts ask for: roles, second factor, the organisation behind a token."""

from __future__ import annotations

from django.conf import settings

from pacte.ground.accounts.models import User

from .enums import SECOND_FACTOR_ROLES, Role
from .models import Organisation
from .permissions import has_role, memberships_of

OVERSEERS = (Role.PACT_TEAM, Role.DATA_PROTECTION)


def _homes(user: User) -> set[int]:
    return {membership.organisation_id for membership in memberships_of(user)}


class MembershipStanding:
    """A user's standing is their current memberships, nothing else."""

    def has_role(self, user: User, *roles: str) -> bool:
        return has_role(user, *roles)

    def needs_second_factor(self, user: User) -> bool:
        return has_role(user, *(settings.SECOND_FACTOR_ROLES or SECOND_FACTOR_ROLES))

    def may_see_name(self, reader: User, other: User) -> bool:
        return has_role(reader, *OVERSEERS) or bool(_homes(reader) & _homes(other))

    def may_see_address(self, reader: User, other: User) -> bool:
        kept = {m.organisation_id for m in memberships_of(reader) if m.role == Role.ORGANISATION_ADMIN}
        return has_role(reader, *OVERSEERS) or bool(kept & _homes(other))

    def organisation(self, user: User, key: str) -> Organisation | None:
        return next((m.organisation for m in memberships_of(user) if m.organisation.slug == key), None)

    def organisations(self, user: User) -> list[tuple[str, str]]:
        found = {m.organisation.slug: m.organisation.name for m in memberships_of(user)}
        return sorted(found.items(), key=lambda pair: pair[1])
