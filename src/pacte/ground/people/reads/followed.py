"""The persons whom a professional follows, as a short list to choose from, and how others are called before them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass

from ..models import Person
from ..permissions import following_memberships
from .sight import adopted_grid, sight_of
from .visibility import followed_by, visible_to


def followed_labels(user: User) -> dict[Person, str]:
    """Those whom the user follows, each by the name or the pseudonym that the adopted grid opens to them."""
    held, grid = following_memberships(user), adopted_grid(user)
    named = {
        membership.organisation_id for membership in held
        if FieldClass.IDENTITY in grid.classes(membership.role, membership.organisation.kind)
    }  # fmt: skip
    return {
        file.person: file.person.label() if file.organisation_id in named else file.person.pseudonym
        for file in followed_by(user)
    }


def choices(user: User, chosen: str = "") -> list[tuple[str, str]]:
    """Those whom the user follows, by key and label, and the chosen one when the user may know of them."""
    found = {str(person.key): label for person, label in followed_labels(user).items()}
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


def labels(user: User, persons: Iterable[int]) -> dict[int, str]:
    """Among these persons, those of whom the user may know, each with its label; the others are absent."""
    keys = set(persons)
    if not keys:
        return {}
    seen = {person.pk: person.pseudonym for person in visible_to(user).filter(pk__in=keys)}
    if not seen:
        return {}
    named = {person.pk: label for person, label in followed_labels(user).items()}
    return {pk: named.get(pk, pseudonym) for pk, pseudonym in seen.items()}
