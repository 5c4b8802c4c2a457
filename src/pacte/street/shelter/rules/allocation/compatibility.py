"""Who may be proposed what: the hard rules that no policy breaks, and what a pair costs. It places nobody.

`broken` says them for one pair in words; `eligible` and `folded` say the same for a whole night in tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from ...enums.allocation import HardRule, TonightMode
from ...enums.stock import LotAudience, LotKind
from .folded import Asking, Flags, Folded, Numbers, Offer, Row
from .lottery import tickets
from .problem import Lot, Member, Night, Party

UNKNOWN_DISTANCE = 50
"""Hundreds of metres counted when the household or the lot has no point: five kilometres, half of Paris."""
EARTH_RADIUS_HM = 63_710.088
WOMAN, MAN = "woman", "man"
_BY_MODE = {TonightMode.WOMEN: LotAudience.WOMEN, TonightMode.MEN: LotAudience.MEN}


def tonight(lot: Lot, modes: Mapping[str, TonightMode]) -> Lot:
    """A flexible lot already settled tonight is women's or men's. Rooms are each settled by their own household.

    >>> tonight(Lot("d", "s", "beds", audience="women_or_men"), {"d": TonightMode.MEN}).audience.value
    'men'
    """
    if not is_flexible(lot) or lot.key not in modes:
        return lot
    return replace(lot, audience=_BY_MODE[TonightMode(modes[lot.key])])


def is_flexible(lot: Lot) -> bool:
    """Becomes women's or men's as a whole: a room for one household does not need to."""
    return lot.is_flexible and lot.kind != LotKind.ROOM


def needed(party: Party, lot: Lot, members: Sequence[int] | None = None) -> int:
    """Units a household, or a part of it, takes of a lot: one room, or one bed or chair a person."""
    return 1 if lot.kind == LotKind.ROOM else len(_those(party, members))


def broken(party: Party, lot: Lot, members: Sequence[int] | None = None) -> tuple[HardRule, ...]:
    """Hard rules that keep a household, or the part of it at these positions, from a lot taken alone; none: it may go.

    A need for level access or an animal counts for each part, for we do not know who has it.

    >>> alone = Party("a", (Member(30, "man"),), tier=4)
    >>> broken(alone, Lot("x", "s"))
    ()
    >>> [rule.value for rule in broken(alone, Lot("x", "s", audience="women", is_closed=True))]
    ['closed', 'audience']
    """
    those = _those(party, members)
    size = len(those)
    is_room = lot.kind == LotKind.ROOM
    rules = {
        HardRule.CLOSED: lot.is_closed,
        HardRule.FULL: lot.units < (1 if is_room else max(size, 1)),
        HardRule.TOO_LARGE: is_room and size > lot.unit_places,
        HardRule.AGES: any(_refuses_age(lot, member.age) for member in those),
        HardRule.AUDIENCE: not welcomes(lot.audience, those),
        HardRule.STEP_FREE: party.needs_step_free and not lot.step_free,
        HardRule.ANIMALS: party.animals > 0 and not lot.accepts_animals,
        HardRule.MINOR_ALONE: party.has_minor_alone or (size > 0 and all(member.is_child for member in those)),
        HardRule.EXCLUDED: lot.site in party.excluded_sites,
    }
    return tuple(rule for rule, is_broken in rules.items() if is_broken)


def welcomes(audience: str, members: Sequence[Member]) -> bool:
    """Whether a lot's audience takes these people, by gender as they state it. Nobody at all is never welcome.

    >>> couple = (Member(40, "woman"), Member(45, ""))
    >>> welcomes("adults", couple), welcomes("couples", couple), welcomes("women", couple)
    (True, True, False)
    """
    adults = [member for member in members if not member.is_child]
    children = len(members) - len(adults)
    women = all(member.gender == WOMAN for member in adults)
    men = all(member.gender == MAN for member in adults)
    return (
        bool(members)
        and {
            LotAudience.ANYONE: True,
            LotAudience.ADULTS: not children,
            LotAudience.WOMEN: not children and women,
            LotAudience.MEN: not children and men,
            LotAudience.WOMEN_OR_MEN: not children and (women or men),
            LotAudience.COUPLES: not children and len(adults) == 2,
            LotAudience.WOMEN_WITH_CHILDREN: bool(children and adults) and women,
            LotAudience.FAMILIES: bool(children and adults),
        }[LotAudience(audience)]
    )


def distance(party: Party, lot: Lot) -> int:
    """From a household to a lot on the ground, in hundreds of metres, rounded; a set value when a point is missing.

    >>> distance(Party("a", (), 1, point=(48.85, 2.35)), Lot("x", "s", point=(48.86, 2.35)))
    11
    >>> distance(Party("a", (), 1), Lot("x", "s", point=(48.86, 2.35)))
    50
    """
    return int(_distances([party], [lot])[0, 0])


def wasted(party: Party, lot: Lot, members: Sequence[int] | None = None) -> int:
    """Beds of a room that stay empty because this household sleeps in it; beds and chairs lose none."""
    return max(0, lot.unit_places - len(_those(party, members))) if lot.kind == LotKind.ROOM else 0


def kept(party: Party, lot: Lot) -> bool:
    """Whether the lot is where the household slept the night before. Parts keep their site when all of them do."""
    return bool(party.previous_site) and party.previous_site == lot.site


def eligible(night: Night) -> Flags:
    """Parties × lots: which households may be proposed which lots, whole. Says the same as `broken`."""
    return _eligible(night, [(party, None) for party in night.parties])


def folded(night: Night) -> Folded:
    """The night as numbers; see `Folded`. What forbids a pair is no longer told apart."""
    rows = _rows(night)
    people = [night.parties[row.party] for row in rows]
    allowed = _eligible(night, [(party, row.members) for party, row in zip(people, rows, strict=True)])
    sizes = np.array([len(row.members) for row in rows], dtype=np.int64)
    places = np.array([lot.unit_places if lot.kind == LotKind.ROOM else 0 for lot in night.lots], dtype=np.int64)
    sites = np.array([lot.site for lot in night.lots], dtype=object)
    same = [(sites == party.previous_site) & bool(party.previous_site) for party in people]
    drawn = tickets((party.key for party in night.parties), night.seed)
    return Folded(
        date=night.date,
        seed=night.seed,
        parties=tuple(Asking(one.key, one.tier, one.waiting, one.received, one.size) for one in night.parties),
        lots=tuple(_offer(lot) for lot in night.lots),
        rows=rows,
        eligible=allowed,
        wasted=np.maximum(places[None, :] - sizes[:, None], 0),
        distance=_distances(people, night.lots),
        kept=np.array(same, dtype=np.bool_).reshape(len(rows), len(night.lots)),
        tickets=drawn,
        quota=night.quota,
        modes=dict(night.modes),
        sites=tuple(lot.site for lot in night.lots),
        apart=_pairs(night),
        forward=_brought_forward(night, allowed, rows, drawn),
    )


def _rows(night: Night) -> tuple[Row, ...]:
    """The households whole, then the parts of those that agree to be split."""
    named = list(enumerate(night.parties))
    wholes = [Row(place, tuple(range(party.size)), mode=_mode(party.members)) for place, party in named]
    parts = [
        Row(place, part, number, _mode(_those(party, part)))
        for place, party in named
        for number, part in enumerate(party.parts)
    ]
    return (*wholes, *parts)


def _pairs(night: Night) -> tuple[tuple[int, int], ...]:
    index = {party.key: place for place, party in enumerate(night.parties)}
    found = (sorted(index[key] for key in pair if key in index) for pair in night.apart)
    return tuple(sorted({(pair[0], pair[1]) for pair in found if len(pair) == 2}))


def _offer(lot: Lot) -> Offer:
    units = 0 if lot.is_closed else lot.units
    return Offer(lot.key, lot.kind == LotKind.ROOM, units, lot.unit_places, is_flexible(lot))


def _brought_forward(
    night: Night, allowed: Flags, rows: Sequence[Row], drawn: Mapping[str, int]
) -> tuple[int, ...] | None:
    """Parties the quota serves directly after the first tier: among those some lot could take, the longest waiting.

    As many as the share of the free units, rounded up; at equal waiting, the tier, then the ticket.
    """
    if night.quota is None:
        return None
    percent, nights = night.quota
    units = sum(0 if lot.is_closed else lot.units for lot in night.lots)
    possible = {rows[int(index)].party for index in np.flatnonzero(allowed.any(axis=1))}
    waiting = [(one, night.parties[one]) for one in possible]
    longest = sorted(
        (-party.waiting, party.tier, drawn[party.key], party.key, one)
        for one, party in waiting
        if party.tier > 1 and party.waiting >= nights
    )
    return tuple(sorted(entry[-1] for entry in longest[: ceil(percent * units / 100)]))


def _those(party: Party, members: Sequence[int] | None) -> tuple[Member, ...]:
    return party.members if members is None else tuple(party.members[place] for place in members)


def _refuses_age(lot: Lot, age: int | None) -> bool:
    """An unknown age is an adult's: a highest age refuses it, a lowest age does not."""
    if age is None:
        return lot.max_age is not None
    return (lot.min_age is not None and age < lot.min_age) or (lot.max_age is not None and age > lot.max_age)


