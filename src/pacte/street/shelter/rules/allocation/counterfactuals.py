"""What a few more rooms would have changed, by deciding the night again with them. It promises nothing, names nobody.

The added rooms stand at no site and restricted households take no part, so that nothing told can betray either. Units
are added one by one for each kind of room that unserved households need.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from ...enums.allocation import AllocationLevel, Policy
from ...enums.stock import LotAudience, LotKind
from .compatibility import folded, welcomes
from .explaining import TierCount
from .folded import Flags, Folded, Numbers
from .policies import allocated
from .problem import Allocation, Lot, Night, Party
from .seen import Seen

LARGEST_ROOM = 8
"""Places above which a room is not proposed to a city: the household is helped otherwise."""
MOST_UNITS = 3
"""Rooms of one kind that a counterfactual adds at most."""
MOST_SOLVED = 8
"""Kinds tried when each trial is a whole night to solve again."""
MOST_PAIRS = 2_000
"""Pairs of a household and a lot up to which a night that is not plain is decided again by the optimal policy."""
FOR_ONE = 12
"""Rooms tried for one household before none is proposed."""


NOWHERE, UNMOVED = -1, -2


@dataclass(frozen=True)
class Kind:
    """A room: its places, whom it takes, level access, animals."""

    unit_places: int
    audience: LotAudience
    step_free: bool
    accepts_animals: bool

    def lots(self, units: int) -> tuple[Lot, ...]:
        """So many rooms of this kind, each at a site of its own that exists nowhere."""
        return tuple(
            Lot(
                key=f"+{number}", site=f"+{number}", kind=LotKind.ROOM, units=1, unit_places=self.unit_places,
                audience=self.audience, step_free=self.step_free, accepts_animals=self.accepts_animals,
            )
            for number in range(units)
        )  # fmt: skip

    def covers(self, other: Kind) -> bool:
        """Whether whoever fits the other kind fits this one."""
        return (
            self.audience == other.audience
            and self.unit_places >= other.unit_places
            and self.step_free >= other.step_free
            and self.accepts_animals >= other.accepts_animals
        )


@dataclass(frozen=True)
class Counterfactual:
    """So many more rooms of a kind, and how many more (or fewer) households of each tier would be served.

    `is_at_least`: an allocation that gains so much is known, nobody losing a place; a longer search may find more.
    """

    unit_places: int
    audience: LotAudience
    step_free: bool
    accepts_animals: bool
    units: int
    gains: tuple[TierCount, ...]
    is_at_least: bool = False


def counterfactuals(
    night: Night, allocation: Allocation, most: int = 6, *, seconds: float = 30.0
) -> list[Counterfactual]:
    """The few additions that would have served most, the first tier first, then the fewest places.

    Each gain is what deciding the whole night again by the same policy would give, not how many households would fit.
    On large nights with shared beds, flexible lots or households kept apart, it is what is gained when those stay as
    they are (`is_at_least`).
    """
    visible, served = _visible(night, allocation)
    kinds = _kinds(party for party in visible.parties if party.key not in served)
    if not kinds:
        return []
    trial = _trial(visible, allocation, seconds)
    if not isinstance(trial, _Augmented):
        kinds = kinds[:MOST_SOLVED]
    found = [(kind, *_best(trial, kind)) for kind in kinds]
    tiers = sorted({party.tier for party in visible.parties})
    ranked = sorted(
        ((kind, units, gains) for kind, units, gains in found if units),
        key=lambda one: ([-one[2][tier] for tier in tiers], one[1] * one[0].unit_places, _plainness(one[0])),
    )
    kept: list[tuple[Kind, int, Counter[int]]] = []
    for kind, units, gains in ranked:
        if not any(kind.covers(other) and gains == same and units >= fewer for other, fewer, same in kept):
            kept.append((kind, units, gains))
    return [_counterfactual(kind, units, gains, trial.is_at_least) for kind, units, gains in kept[:most]]


def of_party(night: Night, allocation: Allocation, party_key: str, *, seconds: float = 30.0) -> Counterfactual | None:
    """The fewest rooms made for this household that would have served it too, others before it being served first.

    None for a minor alone, a household too large for a room, one that is served, when a dozen rooms would not do, or
    when `seconds` are not enough to prove it.
    """
    visible, served = _visible(night, allocation, party_key)
    party = next(one for one in visible.parties if one.key == party_key)
    kind = kind_of(party)
    if kind is None or party_key in served:
        return None
    trial = _trial(visible, allocation, seconds)
    first, gains = trial.until(party, kind) if isinstance(trial, _Augmented) else (1, Counter[int]())
    if trial.is_at_least:
        return None if first > FOR_ONE else _counterfactual(kind, first, gains, True)
    before = _served_by_policy(visible, allocation.policy, seconds)
    if before is None:
        return None
    for units in range(first, FOR_ONE + 1):
        after = _served_by_policy(replace(visible, lots=visible.lots + kind.lots(units)), allocation.policy, seconds)
        if after is None:
            return None
        if party_key in after:
            return _counterfactual(kind, units, _gains(visible, before, after))
    return None


def kind_of(party: Party) -> Kind | None:
    """The plainest room that a household could take; None for a minor alone or more than any room holds."""
    children = any(member.is_child for member in party.members)
    if party.has_minor_alone or all(member.is_child for member in party.members) or party.size > LARGEST_ROOM:
        return None
    order = (
        (LotAudience.WOMEN, LotAudience.MEN, LotAudience.ADULTS)
        if party.size == 1
        else (LotAudience.COUPLES, LotAudience.ADULTS)
    )
    audience = (
        LotAudience.FAMILIES if children else next(audience for audience in order if welcomes(audience, party.members))
    )
    return Kind(party.size, audience, party.needs_step_free, party.animals > 0)


def _visible(night: Night, allocation: Allocation, own: str = "") -> tuple[Night, frozenset[str]]:
    """The night without restricted households and what they have, but for one's own; and who is served in it."""
    if own:
        night = replace(
            night,
            parties=tuple(
                replace(party, is_confidential=False) if party.key == own else party for party in night.parties
            ),
        )
    seen = Seen(night, allocation)
    keys = {party.key for party in seen.parties}
    hidden = {key for pair in night.apart for key in pair} - keys
    parties = tuple(
        replace(party, excluded_sites=party.excluded_sites | seen.sites_of_kept_apart(party, hidden))
        for party in seen.parties
    )
    apart = frozenset(pair for pair in night.apart if pair <= keys)
    visible = replace(night, parties=parties, lots=seen.lots, apart=apart, modes={})
    return visible, allocation.served() & keys


