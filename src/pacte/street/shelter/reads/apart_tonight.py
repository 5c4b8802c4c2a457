"""Who must not meet tonight, for many requests at once. What comes out says where not to go, never why.

Two records linked as one person count as one here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product

from django.db.models import Q

from pacte.ground.people.enums import PairState
from pacte.ground.people.models import Pair

from ..enums.stays import HOLDING_STATES
from ..models import HeldUnit, KeptApart, Placement

Persons = Mapping[str, tuple[int, frozenset[int]]]
"""By request key: the request's row, and the persons known to be in it."""


def pairs(asking: Persons) -> frozenset[frozenset[str]]:
    """Pairs of request keys that are never on one site."""
    foes = _foes(person for _row, persons in asking.values() for person in persons)
    if not foes:
        return frozenset()
    holding: dict[int, set[str]] = defaultdict(set)
    for key, (_row, persons) in asking.items():
        for person in persons:
            holding[person].add(key)
    found = set()
    for person, others in foes.items():
        for one, other in product(holding.get(person, ()), (key for each in others for key in holding.get(each, ()))):
            if one != other:
                found.add(frozenset((one, other)))
    return frozenset(found)


def closed_sites(asking: Persons, night: date) -> dict[int, set[str]]:
    """By request row: keys of the sites where somebody kept apart from the household already stays tonight."""
    foes = _foes(person for _row, persons in asking.values() for person in persons)
    if not foes:
        return {}
    there = _where(night, {other for others in foes.values() for other in others})
    found: dict[int, set[str]] = defaultdict(set)
    for row, persons in asking.values():
        for person in persons:
            for other in foes.get(person, ()):
                found[row] |= {site for request, site in there.get(other, ()) if request != row}
    return found


def _foes(persons: Iterable[int]) -> dict[int, set[int]]:
    """By person: everyone whom they never meet on a site, linked records included on both sides."""
    wanted = set(persons)
    running = list(KeptApart.objects.filter(ended_at__isnull=True).values_list("person", "other"))
    if not wanted or not running:
        return {}
    same = _linked({person for pair in running for person in pair})
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in running:
        for first, second in product(same[one], same[other]):
            found[first].add(second)
            found[second].add(first)
    return {person: others for person, others in found.items() if person in wanted}


def _linked(persons: set[int]) -> dict[int, set[int]]:
    """Each of these persons with the records that were linked to them, however many links away."""
    same = {person: {person} for person in persons}
    frontier = set(persons)
    while frontier:
        links = Pair.objects.filter(Q(first__in=frontier) | Q(second__in=frontier), state=PairState.LINKED)
        before = set().union(*same.values())
        for first, second in links.values_list("first", "second"):
            for group in same.values():
                if first in group or second in group:
                    group |= {first, second}
        frontier = set().union(*same.values()) - before
    return same


def _where(night: date, persons: set[int]) -> dict[int, set[tuple[int, str]]]:
    """By person: the requests and sites of the places that they hold tonight, or that go on tonight."""
    held = HeldUnit.objects.filter(night=night).values("placement")
    goes_on = Q(state__in=HOLDING_STATES, first_night__lte=night) & (Q(last_night=None) | Q(last_night__gte=night))
    placed = Placement.objects.filter(Q(pk__in=held) | goes_on)
    found: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for who in ("request__members__person", "request__file__person"):
        rows = placed.filter(**{f"{who}__in": persons}).values_list(who, "request", "lot__site__key")
        for person, request, site in rows:
            found[person].add((request, str(site)))
    return found
