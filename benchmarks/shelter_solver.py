"""The best allocation of large synthetic nights: seconds, memory, proven bounds, ratio to one linear assignment.

Fixed rooms: the whole of `solve` (hard rules, every level to the last draw, the proof) against one single call of
scipy's `linear_sum_assignment`, in the same process, on the same matrix: requests × free units that somebody may have
(and columns for nowhere when they are fewer than requests), with the tiers, waiting, continuity, wasted beds and
distance in one exact number, as `solve` has them in its own first call (not compatible: zero). A second reference is
the usual one-shot matrix: a weight for each tier, less the distance. Flexible rooms: the three dormitories of each of
40 sites become women's or men's, and groups take several beds of one; in the last night couples share beds as well.
Run: .venv/bin/python benchmarks/shelter_solver.py [seed]; each night in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path.cwd()))
from benchmarks.shelter_nights import city
from pacte.street.shelter.rules.allocation.assignment import Face, packed
from pacte.street.shelter.rules.allocation.compatibility import folded
from pacte.street.shelter.rules.allocation.folded import Folded
from pacte.street.shelter.rules.allocation.levels import Judge
from pacte.street.shelter.rules.allocation.optimal import solve, solve_folded
from pacte.street.shelter.rules.allocation.problem import Night

FIXED = ((2000, 3000), (3600, 4900))
FLEXIBLE = ((2000, 3000, False), (2000, 3000, True))
TURNS = 5
TIER_WEIGHTS = {1: 1000.0, 2: 200.0, 3: 40.0, 4: 10.0}


def timed(work: Callable[[], Any], turns: int = TURNS) -> tuple[float, Any]:
    """Median seconds of this process's own work (everything here runs on one core), and the last result."""
    taken = []
    for _ in range(turns):
        began = time.process_time()
        result = work()
        taken.append(time.process_time() - began)
    return median(taken), result


def expanded(numbers: Folded, table: np.ndarray) -> np.ndarray:
    """A table rows × lots as rows × units, nowhere for whoever is not eligible, no fewer columns than rows."""
    units = np.minimum([lot.units for lot in numbers.lots], numbers.eligible.sum(axis=0))
    columns = np.repeat(np.arange(len(numbers.lots)), units)
    matrix = np.where(numbers.eligible, table, 0)[:, columns].astype(np.float64)
    missing = max(0, matrix.shape[0] - matrix.shape[1])
    return np.hstack([matrix, np.zeros((matrix.shape[0], missing))])


def same_costs(numbers: Folded) -> np.ndarray:
    """The costs of our own first call: all levels down to distance in one number."""
    first = next(packed(Judge.of(numbers).tables()[:4], Face.whole(numbers.eligible).allowed))
    return expanded(numbers, first[:, :-1])


def usual_costs(numbers: Folded) -> np.ndarray:
    """What one would write first: a weight for each tier, less a little for each kilometre."""
    gain = np.array([TIER_WEIGHTS[party.tier] for party in numbers.parties])[:, None] - 0.01 * numbers.distance
    return expanded(numbers, -gain)


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def describe(night: Night) -> str:
    units = sum(lot.units for lot in night.lots)
    places, persons = sum(lot.places for lot in night.lots), sum(party.size for party in night.parties)
    lots, sites = len(night.lots), len({lot.site for lot in night.lots})
    offer = f"{places} places ({units} units in {lots} lots of {sites} sites)"
    return f"{len(night.parties)} requests ({persons} persons) × {offer}"


def fixed(seed: int, requests: int, places: int) -> None:
    night = city(seed, requests=requests, places=places)
    before = peak()
    whole, allocation = timed(lambda: solve(night, seconds=600))
    after = peak()
    numbers = folded(night)
    folding, _ = timed(lambda: folded(night))
    solving, _ = timed(lambda: solve_folded(numbers, seconds=600))
    same, usual = same_costs(numbers), usual_costs(numbers)
    reference, _ = timed(lambda: linear_sum_assignment(same))
    second, _ = timed(lambda: linear_sum_assignment(usual))
    print(f"\nfixed rooms: {describe(night)}, {numbers.eligible.mean():.0%} of pairs compatible")
    print(f"  solve, all levels: {whole:.2f} s (hard rules {folding:.2f}, levels {solving:.2f})")
    print(f"  peak memory {after} MB, of which {before} MB before solving")
    size = f"{same.shape[0]} × {same.shape[1]}"
    print(f"  one linear assignment of the same {size} matrix: {reference:.2f} s; ratio {whole / reference:.1f}")
    print(f"  one linear assignment, usual weights: {second:.2f} s; ratio {whole / second:.1f}")
    report(allocation)


def flexible(seed: int, requests: int, places: int, shared_beds: bool) -> None:
    night = city(seed, requests=requests, places=places, flexible_sites=40, shared_beds=shared_beds)
    began = time.perf_counter()
    own, allocation = timed(lambda: solve(night, seconds=30.0), turns=1)
    whole = time.perf_counter() - began
    what = "flexible rooms and shared beds" if shared_beds else "flexible rooms"
    print(
        f"\n{what}: {describe(night)}, {sum(lot.is_flexible and lot.kind == 'beds' for lot in night.lots)} dormitories"
    )
    print(f"  solve within 30 s: {whole:.1f} s by the clock, {own:.1f} s of work; peak {peak()} MB")
    report(allocation)


def report(allocation: Any) -> None:
    for level in allocation.reached:
        name = f"{level.level.value} {level.tier}" if level.level.value == "tiers" else level.level.value
        print(f"    {name:<11} {level.value:>15} proven bound {level.bound:>15}{'' if level.is_proven else '  (open)'}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        kind, seed, *sizes = sys.argv[1], *(int(value) for value in sys.argv[2:])
        fixed(seed, *sizes) if kind == "fixed" else flexible(seed, sizes[0], sizes[1], bool(sizes[2]))
    else:
        seed = sys.argv[1] if len(sys.argv) > 1 else "1"
        cases = [["fixed", seed, *map(str, sizes)] for sizes in FIXED]
        cases += [["flexible", seed, *(str(int(value)) for value in sizes)] for sizes in FLEXIBLE]
        for case in cases:
            subprocess.run([sys.executable, "-m", "benchmarks.shelter_solver", *case], check=True)
