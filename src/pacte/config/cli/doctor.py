"""`doctor`: each line says ok, or what is wrong and how to mend it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec

import click

WORKER_SILENT = timedelta(minutes=2)
TICK_OVERDUE = timedelta(minutes=15)
DISK_LEFT = 1024**3
"""Bytes below which a city's attachments and backups are soon at risk."""


@dataclass(frozen=True)
class Finding:
    """One line: `fault` is empty when all is well; a `caution` does not change the exit code."""

    what: str
    fault: str = ""
    remedy: str = ""
    caution: bool = False

    def line(self) -> str:
        """As it is printed.

        >>> Finding("python").line()
        'ok       python'
        >>> Finding("disk", "200 MB left", "free some").line()
        'WRONG    disk: 200 MB left. To mend: free some.'
        """
        if not self.fault:
            return f"ok       {self.what}"
        mark = "caution " if self.caution else "WRONG   "
        return f"{mark} {self.what}: {self.fault.rstrip('.')}. To mend: {self.remedy.rstrip('.')}."


@click.command()
def doctor() -> None:
    """Say what is wrong with this installation and how to mend it. Exit code 1 if anything is."""
    wrong = False
    for examine in EXAMINATIONS:
        for finding in examine():
            click.echo(finding.line())
            wrong = wrong or bool(finding.fault and not finding.caution)
    sys.exit(1 if wrong else 0)


def python() -> Iterator[Finding]:
    ready = sys.version_info >= (3, 11)
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(f"Python {version}", "" if ready else "too old", "install Python 3.11 or later")


def libraries() -> Iterator[Finding]:
    for name, use in (("typst", "PDF"), ("vl_convert", "charts"), ("shapely", "maps"), ("openpyxl", "spreadsheets")):
        missing = find_spec(name) is None
        yield Finding(f"{name} ({use})", "not installed" if missing else "", "run `make install`")


def fonts() -> Iterator[Finding]:
    from pathlib import Path

    import pacte

    found = [path for ending in ("*.ttf", "*.otf") for path in Path(pacte.__file__).parent.rglob(ending)]
    fault = "" if found else "none in the package"
    yield Finding(f"fonts of the product ({len(found)})", fault, "install Pacte again")


def database() -> Iterator[Finding]:
    from django.db import connection

    from pacte.ground.web import readiness

    faults = readiness.faults()
    yield Finding(f"database ({connection.vendor})", "; ".join(faults), "check DATABASE_URL, then run `pacte migrate`")


def data_folder() -> Iterator[Finding]:
    import os

    from pacte.config import environment as env

    folder = env.data_dir()
    writable = os.access(folder, os.W_OK | os.X_OK)
    yield Finding(f"data folder {folder}", "" if writable else "cannot be written", "give it to the service's user")
    left = shutil.disk_usage(folder).free
    low = "" if left >= DISK_LEFT else f"{left // 1024**2} MB left"
    yield Finding("disk", low, "free space, or move PACTE_DATA to a larger disk")


def keys() -> Iterator[Finding]:
    from pacte.config import environment as env
    from pacte.config import keys as key_file

    path = env.data_dir() / "keys.json"
    if not path.exists():
        yield Finding("keys", "missing", "run `pacte keys generate`")
        return
    open_to_others = key_file.readable_by_others(path)
    yield Finding("keys", "keys.json is readable by others" if open_to_others else "", "chmod 600 keys.json")


def time_zone() -> Iterator[Finding]:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from django.conf import settings

    try:
        ZoneInfo(settings.TIME_ZONE)
        yield Finding(f"time zone {settings.TIME_ZONE}")
    except ZoneInfoNotFoundError:
        yield Finding(f"time zone {settings.TIME_ZONE}", "not known to this system", "install the tzdata package")


def settings_of_production() -> Iterator[Finding]:
    from pacte.config import checks

    found = [*checks.faults(), *checks.cautions()]
    for message in found:
        yield Finding("settings", message.msg, message.hint or "", caution=message in checks.cautions())
    if not found:
        yield Finding("settings")


def mail() -> Iterator[Finding]:
    from django.conf import settings

    fault = "" if settings.MAIL_URL else "none set up, messages stay in the outbox"
    yield Finding("mail", fault, "set PACTE_MAIL_URL", caution=True)


def worker() -> Iterator[Finding]:
    from django.db import DatabaseError
    from django.utils import timezone

    from pacte.ground.jobs.models import Job, WorkerSign

    try:
        recent = timezone.now() - WORKER_SILENT
        alive = WorkerSign.objects.filter(seen_at__gte=recent).exists()
        alive = alive or Job.objects.filter(heartbeat_at__gte=recent).exists()
        failed = Job.objects.failed().count()
    except DatabaseError:
        yield Finding("worker", "its sign of life cannot be read", "mend the database first")
        return
    yield Finding("worker", "" if alive else "no sign of life", "run `pacte serve`, or `pacte work` as a service")
    fault = f"{failed} failed" if failed else ""
    yield Finding("jobs", fault, "open « Travaux » in the site, then run them again", caution=True)


def ticks() -> Iterator[Finding]:
    from django.db import DatabaseError
    from django.utils import timezone

    from pacte.ground.jobs.models import TickRun

    try:
        runs = list(TickRun.objects.all())
    except DatabaseError:
        yield Finding("ticks", "cannot be read", "mend the database first")
        return
    limit = timezone.now() - TICK_OVERDUE
    if not any(run.ended_at and run.ended_at >= limit for run in runs):
        yield Finding("ticks", "none ran lately", "run `pacte serve`, or `pacte tick` by a timer")
    else:
        yield Finding("ticks")
    for run in runs:
        if run.error:
            yield Finding(f"tick {run.name}", run.error, "look for it in the log")


EXAMINATIONS: list[Callable[[], Iterator[Finding]]] = [
    python, libraries, fonts, data_folder, keys, time_zone, database, settings_of_production, mail, worker, ticks,
]  # fmt: skip
