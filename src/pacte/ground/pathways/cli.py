"""`pacte pathways`: check a scheme's file, load those that the product ships, list what the city runs."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput

from .reads.schemes import overview
from .services import periods, shipped

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("pathways")
def GROUP() -> None:  # noqa: N802 - the name by which every room declares its commands
    """Schemes with legal clocks: check a file, load what is shipped, list what runs."""


@GROUP.command("check")
@click.argument("file", type=FILE)
def check(file: Path) -> None:
    """Check a scheme's FILE: each fault with its line and what to do. Needs no database. Exit code 1 on a fault."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as bad:
        raise click.ClickException(_("%(file)s n’est pas un texte en UTF-8.") % {"file": file.name}) from bad
    faults, said = shipped.faults_of(file.name, text)
    for fault in faults:
        click.echo(str(fault), err=True)
    if said is None:
        raise click.exceptions.Exit(1)
    click.echo(
        _("%(file)s : %(name)s. Rien à corriger. %(steps)d étapes, %(clocks)d délais, %(outcomes)d issues.")
        % {
            "file": file.name, "name": said.name, "steps": len(said.steps), "clocks": len(said.clocks),
            "outcomes": len(said.outcomes),
        }
    )  # fmt: skip


@GROUP.command("load")
def load() -> None:
    """Publish the shipped schemes that are not there yet, and the legal periods. A changed file becomes a draft."""
    added = periods.load(None)
    click.echo(_("Périodes légales ajoutées : %(count)d") % {"count": added})
    try:
        done = shipped.load(None)
    except BadInput as bad:
        for fault in bad.faults:
            click.echo(str(fault), err=True)
        raise click.exceptions.Exit(1) from bad
    rows = ((_("Publié"), done.published), (_("Nouveau brouillon"), done.drafted), (_("Déjà là"), done.same))
    for words, keys in rows:
        for key in keys:
            click.echo(f"{words} : {key}")


@GROUP.command("list")
def listed() -> None:
    """The schemes, their published versions and their running cases."""
    for row in overview():
        state = _("ouvert") if row.takes_cases else _("fermé")
        versions = _("versions publiées : %(numbers)s") % {"numbers": row.numbers or "·"}
        running = _("parcours en cours : %(count)d") % {"count": row.running}
        click.echo(f"{row.scheme.key:<28}{state:<10}{versions:<32}{running}")
