"""Looking for a person among a hundred thousand: how long a page takes, and who is found.

Three users ask through Django's test client, the whole page each time: a worker whose association follows 60 persons,
one whose organisation follows 5 000, and a regulator whose organisation follows all of them. The quality table asks
for persons drawn at random, each mistyped in one way, and counts those found first and in the first ten. CPU is this
process's own: all the work on SQLite, all but the server's on PostgreSQL; it compares where the machine is busy.
Run: .venv/bin/python benchmarks/person_search.py [persons] [searches], and for PostgreSQL
.ci/with-postgres .venv/bin/python benchmarks/person_search.py. On SQLite it builds a database of its own in a
temporary folder; under `.ci/with-postgres` the database is one that vanishes with it. It refuses any database that
holds a person.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median, quantiles

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-search-")
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path[:0] = [str(Path.cwd()), str(Path(__file__).parent)]

import django  # noqa: E402

django.setup()

import population  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from pacte.ground.accounts.models import User  # noqa: E402
from pacte.ground.partners.models import Membership, Organisation  # noqa: E402
from pacte.ground.people.models import File, FileWorker, OtherName, Person, PersonWord, Word, WordVariant  # noqa: E402
from pacte.ground.people.services import duplicates  # noqa: E402
from pacte.ground.people.services.indexing import index_all  # noqa: E402
from pacte.ground.people.services.search import search  # noqa: E402

LOT = 5_000
Said = population.Record
CYRILLIC = str.maketrans("abvgdeziklmnoprstuf", "абвгдезиклмнопрстуф")


def load(count: int) -> tuple[list[Said], dict[str, User]]:
    """The persons, their files in three organisations, and who asks."""
    assert not Person.objects.exists(), "this database holds persons"
    homes = {
        slug: Organisation.objects.create(slug=slug, name=slug, kind="association") for slug in ("few", "some", "all")
    }
    roles = {"few": "outreach_worker", "some": "social_worker", "all": "regulator"}
    users = {}
    for slug, home in homes.items():
        users[slug] = User.objects.create_user(
            f"{slug}@banc.example", display_name="Une personne", is_demonstration=True
        )
        Membership.objects.create(user=users[slug], organisation=home, role=roles[slug], starts_on=date(2015, 1, 1))
    said = population.people(count)
    for start in range(0, count, LOT):
        lot = said[start : start + LOT]
        persons = Person.objects.bulk_create(
            Person(
                pseudonym=f"P{each.who:07}", given_name=each.given, family_name=each.family, birth_date=each.birth,
                birth_year=each.birth.year if each.birth else None, birth_precision="date", gender=each.gender,
            )
            for each in lot
        )  # fmt: skip
        OtherName.objects.bulk_create(
            OtherName(person=person, name=each.nickname)
            for person, each in zip(persons, lot, strict=True)
            if each.nickname
        )
        for slug, every in (("few", count // 60), ("some", count // min(count, 5_000)), ("all", 1)):
            files = File.objects.bulk_create(
                File(person=person, organisation=homes[slug], purpose="support")
                for person, each in zip(persons, lot, strict=True) if each.who % every == 0
            )  # fmt: skip
            mine = files if slug == "few" else files[::500]
            FileWorker.objects.bulk_create(FileWorker(file=file, user=users[slug], is_lead=True) for file in mine)
    return said, users


def as_typed(chance: random.Random, one: Said) -> str:
    """What somebody types: mostly given and family name, some of it mistyped."""
    kind = chance.randrange(6)
    whole = f"{one.given} {one.family}"
    return {
        0: whole, 1: f"{one.family} {one.given}", 2: f"{population.slip(chance, one.given)} {one.family}",
        3: one.family, 4: one.given, 5: f"{one.given} {one.family[:3]}",
    }[kind]  # fmt: skip


def measure(who: str, user: User, said: list[Said], searches: int) -> None:
    chance = random.Random(7)
    client = Client()
    client.force_login(user)
    took, worked = [], []
    for rank in range(searches + 5):
        one = chance.choice(said)
        body = {"words": as_typed(chance, one), "birth_year": one.birth.year if one.birth and rank % 3 == 0 else ""}
        began, idle = time.perf_counter(), time.process_time()
        answer = client.post("/personnes/recherche/", body)
        if rank >= 5:
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - idle) * 1000)
        assert answer.status_code == 200, answer.status_code
    p95, busy = quantiles(took, n=20)[18], quantiles(worked, n=20)[18]
    print(f"{who:<38}{median(took):>9.1f}{p95:>9.1f}{max(took):>9.1f}{median(worked):>13.1f}{busy:>13.1f}")


def quality(user: User, said: list[Said], tries: int) -> None:
    chance = random.Random(11)
    ways: dict[str, Callable[[Said], tuple[str, int | None] | None]] = {
        "given and family name": lambda one: (f"{one.given} {one.family}", None),
        "family name first": lambda one: (f"{one.family} {one.given}", None),
        "with the birth year": lambda one: (f"{one.given} {one.family}", one.birth.year),
        "birth year one off": lambda one: (f"{one.given} {one.family}", one.birth.year + 1),
        "without accents, in capitals": lambda one: (_plain(f"{one.given} {one.family}").upper(), None),
        "a slip in one name, year known": lambda one: (
            f"{one.given} {population.slip(chance, one.family)}", one.birth.year,
        ),
        "a slip in each name, year known": lambda one: (
            f"{population.slip(chance, one.given)} {population.slip(chance, one.family)}", one.birth.year,
        ),
        "written as heard, year known": lambda one: (
            f"{population.misheard(chance, one.given)} {population.misheard(chance, one.family)}", one.birth.year,
        ),
        "beginning of the family name, year known": lambda one: (f"{one.given} {one.family[:4]}", one.birth.year),
        "nickname and given name": lambda one: (f"{one.nickname} {one.given}", None) if one.nickname else None,
        "nickname alone, year known": lambda one: (one.nickname, one.birth.year) if one.nickname else None,
        "in Cyrillic letters, year known": lambda one: (
            _plain(f"{one.given} {one.family}").casefold().translate(CYRILLIC), one.birth.year,
        ),
    }  # fmt: skip
    print(f"\n{'typed':<42}{'first':>8}{'in 10':>8}{'asked':>8}")
    for name, way in ways.items():
        first = ten = asked = 0
        while asked < tries:
            one = chance.choice(said)
            typed = way(one)
            if typed is None:
                continue
            asked += 1
            found = [hit.person.pseudonym for hit in search(user, *typed, limit=10)]
            first += found[:1] == [f"P{one.who:07}"]
            ten += f"P{one.who:07}" in found
        print(f"{name:<42}{first / asked:>8.1%}{ten / asked:>8.1%}{asked:>8}")


def _plain(text: str) -> str:
    from anyascii import anyascii

    return anyascii(text)


def proposals(said: list[Said], tries: int) -> None:
    """How long it takes to propose the duplicates of one new person."""
    chance, took = random.Random(13), []
    for one in chance.sample(said, tries):
        again = population.as_recorded(chance, one)
        person = Person.objects.get(pseudonym=f"P{one.who:07}")
        person.given_name, person.family_name = again.given, again.family
        began = time.perf_counter()
        duplicates.propose_for(person)
        took.append((time.perf_counter() - began) * 1000)
    print(f"\nduplicates of one person: median {median(took):.1f} ms, p95 {quantiles(took, n=20)[18]:.1f} ms")


def main(count: int, searches: int) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    said, users = load(count)
    loaded = time.perf_counter() - began
    began = time.perf_counter()
    index_all()
    sizes = ", ".join(f"{model.objects.count()} {model.__name__}" for model in (Word, WordVariant, PersonWord))
    print(
        f"{connection.vendor}: {count} persons loaded in {loaded:.0f} s, "
        f"indexed in {time.perf_counter() - began:.0f} s: {sizes}"
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(
        f"{'who asks, the whole page':<38}{'p50, ms':>9}{'p95, ms':>9}{'max, ms':>9}"
        f"{'p50, ms CPU':>13}{'p95, ms CPU':>13}"
    )
    for slug, who in (
        ("few", "a worker who sees 60"),
        ("some", "a worker who sees 5 000"),
        ("all", "a regulator who sees all"),
    ):
        measure(who, users[slug], said, searches)
    proposals(said, 200)
    quality(users["all"], said, 200)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 300)
