"""Persons who are never on one site: what it closes tonight, said as sites and pairs of requests, never as persons.

Records linked as one person count as that person, restricted or not: the rule protects before it explains. What comes
out says where not to go, and nothing says why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import product

from django.db.models import Q

from pacte.ground.people.enums import PairState
from pacte.ground.people.models import HouseholdMember, Pair

from ..models import HeldUnit, KeptApart, ShelterPlacement, ShelterRequest

Persons = dict[int, set[int]]
"""Persons by the primary key of the request that they are in."""


def pairs(requests: Iterable[ShelterRequest]) -> frozenset[frozenset[str]]:
    """Pairs of keys of these requests whose households are never on one site; a constant number of queries."""
    asked = list(requests)
    apart = _apart()
    if not apart:
        return frozenset()
    keys = {each.pk: str(each.key) for each in asked}
    where: dict[int, set[int]] = defaultdict(set)
    for request, persons in _persons(asked).items():
        for person in persons:
            where[person].add(request)
    found = {
        frozenset((keys[one], keys[other]))
        for person, others in apart.items()
        for one, other in product(where.get(person, ()), {each for one in others for each in where.get(one, ())})
        if one != other
    }
    return frozenset(found)


def closed_sites(request: ShelterRequest) -> frozenset[str]:
    """Keys of the sites where somebody kept apart from this household holds a place on the night of the request."""
    return closed_sites_of([request])[request.pk]


def closed_sites_of(requests: Iterable[ShelterRequest]) -> dict[int, frozenset[str]]:
    """The same for many requests, by primary key; a constant number of queries."""
    asked = list(requests)
    apart = _apart()
    if not apart or not asked:
        return {each.pk: frozenset() for each in asked}
    persons = _persons(asked)
    against = {pk: {other for person in those for other in apart.get(person, ())} for pk, those in persons.items()}
    found: dict[int, frozenset[str]] = {}
    for night in {each.night for each in asked}:
        mine = [each.pk for each in asked if each.night == night]
        stays = _stays(night, {person for pk in mine for person in against[pk]})
        for pk in mine:
            there = {stay for person in against[pk] for stay in stays.get(person, ())}
            found[pk] = frozenset(site for request, site in there if request != pk)
    return found


def _apart() -> dict[int, set[int]]:
    """Everyone who is kept apart from somebody, either direction, linked records included on both sides."""
    running = list(KeptApart.objects.filter(ended_at__isnull=True).values_list("person", "other"))
    if not running:
        return {}
    same = linked({person for row in running for person in row})
    found: dict[int, set[int]] = defaultdict(set)
    for person, other in running:
        for one, two in product(same[person], same[other]):
            if one != two:
                found[one].add(two)
                found[two].add(one)
    return found


def linked(persons: set[int]) -> dict[int, set[int]]:
    """Each of these persons with every record linked to it, however many links away.

    One query for each link away, whatever the number of persons.
    """
    groups = {person: {person} for person in persons}
    known, frontier = set(persons), set(persons)
    while frontier:
        found = Pair.objects.filter(Q(first__in=frontier) | Q(second__in=frontier), state=PairState.LINKED)
        links = list(found.values_list("first", "second"))
        for one, other in links:
            joined = groups.setdefault(one, {one}) | groups.setdefault(other, {other})
            for member in joined:
                groups[member] = joined
        frontier = {person for link in links for person in link} - known
        known |= frontier
    return {person: groups[person] for person in persons}


def _persons(requests: list[ShelterRequest]) -> Persons:
    """Everyone a request is for: its members, its file's person, and those who are of its household that day."""
    found: Persons = {each.pk: set() for each in requests}
    rows = ShelterRequest.objects.filter(pk__in=found).values_list("pk", "file__person", "members__person")
    for request, by_file, member in rows.order_by():
        found[request] |= {person for person in (by_file, member) if person}
    homes: dict[int, list[ShelterRequest]] = defaultdict(list)
    for each in requests:
        if each.household_id:
            homes[each.household_id].append(each)
    if homes:
        for household, person, since, until in HouseholdMember.objects.filter(household__in=homes).values_list(
            "household", "person", "since", "until"
        ):
            for each in homes[household]:
                if since <= each.night and (until is None or until >= each.night):
                    found[each.pk].add(person)
    return found


def _stays(night: date, persons: set[int]) -> dict[int, set[tuple[int, str]]]:
    """By person: the request and the site of every place held for them this night, or that goes on this night."""
    if not persons:
        return {}
    named = Q(members__person__in=persons) | Q(file__person__in=persons) | Q(household__members__person__in=persons)
    theirs = ShelterRequest.objects.filter(named).order_by()
    goes_on = Q(first_night__lte=night) & (Q(last_night__isnull=True) | Q(last_night__gte=night))
    held = HeldUnit.objects.filter(night=night).values("placement")
    placed = ShelterPlacement.objects.holding().filter(Q(pk__in=held) | goes_on, request__in=theirs.values("pk"))
    rows = set(placed.order_by().values_list("request", "lot__site__key"))
    of = _persons(list(ShelterRequest.objects.filter(pk__in={request for request, _site in rows}))) if rows else {}
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for request, site in rows:
        for person in of[request] & persons:
            found[person].add((request, str(site)))
    return found
