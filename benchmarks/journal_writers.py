"""Eight writers of the journal at once, with and without a seal at work: the journal has no lock of its own.

Compared with: one writer; and eight writers who each take one row's lock first, as a journal chained line by line
would have to. Run: .venv/bin/python benchmarks/journal_writers.py [seconds], and the same behind .ci/with-postgres.
It refuses to touch any database but one of its own (a temporary folder, or the empty one that .ci/with-postgres makes).
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import time
from typing import Any

WRITERS, OLD_LINES, HOURS = 8, 100_000, 48


def start() -> None:
    """Django in this process."""
    os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
    import django

    django.setup()


def write(end: float, number: int, is_chained: bool, out: Any) -> None:
    """One worker: acts noted one by one, each in its own transaction, until the end; the time that each took."""
    start()
    from django.db import transaction

    from pacte.ground.audit.models import Segment
    from pacte.ground.audit.services import record

    took = []
    while time.time() < end:
        began = time.perf_counter()
        with transaction.atomic():
            if is_chained:
                Segment.objects.select_for_update().order_by("first_row").first()
            record(None, "bench.write", f"bench.Row:{number}-{len(took)}", detail={"n": len(took)})
        took.append(time.perf_counter() - began)
    out.put(took)


def seal(end: float, out: Any) -> None:
    """Seals again and again, as many processes of `pacte tick` would."""
    start()
    from pacte.ground.audit.services import seal

    made, slowest, times = 0, 0.0, 0
    while time.time() < end:
        began = time.perf_counter()
        made += seal()
        slowest, times = max(slowest, time.perf_counter() - began), times + 1
        time.sleep(0.05)
    out.put((made, slowest, times))


def round_of(name: str, writers: int, seconds: float, *, is_chained: bool = False, is_sealed: bool = False) -> float:
    """Run so many writers together and print what they did; lines a second."""
    context = multiprocessing.get_context("spawn")
    out, sealing, gate = context.Queue(), context.Queue(), context.Barrier(writers + is_sealed)
    tasks = [
        context.Process(target=begin, args=(gate, seconds, write, number, is_chained, out)) for number in range(writers)
    ]
    if is_sealed:
        tasks.append(context.Process(target=begin, args=(gate, seconds, seal, sealing)))
    for task in tasks:
        task.start()
    took = sorted(each for _writer in range(writers) for each in out.get())
    sealed = sealing.get() if is_sealed else None
    for task in tasks:
        task.join()
    rate = len(took) / seconds
    marks = [1000 * took[min(len(took) - 1, int(len(took) * part))] for part in (0.5, 0.99, 1)]
    print(f"| {name} | {rate:,.0f} | {marks[0]:.1f} | {marks[1]:.1f} | {marks[2]:.0f} |".replace(",", " "), flush=True)
    if sealed:
        print(
            f"  ({sealed[0]} segments sealed meanwhile in {sealed[2]} passes, the longest {sealed[1]:.2f} s)",
            flush=True,
        )
    return rate


def begin(gate: Any, seconds: float, work: Any, *arguments: Any) -> None:
    """Every process imports and connects first, then they leave together."""
    start()
    from django.db import connection

    connection.ensure_connection()
    gate.wait()
    work(time.time() + seconds, *arguments)


def old_lines() -> None:
    """Lines of the last two days, for the seal to have something to do."""
    from datetime import timedelta

    from django.utils import timezone

    from pacte.ground.audit.models import Entry

    first = timezone.now() - timedelta(hours=HOURS)
    step = timedelta(hours=HOURS) / OLD_LINES
    Entry.objects.bulk_create(
        (Entry(at=first + step * n, action="bench.old", target=f"bench.Row:{n}") for n in range(OLD_LINES)), 1000
    )


def main(seconds: float) -> None:
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from pacte.ground.audit import reads, services
    from pacte.ground.audit.models import Entry

    if Entry.objects.exists():
        raise SystemExit("this database already holds a journal: give an empty one")
    print(f"{connection.vendor}, {seconds:.0f} seconds a round, {os.cpu_count()} cores\n")
    print("| round | lines a second | median, ms | 99th, ms | slowest, ms |\n|---|---:|---:|---:|---:|")
    round_of("1 writer", 1, seconds)
    free = round_of(f"{WRITERS} writers", WRITERS, seconds)
    services.seal(_later())
    old_lines()
    busy = round_of(f"{WRITERS} writers, and a seal at work", WRITERS, seconds, is_sealed=True)
    chained = round_of(f"{WRITERS} writers under one lock", WRITERS, seconds, is_chained=True)
    services.seal(_later())
    whole = reads.verify() == []
    print(f"\nwith a seal {busy / free:.2f} of without; under one lock {chained / free:.2f}; ", end="")
    print(f"{Entry.objects.count()} lines, {reads.seals().count} segments, {'whole' if whole else 'BROKEN'} afterwards")


def _later() -> Any:
    from datetime import timedelta

    from django.utils import timezone

    return timezone.now() + timedelta(hours=3)


if __name__ == "__main__":
    if not os.environ.get("DATABASE_URL"):
        os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-journal-")
    elif "PACTE_DATA" not in os.environ:
        os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-journal-keys-")
    start()
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 8)
