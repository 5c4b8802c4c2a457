"""Nights of some dozens of households that hold every feature."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.shelter_nights import city
from pacte.street.shelter.rules.allocation.problem import Night


def mingled(seed: int, requests: int) -> Night:
    """Dormitories, beds that couples and groups share, households that agree to be split, pairs kept apart."""
    night = city(seed, requests=requests, places=requests, flexible_sites=3, shared_beds=True)
    rng = random.Random(seed)
    parties = tuple(
        replace(party, parts=((0,), tuple(range(1, party.size)))) if party.size > 1 and rng.random() < 0.1 else party
        for party in night.parties
    )
    sites = {lot.site for lot in night.lots}
    chosen = rng.sample([party.key for party in parties], 6)
    near = {key: rng.choice(sorted(sites)) for key in chosen}
    parties = tuple(replace(party, previous_site=near.get(party.key, party.previous_site)) for party in parties)
    apart = frozenset(frozenset(pair) for pair in zip(chosen[::2], chosen[1::2], strict=True))
    return replace(night, parties=parties, apart=apart)