def _kinds(parties: Iterable[Party]) -> list[Kind]:
    """The rooms that these households need: those that the most urgent need most come first."""
    need: dict[Kind, Counter[int]] = {}
    for party in parties:
        if kind := kind_of(party):
            need.setdefault(kind, Counter())[party.tier] += 1
    tiers = sorted({tier for counts in need.values() for tier in counts})
    return sorted(need, key=lambda kind: ([-need[kind][tier] for tier in tiers], kind.unit_places, _plainness(kind)))


def _plainness(kind: Kind) -> tuple[bool, bool, str]:
    return (kind.step_free, kind.accepts_animals, kind.audience.value)


def _counterfactual(kind: Kind, units: int, gains: Counter[int], is_at_least: bool = False) -> Counterfactual:
    return Counterfactual(
        kind.unit_places,
        kind.audience,
        kind.step_free,
        kind.accepts_animals,
        units,
        tuple(TierCount(tier, gains[tier]) for tier in sorted(gains) if gains[tier]),
        is_at_least,
    )


def _best(trial: _Augmented | _Solved, kind: Kind) -> tuple[int, Counter[int]]:
    """Rooms of a kind added as long as each serves one more of the first tier that they serve; none: no gain."""
    units, gains = 0, Counter[int]()
    for number, after in enumerate(trial.with_more(kind), 1):
        tier = min((tier for tier in after if after[tier]), default=None)
        if tier is None or after[tier] < 0:
            break
        if units and after[tier] != gains[tier] + 1:
            break
        units, gains = number, after
    return units, gains


