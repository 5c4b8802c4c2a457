"""Counts the weights of `people/data/matching_weights.toml` on synthetic records, and prints the file.

m is counted on pairs of records of one person, u on pairs drawn at random, for a population that no other benchmark
uses. What the synthetic records do not hold (telephone, address) is set by hand, and the file says so. Nothing is
learned from anybody's data. Run: .venv/bin/python benchmarks/train_matching.py > src/pacte/ground/people/data/matching_weights.toml
"""  # noqa: E501 - a command is on one line

from __future__ import annotations

import math
import random
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

sys.path[:0] = [str(Path.cwd() / "src"), str(Path(__file__).parent)]

import population  # noqa: E402

from pacte.ground.people.rules import matching  # noqa: E402

SEED, RECORDS, RANDOM_PAIRS = 1954, 60_000, 1_500_000
PROPOSE_FROM = 18.0
BY_HAND = {
    "phone_same": 9.0,
    "phone_other": -1.0,
    "email_same": 11.0,
    "email_other": -0.5,
    "other_name": 5.0,
    "gender_other": -3.0,
}


def levels(one: matching.Side, other: matching.Side) -> list[str]:
    flat = matching.Weights("none", 0, defaultdict(float), {"given": 1.0, "family": 1.0})
    return [reason.code for reason in matching.compare(one, other, flat, lambda _word: 1.0).reasons]


def counted(pairs: list[tuple[matching.Side, matching.Side]]) -> dict[str, float]:
    """How often each level is met, among the pairs that have something to compare."""
    met: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one, other in pairs:
        for code in levels(one, other):
            met[code] += 1
            asked[code.split("_")[0]] += 1
    return {code: count / asked[code.split("_")[0]] for code, count in met.items()}


def crossed(pairs: list[tuple[matching.Side, matching.Side]]) -> float:
    """The share of pairs of one person whose names are exactly those of the other, changed over."""
    whole = [pair for pair in pairs if pair[0].given and pair[0].family and pair[1].given and pair[1].family]
    return sum(a.given == b.family and a.family == b.given for a, b in whole) / len(whole)


def main() -> None:
    made = population.records(RECORDS, SEED)
    sides = [matching.side(r.given, r.family, [r.nickname], birth_date=r.birth, gender=r.gender) for r in made]
    groups = defaultdict(list)
    for record, one in zip(made, sides, strict=True):
        groups[record.who].append(one)
    same = [pair for group in groups.values() for pair in combinations(group, 2)]
    chance = random.Random(SEED)
    different = []
    while len(different) < RANDOM_PAIRS:
        a, b = chance.randrange(RECORDS), chance.randrange(RECORDS)
        if made[a].who != made[b].who:
            different.append((sides[a], sides[b]))
    m, u = counted(same), counted(different)
    bits = {
        code: round(math.log2(max(m.get(code, 0), 1e-5) / max(u.get(code, 0), 1e-6)), 2)
        for code in sorted(m.keys() | u.keys())
        if not code.endswith("_exact")
    }
    bits["names_swapped"] = round(math.log2(crossed(same) / (1 - crossed(same))), 2)
    print("# Weights of the evidence that two records are one person, in bits (log2 of m / u).")
    print(
        "# Counted by benchmarks/train_matching.py on synthetic records, on nobody's data; those of [by_hand] are set."
    )
    print("# exact names weigh log2(same_name / share of the persons who bear the name), at most 15.")
    print(f'version = "1: {len(same)} synthetic pairs of one person, {RANDOM_PAIRS} of two"')
    print(f"propose_from = {PROPOSE_FROM}\n")
    print(f"[same_name]\ngiven = {m['given_exact']:.3f}\nfamily = {m['family_exact']:.3f}\n\n[bits]")
    print("\n".join(f"{code} = {value}" for code, value in (bits | BY_HAND).items() if code not in BY_HAND))
    print("\n[by_hand]\n" + "\n".join(f"{code} = {value}" for code, value in BY_HAND.items()))


if __name__ == "__main__":
    main()
