"""One night's problem: households that ask, lots that are free, and what forbids their meeting.

Pure data. Keys are opaque; nothing here names anybody. Ages are in completed years, points in degrees (WGS84) no finer
than the request gives them, waiting in consecutive nights without a place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...enums.allocation import AllocationLevel, Policy, TonightMode
from ...enums.stock import LotAudience, LotKind

ADULT_AGE = 18


@dataclass(frozen=True)
class Member:
    """Somebody of a household: an age in years (None: an adult who did not say), a gender as stated ("" when not)."""

    age: int | None = None
    gender: str = ""

    @property
    def is_child(self) -> bool:
        return self.age is not None and self.age < ADULT_AGE


@dataclass(frozen=True)
class Party:
    """A household that asks for this night, together.

    `tier`: 1 is served first. `received`: its order of arrival. `parts`: how it agrees to be split, as groups of
    positions in `members` (empty: never split). `excluded_sites`: never proposed; the reason is not kept here and
    no output tells. `has_minor_alone`: somebody who is, or says to be, a minor without an adult: never placed.
    `is_confidential`: a restricted person is in it; left out of every count shown about others.
    """

    key: str
    members: tuple[Member, ...]
    tier: int
    waiting: int = 0
    received: int = 0
    needs_step_free: bool = False
    animals: int = 0
    previous_site: str = ""
    point: tuple[float, float] | None = None
    parts: tuple[tuple[int, ...], ...] = ()
    excluded_sites: frozenset[str] = frozenset()
    has_minor_alone: bool = False
    is_confidential: bool = False

    @property
    def size(self) -> int:
        return len(self.members)


@dataclass(frozen=True)
class Lot:
    """What is free tonight at a site under one description.

    `units`: free rooms, beds or chairs; `unit_places`: places of one unit. A room takes one household, whoever it is
    no larger than the room; beds and chairs take one person each, a household several of them.
    """

    key: str
    site: str
    kind: str = LotKind.ROOM
    units: int = 1
    unit_places: int = 1
    audience: str = LotAudience.ANYONE
    min_age: int | None = None
    max_age: int | None = None
    step_free: bool = False
    accepts_animals: bool = False
    is_closed: bool = False
    point: tuple[float, float] | None = None

    @property
    def places(self) -> int:
        return self.units * self.unit_places

    @property
    def is_flexible(self) -> bool:
        """Becomes women's or men's with the first person of the night; a room for one household never needs to."""
        return self.audience == LotAudience.WOMEN_OR_MEN


@dataclass(frozen=True)
class Night:
    """The whole problem. `apart`: pairs of parties never on one site; read by the solver, written nowhere.

    `quota`: (percent of the free units, nights waited): that share of units goes to the parties that waited at least
    so long, the longest first, directly after the first tier. None: no quota. `seed` draws the lottery.
    `modes`: flexible lots already settled tonight by those who are in them.
    """

    date: str
    parties: tuple[Party, ...]
    lots: tuple[Lot, ...]
    seed: int = 0
    apart: frozenset[frozenset[str]] = frozenset()
    quota: tuple[int, int] | None = None
    modes: Mapping[str, TonightMode] = field(default_factory=dict)


@dataclass(frozen=True)
class Stay:
    """Where members of a party go: the lot and the positions of those members (all of them unless it is split)."""

    lot: str
    members: tuple[int, ...]


@dataclass(frozen=True)
class Reached:
    """What one level reached: its value, the bound that is proven for it, and whether they meet.

    `tier` numbers the entries of the level of tiers. Values are whole numbers; a bound is in the same unit.
    """

    level: AllocationLevel
    value: int
    bound: int
    tier: int = 0

    @property
    def is_proven(self) -> bool:
        return self.value == self.bound


@dataclass(frozen=True)
class Allocation:
    """What a policy proposes for a night: the stays of each party (none: unserved), by party key.

    `modes`: what each flexible lot becomes. `reached`: the levels in order. `tickets`: the lottery's draw, by party.
    """

    policy: Policy
    stays: Mapping[str, tuple[Stay, ...]]
    modes: Mapping[str, TonightMode] = field(default_factory=dict)
    reached: tuple[Reached, ...] = ()
    tickets: Mapping[str, int] = field(default_factory=dict)

    def served(self) -> frozenset[str]:
        """Keys of the parties that have a place."""
        return frozenset(key for key, stays in self.stays.items() if stays)