def _mode(members: Sequence[Member]) -> str:
    """What a flexible lot becomes with these people in it."""
    for gender, mode in ((WOMAN, TonightMode.WOMEN), (MAN, TonightMode.MEN)):
        if members and all(member.gender == gender and not member.is_child for member in members):
            return mode.value
    return ""


def _eligible(night: Night, asked: Sequence[tuple[Party, Sequence[int] | None]]) -> Flags:
    people = [(party, _those(party, members)) for party, members in asked]
    crowd = _Crowd.of(people)
    table = np.zeros((len(asked), len(night.lots)), dtype=np.bool_)
    for column, lot in enumerate(night.lots):
        if not lot.is_closed and lot.units > 0:
            table[:, column] = crowd.may_enter(tonight(lot, night.modes))
    sites = np.array([lot.site for lot in night.lots], dtype=object)
    for row, (party, _) in enumerate(people):
        for site in party.excluded_sites:
            table[row, sites == site] = False
    return table


_NO_AGE = 1000


@dataclass(frozen=True)
class _Crowd:
    """What the hard rules look at, for many households at once."""

    welcome: Mapping[LotAudience, Flags]
    size: Numbers
    youngest: Numbers
    oldest: Numbers
    step_free: Flags
    animals: Flags
    never: Flags

    @classmethod
    def of(cls, people: Sequence[tuple[Party, Sequence[Member]]]) -> _Crowd:
        known = [[member.age for member in those if member.age is not None] for _, those in people]
        whole = [len(ages) == len(those) for ages, (_, those) in zip(known, people, strict=True)]
        return cls(
            {audience: _flags(welcomes(audience, those) for _, those in people) for audience in LotAudience},
            np.array([len(those) for _, those in people], dtype=np.int64),
            np.array([min(ages, default=_NO_AGE) for ages in known], dtype=np.int64),
            np.array([max(a, default=0) if w else _NO_AGE for a, w in zip(known, whole, strict=True)], dtype=np.int64),
            _flags(party.needs_step_free for party, _ in people),
            _flags(party.animals > 0 for party, _ in people),
            _flags(party.has_minor_alone or all(member.is_child for member in those) for party, those in people),
        )

    def may_enter(self, lot: Lot) -> Flags:
        most = lot.unit_places if lot.kind == LotKind.ROOM else lot.units
        fits = self.welcome[LotAudience(lot.audience)] & ~self.never & (self.size <= most)
        if lot.min_age is not None:
            fits &= self.youngest >= lot.min_age
        if lot.max_age is not None:
            fits &= self.oldest <= lot.max_age
        if not lot.step_free:
            fits &= ~self.step_free
        if not lot.accepts_animals:
            fits &= ~self.animals
        return fits


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), dtype=np.bool_)


def _distances(parties: Sequence[Party], lots: Sequence[Lot]) -> Numbers:
    """Great-circle distances (haversine, mean radius of the Earth) in hundreds of metres, rounded."""
    here = np.radians(np.array([party.point or (np.nan, np.nan) for party in parties], dtype=float).reshape(-1, 2))
    there = np.radians(np.array([lot.point or (np.nan, np.nan) for lot in lots], dtype=float).reshape(-1, 2))
    north = np.sin((there[None, :, 0] - here[:, None, 0]) / 2) ** 2
    east = np.sin((there[None, :, 1] - here[:, None, 1]) / 2) ** 2
    chord = north + np.cos(here[:, None, 0]) * np.cos(there[None, :, 0]) * east
    metres = 2 * EARTH_RADIUS_HM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return np.where(np.isnan(metres), UNKNOWN_DISTANCE, np.rint(np.nan_to_num(metres))).astype(np.int64)
