"""`serve`, `work`, `tick`: the three parts of a running installation, together or each alone."""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta

import click


def refuse_unsafe() -> None:
    """Stop with every fault that production refuses, each with its remedy."""
    from pacte.config.checks import faults

    found = faults()
    if found:
        raise click.ClickException(
            "refused to start\n" + "\n".join(f"- {fault.msg}\n  {fault.hint}" for fault in found)
        )


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", default=8000, show_default=True, help="Port to serve on.")
@click.option("--web-threads", default=4, show_default=True, help="Requests handled at once by each web process.")
@click.option("--web-processes", default=1, show_default=True, help="Web processes.")
@click.option("--web-only", is_flag=True, help="Serve pages only; the worker and the ticks run elsewhere.")
def serve(
    host: str = "127.0.0.1", port: int = 8000, web_threads: int = 4, web_processes: int = 1, web_only: bool = False
) -> None:
    """Serve the site, run the jobs and tick, all supervised: one that dies is started again."""
    from pacte.config.supervisor import Part, Supervisor

    refuse_unsafe()
    web = Part("web", web_command(host, port, web_threads, web_processes))
    own = [sys.executable, "-m", "pacte.config.cli"]
    parts = [web] if web_only else [web, Part("worker", [*own, "work"]), Part("tick", [*own, "tick", "--every", "60"])]
    click.echo(f"Pacte: http://{host}:{port}/  (stop with Ctrl-C)", err=True)
    sys.exit(Supervisor(parts).run())


def web_command(host: str, port: int, threads: int, processes: int) -> list[str]:
    """The web server's command line."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning",
        "--host", host, "--port", str(port), "--blocking-threads", str(threads), "--workers", str(processes),
        "pacte.config.wsgi:application",
    ]  # fmt: skip


@click.command()
@click.option("--stale-after", default=60.0, show_default=True, help="Seconds of silence after which a worker is dead.")
@click.option("--beat-every", default=5.0, show_default=True, help="Seconds between two signs that a job lives.")
@click.option("--until-empty", is_flag=True, help="Run what is due and stop.")
def work(stale_after: float, beat_every: float, until_empty: bool) -> None:
    """Run background jobs."""
    from pacte.ground.jobs.worker import Worker

    refuse_unsafe()
    if stale_after <= 2 * beat_every:
        raise click.ClickException("--stale-after must be more than twice --beat-every, or living jobs are taken up")
    worker = Worker(stale_after=timedelta(seconds=stale_after), beat_every=timedelta(seconds=beat_every))
    worker.run(until_empty=until_empty)


@click.command()
@click.option("--every", default=0, metavar="SECONDS", help="Go on, once every so many seconds.")
def tick(every: int) -> None:
    """Run every room's recurring tasks once and print what was done. Exit code 1 if one failed."""
    refuse_unsafe()
    parent = os.getppid()
    while True:
        failed = _tick_once(quiet=bool(every))
        if not every:
            sys.exit(1 if failed else 0)
        until = time.monotonic() + every
        while time.monotonic() < until:
            if os.getppid() != parent:
                return
            time.sleep(min(1.0, every))


def _tick_once(*, quiet: bool) -> bool:
    from django.db import DatabaseError, close_old_connections
    from django.utils import timezone

    from pacte.ground.jobs.services import run_ticks

    failed = False
    close_old_connections()
    try:
        for run in run_ticks(timezone.now()):
            failed = failed or bool(run.error)
            if run.error or run.count or not quiet:
                click.echo(f"{run.name}: {run.error or run.count}", err=quiet)
    except DatabaseError as error:
        click.echo(f"tick: the database does not answer ({type(error).__name__})", err=True)
        return True
    return failed
