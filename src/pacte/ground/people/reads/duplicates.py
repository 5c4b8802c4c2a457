"""Pairs of records that may be one person, and what was linked: only what this user may find on both sides.

A pair of which nobody may find both records waits: to show it would tell one organisation whom another follows. It is
proposed as soon as somebody may find both, by a sharing for instance.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass

from ..enums import PairState
from ..models import Pair, Person
from .search import named_to, near
from .sight import sight_of
from .visibility import findable_by, in_sight

AT_ONCE = 50
MOST_LINKED = 50
"""More records than this for one person is a mistake to look into, not a chain to follow further."""


def proposals_for(user: User, most: int = AT_ONCE) -> list[Pair]:
    """Pairs to decide whose two persons this user may find and name, the weightiest first."""
    proposed = Pair.objects.filter(state=PairState.PROPOSED)
    around = near(user)
    if around is not None:
        proposed = proposed.filter(first__in=around, second__in=around)
    return _named(user, within(user, proposed).order_by("-score", "pk")[:most])


def within(user: User, pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """Those of these pairs whose two persons this user may find."""
    found = pairs.filter(in_sight(user, "first"), in_sight(user, "second"))
    return found.filter(first__restricted_since=None, second__restricted_since=None).select_related("first", "second")


def pair_for(user: User, key: UUID | str, states: tuple[str, ...]) -> Pair | None:
    """One pair in one of these states, if the user may find and name both persons."""
    found = _named(user, within(user, Pair.objects.filter(key=key, state__in=states)))
    return found[0] if found else None


def contact_shown(user: User, pair: Pair) -> bool:
    """May this user see how to reach both persons?"""
    sights = [sight_of(user, person) for person in (pair.first, pair.second)]
    return all(sight is not None and sight.shows(FieldClass.CONTACT) for sight in sights)


def linked_with(user: User, person: Person) -> list[Person]:
    """The other records of the same person, through one or several links, that this user may find and name.

    A link gives sight of nothing. It is followed through records that the user may not find, but never through one
    whose data are out of sight.
    """
    known, frontier = {person.pk}, {person.pk}
    linked = Pair.objects.filter(
        state=PairState.LINKED, first__restricted_since__isnull=True, second__restricted_since__isnull=True,
        first__anonymised_at__isnull=True, second__anonymised_at__isnull=True,
    )  # fmt: skip
    while frontier and len(known) <= MOST_LINKED:
        rows = linked.filter(Q(first__in=frontier) | Q(second__in=frontier)).values_list("first", "second")
        frontier = {pk for row in rows for pk in row} - known
        known |= frontier
    others = list(findable_by(user).filter(pk__in=known - {person.pk}).order_by("pk")) if len(known) > 1 else []
    named = named_to(user, [other.pk for other in others]) if others else set()
    return [other for other in others if other.pk in named]


def links_of(user: User, person: Person) -> list[Pair]:
    """The links made between this person and another, both within the user's reach: they may be split."""
    linked = Pair.objects.filter(Q(first=person) | Q(second=person), state=PairState.LINKED)
    return _named(user, within(user, linked).order_by("pk"))


def _named(user: User, pairs: QuerySet[Pair]) -> list[Pair]:
    found = list(pairs)
    named = named_to(user, {pk for pair in found for pk in (pair.first_id, pair.second_id)}) if found else set()
    return [pair for pair in found if {pair.first_id, pair.second_id} <= named]
