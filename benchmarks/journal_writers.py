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
from dataclasses import dataclass
from statistics import median
from typing import Any

WRITERS, TIMES, OLD_LINES, HOURS = 8, 3, 20_000, 48


def start() -> None:
    """Django in this process."""
    os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
    import django

    django.setup()


def work(pipe: Any) -> None:
    """A process of its own: told what to do and for how long, answers with what it did, until told nothing."""
    start()
    from django.db import connection

    connection.ensure_connection()
    pipe.send("ready")
    while asked := pipe.recv():
        kind, seconds = asked
        end = time.time() + seconds
        pipe.send(seal(end) if kind == "seal" else write(end, is_chained=kind == "chained"))


def write(end: float, *, is_chained: bool) -> list[float]:
    """Acts noted one by one, each in its own transaction, until the end; the time that each took."""
    from django.db import transaction

    from pacte.ground.audit.models import Segment
    from pacte.ground.audit.services import record

    took: list[float] = []
    while time.time() < end:
        began = time.perf_counter()
        with transaction.atomic():
            if is_chained:
                Segment.objects.select_for_update().order_by("first_row").first()
            record(None, "bench.write", f"bench.Row:{len(took)}", detail={"n": len(took)})
        took.append(time.perf_counter() - began)
    return took


def seal(end: float) -> tuple[int, float, int]:
    """Seals again and again, as many processes of `pacte tick` would: segments made, slowest pass, passes."""
    from pacte.ground.audit.services import seal

    made, slowest, times = 0, 0.0, 0
    while time.time() < end:
        began = time.perf_counter()
        made += seal()
        slowest, times = max(slowest, time.perf_counter() - began), times + 1
        time.sleep(0.05)
    return made, slowest, times


class Crew:
    """Eight writers and one who seals, started once for all rounds."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipes = []
        for _one in range(WRITERS + 1):
            ours, theirs = context.Pipe()
            context.Process(target=work, args=(theirs,), daemon=True).start()
            self.pipes.append(ours)
        for pipe in self.pipes:
            assert pipe.recv() == "ready"

    def round(self, writers: int, seconds: float, *, kind: str = "free", is_sealed: bool = False) -> Round:
        """So many writers together, with a seal at work or not."""
        sealer, active = self.pipes[-1], self.pipes[:writers]
        if is_sealed:
            sealer.send(("seal", seconds))
        for pipe in active:
            pipe.send((kind, seconds))
        took = sorted(each for pipe in active for each in pipe.recv())
        marks = tuple(1000 * took[min(len(took) - 1, int(len(took) * part))] for part in (0.5, 0.99, 1))
        return Round(len(took) / seconds, marks, sealer.recv() if is_sealed else None)


@dataclass(frozen=True)
class Round:
    """Lines a second; median, 99th and slowest in milliseconds; what was sealed meanwhile."""

    rate: float
    marks: tuple[float, ...]
    sealed: tuple[int, float, int] | None


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
    kinds = {
        "1 writer": {"writers": 1},
        f"{WRITERS} writers": {"writers": WRITERS},
        f"{WRITERS} writers and a seal at work": {"writers": WRITERS, "is_sealed": True},
        f"{WRITERS} writers under one lock": {"writers": WRITERS, "kind": "chained"},
    }
    crew, found = Crew(), {name: [] for name in kinds}
    for _time in range(TIMES):
        for name, options in kinds.items():
            if options.get("is_sealed"):
                services.seal(_later())
                old_lines()
            found[name].append(crew.round(seconds=seconds, **options))
    for pipe in crew.pipes:
        pipe.send(None)
    print("| round | lines a second (median of 3) | median, ms | 99th, ms | slowest, ms |\n|---|---:|---:|---:|---:|")
    for name, rounds in found.items():
        print(f"| {name} | {median(each.rate for each in rounds):.0f} |", end="")
        middle = [median(each.marks[place] for each in rounds) for place in range(3)]
        print(f" {middle[0]:.1f} | {middle[1]:.1f} | {middle[2]:.0f} |")
    for each in found[f"{WRITERS} writers and a seal at work"]:
        print(f"sealed meanwhile, segments, slowest pass in seconds, passes: {each.sealed}")
    services.seal(_later())
    whole = reads.verify() == []
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
