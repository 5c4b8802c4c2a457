"""`pacte directory`: places in from the field's files, places out in the field's standards, doubles."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils.text import slugify

from pacte.ground.declarations.errors import BadInput

from .enums import ExchangeFormat
from .services import doubles, exports, imports

FILE = click.Path(exists=True, path_type=Path)


@click.group("directory")
def GROUP() -> None:  # noqa: N802 - the name by which every room declares its commands
    """The directory of places that help: imports, exports, doubles."""


@GROUP.command("import")
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(ExchangeFormat.values), required=True, help="What the file is.")
@click.option("--source", default="", help="Who gives it, as a short name; the format's name by default.")
@click.option("--keep-valid", is_flag=True, help="Write the entries that hold, leave the others out.")
@click.option("--rehearse", is_flag=True, help="Say what would change, write nothing.")
def import_places(file: Path, form: str, source: str, keep_valid: bool, rehearse: bool) -> None:
    """Take the places of FILE in: a file, an archive, or a folder for HSDS and data·inclusion.

    A file with faults is refused whole, each fault named with its place. The same file again changes nothing.
    """
    try:
        found = imports.import_file(file, form, slugify(source or form), keep_valid=keep_valid, rehearse=rehearse)
    except BadInput as bad:
        raise click.ClickException(f"nothing was written, {len(bad.faults)} faults\n{bad}") from bad
    for fault in found.faults:
        click.echo(str(fault), err=True)
    for identifier, name, fields in found.kept:
        click.echo(f"kept as entered here: {identifier} {name}: {', '.join(fields)}")
    for identifier, name in found.missing:
        click.echo(f"no longer in the source: {identifier} {name}")
    if rehearse:
        click.echo("a rehearsal: nothing was written")
    counts = f"{found.created} created, {found.changed} changed, {found.unchanged} unchanged"
    click.echo(f"{counts}, {found.left_out} left out")
    if found.hidden:
        click.echo(f"{found.hidden} confidential, kept by their own team alone")


@GROUP.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(exports.FORMATS), required=True, help="The standard.")
def export_places(folder: Path, form: str) -> None:
    """Write what is published into FOLDER. A confidential place has no address, point or telephone in any of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in exports.write(form, folder):
        click.echo(f"{path.name}: {path.stat().st_size // 1024} KiB")


@GROUP.command("doubles")
def find_doubles() -> None:
    """Compare the published entries and propose those that may be one place. A person decides."""
    click.echo(f"pairs proposed: {doubles.propose()}")
