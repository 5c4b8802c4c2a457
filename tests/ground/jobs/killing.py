"""Workers killed while they hold a job: what is told to run, and the proof that each effect happened once."""

from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass

from pacte.ground.jobs.models import Job
from pacte.ground.jobs.services import whole
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.models import Organisation
from tests.installation import Installation

PIECE = 0.05
PIECES = 6


def _work(job: Job) -> None:
    for piece in range(1, PIECES + 1):
        time.sleep(PIECE)
        job.report(piece, PIECES)


@whole
def add_a_row(job: Job, number: int) -> None:
    """Not safe to run twice by itself: its transaction makes it so."""
    Organisation.objects.create(
        slug=f"row-{job.key}-{job.attempt}"[:60], name=f"row {number}", kind=OrganisationKind.CITY
    )
    _work(job)


def add_a_row_unless_there(job: Job, number: int) -> None:
    """A verb that may be run again: half of it may have happened."""
    _work(job)
    Organisation.objects.get_or_create(
        slug=f"row-{number}", defaults={"name": f"row {number}", "kind": OrganisationKind.CITY}
    )
    _work(job)


def enqueue(count: int) -> None:
    """Half of each kind."""
    from pacte.ground.jobs import services

    for number in range(count):
        function = "add_a_row" if number % 2 else "add_a_row_unless_there"
        services.enqueue(f"tests.ground.jobs.killing.{function}", number)


@dataclass
class Tally:
    """What was seen."""

    kills: int
    kills_mid_job: int


def kill_workers(made: Installation, kills: int, chance: random.Random) -> Tally:
    """Start a worker, kill it at a random instant once it holds a job, `kills` times."""
    tally = Tally(kills, 0)
    for _kill in range(kills):
        taken, before = _taken(made), time.monotonic()
        worker = made.start("work", "--stale-after", "1", "--beat-every", "0.2")
        while _taken(made) == taken and _left(made) and time.monotonic() < before + 60:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, PIECE * PIECES * 1.5))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        tally.kills_mid_job += bool(_running(made))
    return tally


def finish(made: Installation, limit: float = 240) -> None:
    """Let one worker do what is left, then stop it as an operator would."""
    worker = made.start("work", "--stale-after", "1", "--beat-every", "0.2")
    before = time.monotonic()
    while _left(made) and time.monotonic() < before + limit:
        time.sleep(0.1)
    worker.terminate()
    said, _nothing = worker.communicate(timeout=60)
    assert worker.returncode == 0, said
    assert _left(made) == 0, said


def effects(made: Installation) -> list[str]:
    """Names of the rows that jobs made."""
    return [name for (name,) in made.ask("SELECT name FROM partners_organisation ORDER BY id")]


def _running(made: Installation) -> int:
    """Jobs held by a worker, living or dead."""
    return int(made.ask("SELECT count(*) FROM jobs_job WHERE state = 'running'")[0][0])


def _taken(made: Installation) -> int:
    """Times that a job was taken up, by any worker."""
    return int(made.ask("SELECT coalesce(sum(attempt), 0) FROM jobs_job")[0][0])


def _left(made: Installation) -> int:
    return int(made.ask("SELECT count(*) FROM jobs_job WHERE state IN ('queued', 'running')")[0][0])
