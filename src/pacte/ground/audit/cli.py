"""`pacte audit`: seal and verify the journal from the command line."""

from __future__ import annotations

import click


@click.group("audit")
def GROUP() -> None:  # noqa: N802 - the name by which a room declares its commands
    """The journal: seal it, verify it."""


@GROUP.command()
def seal() -> None:
    """Seal the periods that are over; prints how many segments were made and the latest seal."""
    from . import reads, services

    made = services.seal()
    head = reads.seals().head
    click.echo(f"{made} segment(s) sealed; latest seal {head.sha256 if head else 'none'}")


@GROUP.command()
@click.option("--head", default="", metavar="SEAL", help="A seal noted outside the database: is it still there?")
def verify(head: str) -> None:
    """Recompute every seal. Exit code 1 names each segment that was tampered with."""
    from . import reads

    findings = reads.verify(head)
    for finding in findings:
        where = f"segment {finding.segment}" if finding.segment else f"seal {head}"
        click.echo(f"{where}: {finding.tampering.value}", err=True)
    if findings:
        raise SystemExit(1)
    state = reads.seals()
    click.echo(f"{state.count} segment(s) whole, {state.unsealed} line(s) not sealed yet")
