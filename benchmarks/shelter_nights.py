"""Plainly synthetic nights: tiny ones that hold every feature at once, and nights of a city of the size of Paris.

Shares of households, tiers and sizes are invented in the shape of what is published; nothing here says anything about
Paris. The same seed gives the same night.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from pacte.street.shelter.enums.allocation import TonightMode
from pacte.street.shelter.enums.stock import LotAudience, LotKind
from pacte.street.shelter.rules.allocation.problem import Lot, Member, Night, Party

WOMAN, MAN = "woman", "man"
Point = tuple[float, float]
SOUTH_WEST, NORTH_EAST = (48.815, 2.255), (48.902, 2.415)
CORNERS: tuple[Point, ...] = ((48.85, 2.35), (48.87, 2.35), (48.85, 2.39))
"""Few points and few waits, so that tiny nights are full of ties for every level to break."""


def tiny(seed: int, *, parties: int = 5, lots: int = 4, draws: Sequence[str] = ("any",)) -> Night:
    """A night small enough to try every allocation. `draws`: "any", or "rooms" for nights of rooms alone."""
    rng = random.Random(seed)
    rooms = rng.choice(draws) == "rooms"
    stock = tuple(_tiny_lot(rng, number, rooms) for number in range(rng.randint(1, lots)))
    asking = tuple(_tiny_party(rng, number) for number in range(rng.randint(1, parties)))
    pairs = [(one.key, other.key) for one in asking for other in asking if one.key < other.key]
    settled = {
        lot.key: rng.choice(list(TonightMode))
        for lot in stock
        if lot.is_flexible and lot.kind != LotKind.ROOM and rng.random() < 0.2
    }
    return Night(
        date="2031-02-07",
        parties=asking,
        lots=stock,
        seed=rng.randrange(1000),
        apart=frozenset(frozenset(pair) for pair in pairs if rng.random() < 0.08),
        quota=(rng.choice((10, 34, 60)), rng.randint(1, 2)) if rng.random() < 0.3 else None,
        modes=settled,
    )


def _tiny_party(rng: random.Random, number: int) -> Party:
    shape = rng.choices(("alone", "pair", "family", "group", "child"), (50, 18, 20, 10, 2))[0]
    members = tuple(_members(rng, shape))
    parts: tuple[tuple[int, ...], ...] = ()
    if len(members) > 1 and rng.random() < 0.6:
        cut = rng.randint(1, len(members) - 1)
        places = list(range(len(members)))
        parts = (tuple(places[:cut]), tuple(places[cut:]))
    return Party(
        key=f"p{number}",
        members=members,
        tier=rng.randint(1, 3),
        waiting=rng.randint(0, 2),
        received=number,
        needs_step_free=rng.random() < 0.1,
        animals=int(rng.random() < 0.1),
        previous_site=rng.choice(("", "", "s0", "s1")),
        point=rng.choice((None, *CORNERS)),
        parts=parts,
        excluded_sites=frozenset({"s0"} if rng.random() < 0.06 else ()),
        has_minor_alone=rng.random() < 0.02,
    )


def _members(rng: random.Random, shape: str) -> list[Member]:
    def adult() -> Member:
        return Member(rng.choice((19, 24, 40, 70, None)), rng.choice((WOMAN, WOMAN, MAN, MAN, "", "other")))

    if shape == "child":
        return [Member(16, rng.choice((WOMAN, MAN)))]
    adults = [adult() for _ in range({"alone": 1, "pair": 2, "family": rng.randint(1, 2), "group": 3}[shape])]
    if shape in {"pair", "group"} and rng.random() < 0.6:
        adults = [Member(one.age, adults[0].gender) for one in adults]
    children = [Member(rng.randint(0, 17)) for _ in range(rng.randint(1, 2))] if shape == "family" else []
    return adults + children


def _tiny_lot(rng: random.Random, number: int, rooms: bool) -> Lot:
    kind = LotKind.ROOM if rooms else rng.choice((LotKind.ROOM, LotKind.BEDS, LotKind.BEDS, LotKind.CHAIRS))
    welcome = (LotAudience.ANYONE,) * 8 + (LotAudience.WOMEN_OR_MEN,) * 6 + tuple(LotAudience)
    return Lot(
        key=f"l{number}",
        site=f"s{rng.randint(0, 2)}",
        kind=kind,
        units=rng.choice((0, 1, 1, 2)) if kind == LotKind.ROOM else rng.randint(1, 4),
        unit_places=rng.randint(1, 4) if kind == LotKind.ROOM else 1,
        audience=rng.choice(welcome),
        min_age=rng.choice((None, None, None, None, 21)),
        max_age=rng.choice((*(None,) * 8, 30)),
        step_free=rng.random() < 0.8,
        accepts_animals=rng.random() < 0.8,
        is_closed=rng.random() < 0.04,
        point=rng.choice((None, *CORNERS)),
    )


def city(seed: int, *, requests: int, places: int, flexible_sites: int = 0, shared_beds: bool = False) -> Night:
    """A night of a city: rooms in 190 sites, and at `flexible_sites` of them three dormitories for women or men.

    `shared_beds`: some rooms for two become beds that couples and groups share with others.
    """
    rng = random.Random(seed)
    sites = [_somewhere(rng) for _ in range(190)]
    stock = [
        Lot(f"d{site:03}-{number}", f"s{site:03}", LotKind.BEDS, rng.choice((4, 6, 8)), 1, LotAudience.WOMEN_OR_MEN,
            step_free=rng.random() < 0.4, accepts_animals=rng.random() < 0.3, point=sites[site])
        for site in range(flexible_sites)
        for number in range(3)
    ]  # fmt: skip
    stock += _rooms(rng, sites, places - sum(lot.places for lot in stock), shared_beds)
    quarters = [_somewhere(rng) for _ in range(80)]
    return Night(
        date="2031-02-07",
        parties=tuple(_party(rng, number, quarters, len(sites)) for number in range(requests)),
        lots=tuple(stock),
        seed=seed,
    )


def _somewhere(rng: random.Random) -> Point:
    """A point of a rectangle around Paris, to a hundredth of a degree: no finer than a quarter."""
    return (round(rng.uniform(SOUTH_WEST[0], NORTH_EAST[0]), 3), round(rng.uniform(SOUTH_WEST[1], NORTH_EAST[1]), 3))


def _rooms(rng: random.Random, sites: Sequence[Point], places: int, shared_beds: bool) -> list[Lot]:
    """About as many places as asked, in 340 lots or so: rooms of one to five places, for the audiences of a city."""
    per_lot = max(1.0, places / 425)
    stock: list[Lot] = []
    while (left := places - sum(lot.places for lot in stock)) > 0:
        audience, size = rng.choices(
            (
                (LotAudience.MEN, 1), (LotAudience.ANYONE, 1), (LotAudience.WOMEN, 1), (LotAudience.WOMEN_OR_MEN, 1),
                (LotAudience.ADULTS, 2), (LotAudience.COUPLES, 2),
                (LotAudience.FAMILIES, rng.choice((2, 3, 3, 4, 4, 5))),
                (LotAudience.WOMEN_WITH_CHILDREN, rng.choice((2, 3, 4))), (LotAudience.ANYONE, rng.choice((2, 3))),
            ),
            (36, 12, 11, 6, 5, 4, 17, 5, 4),
        )[0]  # fmt: skip
        site = len(stock) if len(stock) < len(sites) else rng.randrange(len(sites))
        units = max(1, min(math.ceil(left / size), round(rng.uniform(0.4, 1.6) * per_lot / (1 + 0.4 * (size - 1)))))
        beds = shared_beds and audience == LotAudience.ADULTS
        stock.append(
            Lot(
                f"r{len(stock):04}",
                f"s{site:03}",
                LotKind.BEDS if beds else LotKind.ROOM,
                units * size if beds else units,
                1 if beds else size,
                audience,
                min_age=25 if audience == LotAudience.MEN and rng.random() < 0.1 else None,
                max_age=25 if audience in {LotAudience.MEN, LotAudience.WOMEN} and rng.random() < 0.06 else None,
                step_free=rng.random() < 0.35,
                accepts_animals=rng.random() < 0.2,
                point=sites[site],
            )
        )
    return stock


def _party(rng: random.Random, number: int, quarters: Sequence[Point], sites: int) -> Party:
    kind = rng.choices(("men", "families", "women", "couples", "groups"), (45, 35, 11, 6, 3))[0]
    members = _household(rng, kind)
    youngest = min((one.age for one in members if one.age is not None), default=40)
    return Party(
        key=f"p{number:05}",
        members=tuple(members),
        tier=_tier(rng, kind, youngest),
        waiting=min(30, int(rng.expovariate(0.25))),
        received=number,
        needs_step_free=rng.random() < 0.05,
        animals=int(rng.random() < 0.04),
        previous_site=f"s{rng.randrange(sites):03}" if rng.random() < 0.25 else "",
        point=rng.choice(quarters) if rng.random() < 0.92 else None,
    )


def _household(rng: random.Random, kind: str) -> list[Member]:
    def adult(gender: str) -> Member:
        return Member(rng.choice((None, rng.randint(18, 75))), gender)

    match kind:
        case "men":
            return [adult(MAN if rng.random() < 0.97 else "")]
        case "women":
            return [adult(WOMAN if rng.random() < 0.97 else "")]
        case "couples":
            return [adult(WOMAN), adult(MAN)]
        case "groups":
            gender = rng.choice((MAN, MAN, WOMAN, ""))
            return [adult(gender) for _ in range(rng.choice((2, 2, 3)))]
    adults = [adult(WOMAN)] + ([adult(MAN)] if rng.random() < 0.45 else [])
    return adults + [Member(rng.randint(0, 17)) for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))]


def _tier(rng: random.Random, kind: str, youngest: int) -> int:
    if kind == "families":
        return rng.choices((1, 2), (40, 60))[0] if youngest < 3 else rng.choices((2, 3, 4), (15, 55, 30))[0]
    shares = {"women": (20, 45, 20, 15), "men": (2, 20, 23, 55), "couples": (8, 17, 20, 55), "groups": (0, 5, 15, 80)}
    return rng.choices((1, 2, 3, 4), shares[kind])[0]
