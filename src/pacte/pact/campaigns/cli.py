"""`pacte campaign`: collections from the command line, as the user whose e-mail address is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click


@click.group("campaign")
def GROUP() -> None:  # noqa: N802 - the name by which rooms declare their group
    """Collect figures and freeze editions."""


def _user(email: str) -> Any:
    from pacte.ground.accounts.models import User

    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        raise click.ClickException("No active account has this address.")
    return user


as_user = click.option("--user", "email", required=True, help="Address of the account in whose name it is done.")
campaign_id = click.argument("campaign", type=int)


@GROUP.command("list")
def list_() -> None:
    """List the campaigns with their number, due date and completeness."""
    from . import reads
    from .models import Campaign, FigureRequest

    for campaign in Campaign.objects.select_related("edition"):
        counts = reads.completeness(FigureRequest.objects.filter(campaign=campaign))
        told = ", ".join(f"{state.value} {count}" for state, count in counts.items() if count)
        click.echo(f"{campaign.pk}\t{campaign.edition.code}\t{campaign.title}\tdue {campaign.due_on}\t{told}")


@GROUP.command("open")
@click.argument("edition")
@click.option("--title", required=True, help="Title of the campaign.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Day by which figures are awaited.")
@as_user
def open_(edition: str, title: str, due: Any, email: str) -> None:
    """Ask every owner for the figures of an edition, over the edition's own period."""
    from . import reads, services

    found = reads.editions().filter(code=edition).first()
    if found is None:
        raise click.ClickException(f"No edition has the code {edition}.")
    day: date = due.date()
    opened = services.open_campaign(
        _user(email), found, title=title, period_start=found.period_start, period_end=found.period_end,
        opens_on=min(date.today(), day), due_on=day,
    )  # fmt: skip
    click.echo(f"campaign {opened.pk}: {opened.requests.count()} figures asked")


@GROUP.command("export")
@campaign_id
@as_user
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File: .xlsx or .csv.")
def export(campaign: int, email: str, out: Path) -> None:
    """Write what this user sees of a campaign as a spreadsheet."""
    from . import services
    from .models import Campaign

    form = "csv" if out.suffix == ".csv" else "xlsx"
    out.write_bytes(services.export(_user(email), Campaign.objects.get(pk=campaign), form))
    click.echo(str(out))


@GROUP.command("import")
@campaign_id
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_user
def import_(campaign: int, file: Path, email: str) -> None:
    """Take a filled spreadsheet in: whole, or not at all with each fault at its cell (exit code 2)."""
    from pacte.ground.declarations.errors import BadInput, Fault

    from . import services
    from .models import Campaign
    from .services.files import check_size

    check_size(file.stat().st_size)
    with click.progressbar(length=100, label="rows") as bar:

        def tell(done: int, total: int) -> None:
            if total:
                bar.update(done * 100 // total - bar.pos)

        received = services.receive(
            _user(email), Campaign.objects.get(pk=campaign), file.read_bytes(), progress=tell, background=False
        )
    if received.state != "done":
        raise BadInput(*(Fault(*fault) for fault in received.faults))
    click.echo(f"{received.rows} rows read, {received.changed} changed")


@GROUP.command("remind")
def remind() -> None:
    """Write to whoever must report a figure soon or late, at most once a week each."""
    from django.utils import timezone

    from . import services

    click.echo(f"{services.remind(timezone.now())} people written to")


@GROUP.command("freeze")
@click.argument("edition")
@as_user
@click.option("--force", default="", help="Why the edition goes without the figures that are not approved.")
def freeze(edition: str, email: str, force: str) -> None:
    """Freeze an edition for ever."""
    from . import reads, services

    found = reads.editions().filter(code=edition).first()
    if found is None:
        raise click.ClickException(f"No edition has the code {edition}.")
    frozen = services.freeze(_user(email), found, force=force)
    click.echo(f"edition {frozen.code} frozen, sha256 {frozen.snapshot_sha256}")