def _trial(visible: Night, allocation: Allocation, seconds: float) -> _Augmented | _Solved:
    numbers = folded(visible)
    if allocation.policy != Policy.OPTIMAL:
        return _Solved(visible, allocation.policy, seconds)
    is_plain = _is_plain(numbers)
    if not is_plain and int(numbers.eligible.sum()) <= MOST_PAIRS:
        solved = _Solved(visible, allocation.policy, seconds)
        if solved.before is not None:
            return solved
    return _Augmented(visible, numbers, allocation, is_plain)


def _is_plain(night: Folded) -> bool:
    """Whether each household takes one unit of one lot, whatever the others do: then served sets make a matroid."""
    if night.apart or night.forward is not None:
        return False
    is_part = np.array([row.part is not None for row in night.rows], dtype=np.bool_)
    flexible = np.array([lot.is_flexible for lot in night.lots], dtype=np.bool_)
    is_shared = (night.eligible & ~_takes_one(night)).any()
    return not (is_shared or night.eligible[is_part].any() or night.eligible[:, flexible].any())


def _takes_one(night: Folded) -> Flags:
    is_room = np.array([[lot.is_room for lot in night.lots]], dtype=np.bool_)
    alone = np.array([len(row.members) == 1 for row in night.rows], dtype=np.bool_)
    return is_room | alone[:, None]


class _Augmented:
    """Adds rooms to a best allocation, by one chain of moves each.

    Why it equals deciding a plain night again: with one unit more, the best flow differs from the former by cycles.
    Those that do not use the new unit would have bettered the former; the one that does brings in at most one household
    and takes none out (successive shortest paths). So the household of the first tier that a chain reaches is the gain.
    On other nights, households of several in beds, parts, those kept apart and what flexible lots have become stay as
    they are: an allocation that gains so much exists, and `is_at_least` says that there may be better.
    """

    def __init__(self, night: Night, numbers: Folded, allocation: Allocation, is_plain: bool) -> None:
        self.night, self.is_at_least = night, not is_plain
        count = len(night.parties)
        places = {lot.key: index for index, lot in enumerate(numbers.lots)}
        self.eligible = (numbers.eligible & _takes_one(numbers))[:count]
        self.lot_of = np.full(count, NOWHERE, dtype=np.int64)
        apart = {key for pair in night.apart for key in pair}
        for index, party in enumerate(night.parties):
            stays = allocation.stays.get(party.key, ())
            is_free_to_move = len(stays) == 1 and party.key not in apart
            if is_free_to_move and self.eligible[index, places[stays[0].lot]]:
                self.lot_of[index] = places[stays[0].lot]
            elif stays:
                self.lot_of[index] = UNMOVED
            if party.key in apart:
                self.eligible[index] = False
        for place, lot in enumerate(numbers.lots):
            if lot.is_flexible:
                mode = allocation.modes.get(lot.key, "")
                self.eligible[:, place] &= [bool(mode) and row.mode == mode for row in numbers.rows[:count]]
        self.tiers = np.array([party.tier for party in night.parties], dtype=np.int64)

    def with_more(self, kind: Kind, most: int = MOST_UNITS) -> Iterable[Counter[int]]:
        """The gains of one room of this kind, of two, of three."""
        eligible, lot_of, gains = self._with(kind), self.lot_of.copy(), Counter[int]()
        for _unit in range(most):
            newcomer = self.augmented(eligible, lot_of, self.tiers)
            if newcomer is None:
                return
            gains[int(self.tiers[newcomer])] += 1
            yield Counter(gains)

    def until(self, party: Party, kind: Kind) -> tuple[int, Counter[int]]:
        """How many rooms before a chain reaches the household, by tier and nights waited; the gains by then.

        Between equals it is the first when the number is to be tried, the last when it is to be told.
        """
        parties = self.night.parties
        own = [one.key for one in parties].index(party.key)
        standing = sorted({(one.tier, -one.waiting) for one in parties})
        ranks = np.array([3 * standing.index((one.tier, -one.waiting)) for one in parties], dtype=np.int64)
        ranks[own] += 1 if self.is_at_least else -1
        eligible, lot_of, gains = self._with(kind), self.lot_of.copy(), Counter[int]()
        for units in range(1, FOR_ONE + 1):
            newcomer = self.augmented(eligible, lot_of, ranks)
            if newcomer is None:
                break
            gains[int(self.tiers[newcomer])] += 1
            if newcomer == own:
                return units, gains
        return FOR_ONE + 1, gains

    def _with(self, kind: Kind) -> Flags:
        extra = folded(replace(self.night, lots=kind.lots(1))).eligible[: len(self.night.parties)]
        return np.hstack([self.eligible, extra])

    @staticmethod
    def augmented(eligible: Flags, lot_of: Numbers, ranks: Numbers) -> int | None:
        """Give the unit that becomes free in the last lot to whom the lowest rank deserves it, by a chain of moves."""
        target = eligible.shape[1] - 1
        came: dict[int, tuple[int, int]] = {}
        queue, best, at = [target], None, target
        for lot in queue:
            able = eligible[:, lot]
            waiting = np.flatnonzero(able & (lot_of == NOWHERE))
            if waiting.size:
                first = int(waiting[np.argmin(ranks[waiting])])
                if best is None or ranks[first] < ranks[best]:
                    best, at = first, lot
            settled = np.flatnonzero(able & (lot_of >= 0))
            for left, at_first in zip(*np.unique(lot_of[settled], return_index=True), strict=True):
                if left != target and int(left) not in came:
                    came[int(left)] = (int(settled[at_first]), lot)
                    queue.append(int(left))
        if best is None:
            return None
        lot_of[best] = at
        while at != target:
            party, to = came[at]
            lot_of[party] = at = to
        return best


