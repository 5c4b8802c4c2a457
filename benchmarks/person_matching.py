"""A hundred thousand street-like records of three quarters as many persons: which pairs are found, and at what cost.

Two ways: splink on all the records at once (`pacte people match`), and our own rules, person by person through the
database (`propose_for`, what happens after each record), on a sample. Truth is known: the records are synthetic, 18 %
of names mistyped, 12 % of births on a first of January, 12 % without one, 7 % of names changed over, no telephone.
Run: .venv/bin/python benchmarks/person_matching.py [records] [sample]. It builds a database of its own in a temporary
folder and refuses to touch any other.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from statistics import median, quantiles

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-matching-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path[:0] = [str(Path.cwd()), str(Path(__file__).parent)]

import django  # noqa: E402

django.setup()

import population  # noqa: E402
from django.core.management import call_command  # noqa: E402

from pacte.ground.people.models import OtherName, Person  # noqa: E402
from pacte.ground.people.reads import matching  # noqa: E402
from pacte.ground.people.services.batch_matching import estimated  # noqa: E402
from pacte.ground.people.services.indexing import index_all  # noqa: E402

LOT = 5_000
Pairs = set[frozenset[int]]


def peak() -> str:
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def load(count: int) -> tuple[dict[int, int], Pairs]:
    """Whose each record is, and the pairs of one person."""
    whose: dict[int, int] = {}
    made = population.records(count, seed=2020)
    for start in range(0, count, LOT):
        lot = made[start : start + LOT]
        persons = Person.objects.bulk_create(
            Person(
                pseudonym=f"P{rank:07}", given_name=one.given, family_name=one.family, gender=one.gender,
                birth_date=one.birth, birth_year=one.birth.year if one.birth else None,
                birth_precision=("date" if one.has_day else "year") if one.birth else "",
            )
            for rank, one in enumerate(lot, start=start)
        )  # fmt: skip
        named = ((person, one.nickname) for person, one in zip(persons, lot, strict=True) if one.nickname)
        OtherName.objects.bulk_create(OtherName(person=person, name=name) for person, name in named)
        whose |= {person.pk: one.who for person, one in zip(persons, lot, strict=True)}
    groups: dict[int, list[int]] = defaultdict(list)
    for pk, who in whose.items():
        groups[who].append(pk)
    return whose, {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}


def table(found: dict[frozenset[int], float], truth: Pairs, floors: list[float], unit: str) -> None:
    print(f"{unit:<22}{'pairs':>9}{'precision':>11}{'recall':>9}")
    for floor in floors:
        kept = {pair for pair, score in found.items() if score >= floor}
        right = len(kept & truth)
        print(f"{floor:<22}{len(kept):>9}{right / max(len(kept), 1):>11.4f}{right / len(truth):>9.3f}")


def with_splink(truth: Pairs) -> None:
    began = time.perf_counter()
    sides = matching.sides(matching.matchable())
    read = time.perf_counter() - began
    found = {frozenset((each.one, each.other)): each.probability for each in estimated(sides, 0.05)}
    print(f"\nsplink: read {read:.0f} s, trained and compared {time.perf_counter() - began - read:.0f} s, {peak()}")
    table(found, truth, [0.999, 0.99, 0.9, 0.5, 0.1], "probability from")


def with_rules(whose: dict[int, int], truth: Pairs, sample: int) -> None:
    took, found = [], {}
    asked = set(random.Random(17).sample(sorted(whose), sample))
    for person in Person.objects.filter(pk__in=asked):
        began = time.perf_counter()
        alike = matching.alike(person, least=8.0)
        took.append((time.perf_counter() - began) * 1000)
        found |= {frozenset((person.pk, each.pk)): each.verdict.score for each in alike}
    mine = {pair for pair in truth if pair & asked}
    print(
        f"\nour rules on {sample} persons: median {median(took):.0f} ms, "
        f"p95 {quantiles(took, n=20)[18]:.0f} ms, {peak()}"
    )
    table(found, mine, [26, 24, 22, 20, 18, 16, 14, 12], "bits from")


def exact(truth: Pairs) -> None:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    rows = Person.objects.filter(birth_date__isnull=False)
    for pk, *same in rows.values_list("pk", "given_name", "family_name", "birth_date"):
        groups[tuple(same)].append(pk)
    found = {frozenset(pair) for group in groups.values() for pair in combinations(group, 2)}
    right = len(found & truth)
    print(
        f"the same names and date, letter by letter: "
        f"precision {right / len(found):.4f}, recall {right / len(truth):.3f}"
    )


def main(count: int, sample: int) -> None:
    call_command("migrate", verbosity=0)
    whose, truth = load(count)
    index_all()
    print(f"{count} records of {len(set(whose.values()))} persons, {len(truth)} pairs of one person")
    exact(truth)
    with_rules(whose, truth, sample)
    with_splink(truth)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1_500)
