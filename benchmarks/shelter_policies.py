"""Three policies on the same synthetic nights: who is served, how far, who keeps their site, how many beds are lost.

1 500 households ask; 600 places are free, then 1 200, in rooms of one to five. Nights are invented
(`shelter_nights.city`): they tell the policies apart, and nothing about a city. Means over the seeds.
Run: .venv/bin/python benchmarks/shelter_policies.py [seeds] [requests]
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import mean

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path[:0] = [str(Path.cwd()), str(Path(__file__).parent)]

from benchmarks.shelter_nights import city  # noqa: E402
from pacte.street.shelter.enums.allocation import Policy  # noqa: E402
from pacte.street.shelter.rules.allocation.measures import Measures, measure  # noqa: E402
from pacte.street.shelter.rules.allocation.policies import allocate  # noqa: E402

TIERS = (1, 2, 3, 4)
HEAD = "| policy | served | persons | P1 % | P2 % | P3 % | P4 % | km | keep their site | beds lost | seconds |"
NAMES = {Policy.FIRST_COME: "first come", Policy.GREEDY: "greedy, one round", Policy.OPTIMAL: "optimal, one round"}


def shares(figures: Measures) -> list[float]:
    """Percent served of each tier."""
    by_tier = {each.tier: 100 * each.served / each.asked for each in figures.tiers if each.asked}
    return [by_tier.get(tier, 0.0) for tier in TIERS]


def table(requests: int, places: int, seeds: range) -> None:
    """One table: a row for each policy."""
    found: dict[Policy, list[tuple[Measures, float]]] = {policy: [] for policy in Policy}
    unproven = 0
    for seed in seeds:
        night = city(seed, requests=requests, places=places)
        for policy in Policy:
            began = time.perf_counter()
            allocation = allocate(night, policy, seconds=120.0)
            found[policy].append((measure(night, allocation), time.perf_counter() - began))
            unproven += not all(level.is_proven for level in allocation.reached)
    print(f"\n{requests} households, {places} places, mean of {len(seeds)} nights\n\n{HEAD}\n|---|{'---:|' * 10}")
    for policy, runs in found.items():
        tiers = [f"{mean(column):.0f}" for column in zip(*(shares(figures) for figures, _ in runs), strict=True)]
        cells = [
            f"{mean(figures.households for figures, _ in runs):.0f}",
            f"{mean(figures.persons for figures, _ in runs):.0f}",
            *tiers,
            f"{mean(figures.hectometres / figures.measured / 10 for figures, _ in runs):.1f}",
            f"{mean(figures.kept_site for figures, _ in runs):.0f}",
            f"{mean(figures.wasted for figures, _ in runs):.0f}",
            f"{mean(seconds for _, seconds in runs):.1f}",
        ]
        print(f"| {NAMES[policy]} | " + " | ".join(cells) + " |", flush=True)
    print(f"\nnights not proven to the last level: {unproven}")


def main() -> None:
    """Both tables."""
    seeds = range(1, 1 + int(sys.argv[1] if len(sys.argv) > 1 else 8))
    requests = int(sys.argv[2] if len(sys.argv) > 2 else 1500)
    for places in (600, 1200):
        table(requests, places, seeds)


if __name__ == "__main__":
    main()
