"""`pacte people`: the search index, and looking for duplicates among all the records."""

from __future__ import annotations

import click

from pacte.ground.declarations.errors import BadInput
from pacte.ground.jobs import services as jobs

from .services import batch_matching, indexing

MATCH_ALL = "pacte.ground.people.tasks.match_all"


@click.group("people")
def GROUP() -> None:  # noqa: N802 - the name by which every room declares its commands
    """Search of persons and duplicates."""


@GROUP.command("index")
def index() -> None:
    """Make the search index of persons again, after a load in bulk or a restore.

    Searches find the old index until the new one is whole.
    """
    click.echo(f"persons indexed: {indexing.index_all()}")


@GROUP.command("match")
@click.option(
    "--probability", default=batch_matching.PROBABILITY, show_default=True, help="From which a pair is proposed."
)
@click.option("--background", is_flag=True, help="Leave it to a worker, at the usual probability.")
def match(probability: float, background: bool) -> None:
    """Compare all the persons with splink (extra `matching`) and propose the pairs that may be one person.

    Nothing is linked: whoever may find both persons decides. Known pairs are left as they are.
    """
    if background:
        jobs.enqueue(MATCH_ALL)
        click.echo("queued")
        return
    try:
        click.echo(f"pairs proposed: {batch_matching.match(probability)}")
    except BadInput as bad:
        raise click.ClickException(str(bad)) from bad
