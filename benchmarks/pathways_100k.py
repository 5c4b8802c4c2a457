"""A hundred thousand cases: how long a worker's worklist takes, and the nightly recomputation of every clock.

Cases are invented, of eight events each at most, under those schemes of the product that have four clocks or more; a
worker follows two hundred. First every case is folded into clocks that do not exist yet, then again when nothing has
changed (a usual night), then once more after a dated period was added, which moves the terms of some. Pages are asked
through Django's test client by workers drawn at random, the whole page each time. CPU is that of this process and its
children (all the work on SQLite, all but the server's on PostgreSQL): it compares where the machine is busy.
Run: .venv/bin/python benchmarks/pathways_100k.py [cases] [pages], and for PostgreSQL
.ci/with-postgres .venv/bin/python benchmarks/pathways_100k.py. On SQLite it builds a database of its own in a temporary
folder; under `.ci/with-postgres` the database is one that vanishes with it. It refuses any database that holds a case.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-pathways-")
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path.insert(0, str(Path.cwd()))

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from pacte.ground.accounts.models import User  # noqa: E402
from pacte.ground.partners.models import Membership, Organisation  # noqa: E402
from pacte.ground.pathways.models import Case, CaseClock, CaseEvent, LegalPeriod, SchemeVersion  # noqa: E402
from pacte.ground.pathways.reads.stories import schemes_of  # noqa: E402
from pacte.ground.pathways.rules.scheme import FactKind, Scheme  # noqa: E402
from pacte.ground.pathways.services.recomputing import refold_all  # noqa: E402
from pacte.ground.pathways.services.shipped import load  # noqa: E402
from pacte.ground.people.models import File, FileWorker, Person  # noqa: E402

LOT = 5_000
CASES_OF_A_WORKER = 200
EVENTS = 8
CLOCKS = 4
PAGES = ("worklist:my_day", "pathways:cases")


def walk(chance: random.Random, scheme: Scheme, today: date) -> list[tuple[str, str, date | None, object]]:
    """Eight events of a case, each as (kind, what, day, value): six steps in an order that the scheme expects,
    those that start a clock more often."""
    day = today - timedelta(days=chance.randrange(20, 540))
    told: list[tuple[str, str, date | None, object]] = []
    starting = {clock.start for clock in scheme.clocks}
    opening = [each for each in scheme.steps if each.opens]
    step = chance.choices(opening, [4 if each.key in starting else 1 for each in opening])[0]
    done = {step.key}
    for _ in range(EVENTS - 2):
        told.append(("happened", step.key, day, None))
        following = [
            each for each in scheme.steps
            if not done.isdisjoint(each.after) and (each.repeats or each.key not in done)
            and (not each.closes or chance.random() < 0.2)
        ]  # fmt: skip
        if step.closes or not following:
            break
        step = chance.choices(following, [4 if each.key in starting else 1 for each in following])[0]
        done.add(step.key)
        day = min(day + timedelta(days=chance.randrange(1, 40)), today)
    planned = chance.choices(scheme.steps, [4 if each.key in starting else 1 for each in scheme.steps])[0]
    told.append(("planned", planned.key, today + timedelta(days=chance.randrange(1, 90)), None))
    signed = today - timedelta(days=chance.randrange(100, 4000))
    told += [("fact", each.key, None, signed.isoformat()) for each in scheme.facts if each.kind == FactKind.DATE][:1]
    return told


def load_cases(count: int, today: date) -> list[User]:
    """The workers, their persons, files, cases and events."""
    assert not Case.objects.exists(), "this database holds cases"
    load(None)
    versions = list(SchemeVersion.objects.select_related("scheme"))
    schemes = schemes_of(version.pk for version in versions)
    versions = [version for version in versions if len(schemes[version.pk].clocks) >= CLOCKS]
    home = Organisation.objects.create(slug="banc", name="Organisation du banc", kind="association")
    workers = [
        User.objects.create_user(f"worker-{n}@banc.example", display_name="Une personne", is_demonstration=True)
        for n in range(max(count // CASES_OF_A_WORKER, 1))
    ]
    Membership.objects.bulk_create(
        Membership(user=user, organisation=home, role="social_worker", starts_on=date(2015, 1, 1)) for user in workers
    )
    chance = random.Random(7)
    for start in range(0, count, LOT):
        numbers = range(start, min(start + LOT, count))
        persons = Person.objects.bulk_create(Person(pseudonym=f"P{n:07}") for n in numbers)
        files = File.objects.bulk_create(File(person=each, organisation=home, purpose="support") for each in persons)
        FileWorker.objects.bulk_create(
            FileWorker(file=file, user=workers[n % len(workers)], is_lead=True)
            for n, file in zip(numbers, files, strict=True)
        )
        picked = [chance.choice(versions) for _ in numbers]
        told = [walk(chance, schemes[version.pk], today) for version in picked]
        cases = Case.objects.bulk_create(
            Case(
                number=n + 1, scheme=version.scheme, version=version, file=file, organisation=home,
                lead=workers[n % len(workers)], opened_on=events[0][2], events_count=len(events),
            )
            for n, file, version, events in zip(numbers, files, picked, told, strict=True)
        )  # fmt: skip
        CaseEvent.objects.bulk_create(
            CaseEvent(case=case, rank=rank, kind=kind, what=what, on=on, value=value)
            for case, events in zip(cases, told, strict=True)
            for rank, (kind, what, on, value) in enumerate(events, start=1)
        )
    return workers


def processor() -> float:
    """Seconds of this process and of its children that ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def timed(what: str, work: Callable[[], object]) -> None:
    began, busy = time.perf_counter(), processor()
    answer = work()
    print(f"| {what} | {time.perf_counter() - began:.1f} | {processor() - busy:.1f} | {answer} |", flush=True)


def another_period(today: date) -> None:
    """A period of the winter truce's kind that holds today."""
    LegalPeriod.objects.create(
        kind="winter_truce", starts_on=today - timedelta(days=20), ends_on=today + timedelta(days=40), is_sample=True
    )


def pages(workers: list[User], name: str, times: int) -> None:
    chance = random.Random(11)
    took: list[float] = []
    worked: list[float] = []
    size = 0
    for turn in range(times + 3):
        client = Client(SERVER_NAME="localhost")
        client.force_login(chance.choice(workers))
        began, idle = time.perf_counter(), time.process_time()
        answer = client.get(reverse(name))
        if turn >= 3:
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - idle) * 1000)
        assert answer.status_code == 200, (name, answer.status_code)
        size = len(answer.content)
    p95, busy = quantiles(took, n=20)[18], quantiles(worked, n=20)[18]
    cells = [
        f"`{name}`",
        *(f"{each:.0f}" for each in (median(took), p95, max(took), median(worked), busy, size / 1000)),
    ]
    print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Two tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    today = date.today()
    call_command("migrate", verbosity=0)
    workers = load_cases(count, today)
    print(
        f"{connection.vendor}: {Case.objects.count()} cases, {CaseEvent.objects.count()} events, {len(workers)} workers"
    )
    print("\n| recomputation | seconds | CPU | answered |\n|---|---:|---:|---:|")
    timed("every clock, none there yet", refold_all)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    timed("a usual night, nothing changed", refold_all)
    another_period(today)
    timed("a night after a dated period was added", refold_all)
    print(f"\n{CaseClock.objects.count()} clocks, {CaseClock.objects.live().count()} of them run")
    print("\n| page | median, ms | 95th, ms | slowest, ms | CPU median, ms | CPU 95th, ms | kB |")
    print("|---|" + "---:|" * 6)
    for name in PAGES:
        pages(workers, name, times)
    print(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
