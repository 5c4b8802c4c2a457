"""Meeting a person: whoever may be the same is looked for first, then the record and its file are opened, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput

from ..models import File, Person
from ..permissions import following_memberships, require_following
from ..rules.identity import Unfit, read_birth
from .creation import create_person
from .identity import checked, checked_names
from .search import Hit, search

MOST_ALIKE = 5
LONGEST_SEARCH = 200
LEAST_ALIKE = 0.6
"""Under this, a likeness would only distract at a first meeting; the search itself shows more."""


def alike(actor: User, values: Mapping[str, Any], names: list[tuple[str, str]]) -> list[Hit]:
    """Persons whom the actor may find and who may be this one, the likeliest first; nobody without a name."""
    require_following(actor)
    birth_year = _year(values.get("birth"))
    full = f"{values.get('given_name', '')} {values.get('family_name', '')}".strip()
    found: dict[int, Hit] = {}
    for words in [full, *(name for _kind, name in names)]:
        for hit in _found(actor, words[:LONGEST_SEARCH], birth_year):
            if hit.score >= LEAST_ALIKE:
                found.setdefault(hit.person.pk, hit)
    return sorted(found.values(), key=lambda hit: -hit.score)[:MOST_ALIKE]


def _found(actor: User, words: str, birth_year: int | None) -> list[Hit]:
    try:
        return search(actor, words, birth_year, limit=MOST_ALIKE) if words.strip() else []
    except BadInput:
        return []


def _year(told: Any) -> int | None:
    try:
        return read_birth(told, timezone.localdate()).year if told else None
    except Unfit:
        return None


def meet(
    actor: User,
    organisation: str,
    *,
    purpose: str,
    values: Mapping[str, Any],
    names: list[tuple[str, str]],
    key: UUID | None = None,
) -> File:
    """Record a person and open the file of one of the actor's organisations (its slug), on the actor's territory.

    `key` is drawn by the page: the same form sent twice records one person. Raises BadInput with every fault,
    Refused for a role that follows nobody, Http404 for an organisation where the actor follows nobody.
    """
    require_following(actor)
    held = next((each for each in following_memberships(actor) if each.organisation.slug == organisation), None)
    if held is None:
        raise Http404
    kept, other = checked(values), checked_names(names)
    with transaction.atomic():
        if key is not None:
            again = File.objects.filter(person__key=key, person__created_by=actor).select_related("person").first()
            if again is not None:
                return again
            if Person.objects.filter(key=key).exists():
                raise Http404
            kept["key"] = key
        return create_person(actor, held.organisation, purpose=purpose, names=other, territory=held.territory, **kept)
