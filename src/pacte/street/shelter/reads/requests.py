"""The night's requests as pages and figures need them: the queue, one household's live request, what is counted.

A restricted person's request shows its label and composition alone to those who may not see the person, and is in no
count shown to others than the regulation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.partners.permissions import Someone as Holder
from pacte.ground.people.reads import seen_among

from ..enums.requests import OPEN_STATES, ShelterRequestState
from ..enums.stock import LotKind
from ..models import Call, Lot, LotCapacity, RequestMember, ShelterRequest
from ..models.requests import ShelterRequestQuerySet
from ..permissions import regulates
from ..rules.requests import Asked, is_minor, phone_in, same_composition, same_way, way_parts, way_text
from .tonight import night_at

HOLD = timedelta(minutes=10)
"""How long whoever took a request in hand is shown as handling it, unless they act again."""

WITHOUT_PLACE = (*OPEN_STATES, ShelterRequestState.OFFERED)
"""States in which a household may end the night without a place."""


@dataclass(frozen=True)
class Counts:
    """A night counted in four ways, never one for another.

    `calls` to the line, answered or not; `requests` received, cancelled ones left out; `household_nights`: households
    that asked at least once; `persons` in them, a known one counted once.
    """

    calls: int
    requests: int
    household_nights: int
    persons: int


def counts(night: date, user: Holder | None = None, *, is_whole: bool = False) -> Counts:
    """The four counts of a night. For whoever does not regulate, restricted persons' requests and calls are absent.

    `is_whole`: the regulation's reading, for what is kept in its name without anybody there.
    """
    is_regulation = is_whole or (user is not None and regulates(user))
    every = ShelterRequest.objects.of_night(night)
    rows = every if is_regulation else every.in_the_open()
    calls = Call.objects.filter(night=night)
    if not is_regulation:
        calls = calls.filter(Q(request__isnull=True) | Q(request__in=every.in_the_open().values("pk")))
    asked = rows.exclude(state=ShelterRequestState.CANCELLED)
    households = _households(asked)
    return Counts(
        calls=calls.count(),
        requests=sum(map(len, households)),
        household_nights=len(households),
        persons=sum(_persons_of(group) for group in households),
    )


@dataclass
class _Row:
    """What tells one request's household from another's, and who is in it."""

    pk: int
    identities: set[tuple[str, Any]]
    size: int
    known: set[int]


def _households(asked: ShelterRequestQuerySet) -> list[list[_Row]]:
    """The requests grouped by household: those that share a person, a file, a household or an external identifier."""
    rows: dict[int, _Row] = {}
    for pk, size, person, household, external in asked.values_list(
        "pk", "size", "file__person", "household", "external_id"
    ):
        said = {("person", person), ("household", household), ("external", external)}
        rows[pk] = _Row(pk, {each for each in said if each[1]} or {("request", pk)}, size, set())
    members = RequestMember.objects.filter(request__in=asked.values("pk"), person__isnull=False)
    for pk, person in members.values_list("request", "person"):
        rows[pk].identities.add(("person", person))
        rows[pk].known.add(person)
    return _grouped(list(rows.values()))


def _grouped(rows: list[_Row]) -> list[list[_Row]]:
    """Rows that share an identity, directly or through another row, together."""
    root = {row.pk: row.pk for row in rows}

    def top(pk: int) -> int:
        while root[pk] != pk:
            pk = root[pk]
        return pk

    first: dict[tuple[str, Any], int] = {}
    for row in rows:
        for identity in row.identities:
            root[top(row.pk)] = top(first.setdefault(identity, row.pk))
    groups: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[top(row.pk)].append(row)
    return list(groups.values())


def _persons_of(group: list[_Row]) -> int:
    """Known persons once, and of those without a name the most that one request of the household said."""
    known = set().union(*(row.known for row in group))
    return len(known) + max(row.size - len(row.known) for row in group)


def live_of(values: Asked, night: date) -> ShelterRequest | None:
    """The live request of the night that has a person, the file, the household or the identifier of what is asked."""
    persons = {each.person.pk for each in values.members if each.person is not None}
    same = Q(pk__in=[])
    if values.file is not None:
        persons.add(values.file.person_id)
    if persons:
        same |= Q(members__person__in=persons) | Q(file__person__in=persons)
    if values.household is not None:
        same |= Q(household=values.household)
    if values.external_id.strip():
        same |= Q(external_id=values.external_id.strip())
    return ShelterRequest.objects.of_night(night).live().filter(same).order_by("number").first()


def external_of(identifier: str, night: date) -> ShelterRequest | None:
    """The request of the night that has this external identifier, wherever it stands."""
    code = identifier.strip()
    return ShelterRequest.objects.of_night(night).filter(external_id=code).first() if code else None


def likely_same(values: Asked, night: date) -> list[ShelterRequest]:
    """Live requests of the night that may be this household: the same composition, and the same way to reach it.

    The ways are compared and shown to nobody. A request that says no way is likely by its composition and place.
    """
    if not values.members:
        return []
    said = way_text(values.way, values.relay)
    rows = ShelterRequest.objects.of_night(night).live().filter(size=len(values.members)).prefetch_related("members")
    found = []
    for row in rows.order_by("number"):
        if not same_composition(row.members.all(), values.members):
            continue
        way = unseal(row.sealed_way) if row.sealed_way else ""
        if _alike(way, said) or (not way and not said and _at_one_place(row, values)):
            found.append(row)
    return found


def _alike(way: str, said: str) -> bool:
    """The same way to reach the household, or the same relay."""
    return any(same_way(one, other) for one, other in zip(way_parts(way), way_parts(said), strict=True))


def _at_one_place(row: ShelterRequest, values: Asked) -> bool:
    return values.territory is not None and row.territory_id == values.territory.pk


def held_by(request: ShelterRequest, now: datetime | None = None) -> User | None:
    """Who handles the request at this moment; nobody when they took it more than ten minutes ago."""
    if request.taken_by is None or request.taken_at is None:
        return None
    return request.taken_by if (now or timezone.now()) - request.taken_at < HOLD else None


def restricted_in(requests: Iterable[ShelterRequest]) -> dict[int, set[int]]:
    """By request, the restricted persons in it; requests without any are absent. Two queries."""
    keys = [each.pk for each in requests]
    found: dict[int, set[int]] = defaultdict(set)
    hidden = RequestMember.objects.filter(request__in=keys, person__restricted_since__isnull=False)
    for pk, person in hidden.values_list("request", "person"):
        found[pk].add(person)
    filed = ShelterRequest.objects.filter(pk__in=keys, file__person__restricted_since__isnull=False)
    for pk, person in filed.values_list("pk", "file__person"):
        found[pk].add(person)
    return dict(found)


def closed_to(user: User, requests: Iterable[ShelterRequest]) -> set[int]:
    """Those of which the user sees the label and composition alone: a restricted person is in them, out of sight."""
    hidden = restricted_in(requests)
    if not hidden:
        return set()
    seen = seen_among(user, set().union(*hidden.values()))
    return {pk for pk, persons in hidden.items() if persons - seen}


def is_open_to(user: User, request: ShelterRequest) -> bool:
    """May the user read what is inside the request: whereabouts, words, history?"""
    return request.pk not in closed_to(user, [request])


def way_of(request: ShelterRequest) -> str:
    """How to reach the household, in clear: for whoever regulates and may read inside the request."""
    return ", ".join(part for part in way_parts(unseal(request.sealed_way)) if part) if request.sealed_way else ""


def clear(sealed: str) -> str:
    """A sealed text in clear, "" when there is none."""
    return unseal(sealed) if sealed else ""


def phone_of(request: ShelterRequest) -> str:
    """The telephone of the household or of its relay, as digits; "" without any."""
    return phone_in(way_of(request))


def composition_words(members: Iterable[Any]) -> str:
    """A household in words, adults first: "1 femme (30 ans), 2 enfants (3 et 7 ans)". Never a name."""
    people = list(members)
    adults: dict[str, list[Any]] = defaultdict(list)
    for each in people:
        if not is_minor(each):
            adults[each.gender if each.gender in {"woman", "man"} else ""].append(each)
    children = [each for each in people if is_minor(each)]
    said = [
        _with_ages(count_words(gender, len(adults[gender])), adults[gender])
        for gender in ("woman", "man", "") if adults[gender]
    ]  # fmt: skip
    if children:
        words = ngettext("%(count)d enfant", "%(count)d enfants", len(children)) % {"count": len(children)}
        said.append(_with_ages(words, children))
    return ", ".join(said) if said else _("composition à préciser")


def count_words(gender: str, count: int) -> str:
    """So many adults of this gender."""
    if gender == "woman":
        return ngettext("%(count)d femme", "%(count)d femmes", count) % {"count": count}
    if gender == "man":
        return ngettext("%(count)d homme", "%(count)d hommes", count) % {"count": count}
    return ngettext("%(count)d adulte", "%(count)d adultes", count) % {"count": count}


def _with_ages(words: str, people: list[Any]) -> str:
    told = [each for each in people if each.age is not None or each.says_minor]
    if not told or len(told) > 8:
        return words
    ages = ", ".join(_age(each) for each in sorted(told, key=lambda each: each.age or 0))
    return f"{words} ({ages})"


def _age(member: Any) -> str:
    if member.says_minor:
        return _("dit être mineur")
    return ngettext("%(age)d an", "%(age)d ans", member.age) % {"age": member.age}


def largest_party() -> int:
    """How many persons the largest lot of the city takes together: a room, or as many beds as one lot has."""
    capacities = LotCapacity.objects.filter(lot=OuterRef("pk"), from_night__lte=night_at()).order_by("-from_night")
    rows = Lot.objects.annotate(now=Subquery(capacities.values("units")[:1])).values_list("kind", "unit_places", "now")
    return max((places if kind == LotKind.ROOM else (units or 0) * places for kind, places, units in rows), default=0)