class _Solved:
    """Adds rooms by deciding the night again by its policy."""

    is_at_least = False

    def __init__(self, night: Night, policy: Policy, seconds: float) -> None:
        self.night, self.policy, self.seconds = night, policy, seconds
        self.before = _counted_by_policy(night, policy, seconds)

    def with_more(self, kind: Kind, most: int = MOST_UNITS) -> Iterable[Counter[int]]:
        """The gains of one room of this kind, of two, of three."""
        for units in range(1, most + 1):
            more = replace(self.night, lots=self.night.lots + kind.lots(units))
            after = _counted_by_policy(more, self.policy, self.seconds)
            if after is None or self.before is None:
                return
            gains = Counter({tier: after[tier] - self.before[tier] for tier in after | self.before})
            yield gains


def _counted_by_policy(night: Night, policy: Policy, seconds: float) -> Counter[int] | None:
    """Households served by tier. The optimal policy decides only the level of tiers: the others change no count.

    None when time ran out before that was proven: what is not proven is not told.
    """
    served = _served_by_policy(night, policy, seconds, only_tiers=policy == Policy.OPTIMAL)
    return None if served is None else Counter(party.tier for party in night.parties if party.key in served)


def _served_by_policy(
    night: Night, policy: Policy, seconds: float, *, only_tiers: bool = False
) -> frozenset[str] | None:
    """Who is served; None when time ran out before that was proven."""
    numbers = folded(night)
    if only_tiers:
        none = np.zeros_like(numbers.distance)
        numbers = replace(
            numbers,
            parties=tuple(replace(party, waiting=0) for party in numbers.parties),
            wasted=none,
            distance=none,
            kept=np.zeros_like(numbers.kept),
            tickets=dict.fromkeys(numbers.tickets, 0),
        )
    found = allocated(numbers, policy, seconds=seconds)
    is_proven = all(one.is_proven for one in found.reached if one.level == AllocationLevel.TIERS or not only_tiers)
    return found.served() if is_proven else None


def _gains(night: Night, before: frozenset[str], after: frozenset[str]) -> Counter[int]:
    gains = Counter(party.tier for party in night.parties if party.key in after)
    gains.subtract(party.tier for party in night.parties if party.key in before)
    return gains
