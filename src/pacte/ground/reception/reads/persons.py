"""The persons to whom a worker may link a visit, as a short list to choose from."""

from __future__ import annotations

from uuid import UUID

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads import sight_of, visible_to
from pacte.ground.people.reads.sight import adopted_grid
from pacte.ground.people.reads.visibility import followed_by


def choices(user: User, chosen: str = "") -> list[tuple[str, str]]:
    """Those whom the user follows, by key and name, and the chosen one when the user may know of them.

    The name is shown where the adopted grid opens the identity to the user's role, the pseudonym elsewhere.
    """
    held, grid = following_memberships(user), adopted_grid()
    named = {
        membership.organisation_id for membership in held
        if FieldClass.IDENTITY in grid.classes(membership.role, membership.organisation.kind)
    }  # fmt: skip
    found = {
        str(file.person.key): file.person.label() if file.organisation_id in named else file.person.pseudonym
        for file in followed_by(user)
    }
    if chosen and chosen not in found:
        found |= _chosen(user, chosen)
    return sorted(found.items(), key=lambda item: item[1].casefold())


def _chosen(user: User, text: str) -> dict[str, str]:
    try:
        key = UUID(text)
    except ValueError:
        return {}
    person = visible_to(user).filter(key=key).first()
    sight = sight_of(user, person) if person else None
    return {str(key): sight.label} if sight else {}
