"""`pacte territory`: the city's divisions and streets."""

from __future__ import annotations

from pathlib import Path

import click

from pacte.ground.territory import services
from pacte.ground.territory.enums import TerritoryKind

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("territory")
def GROUP() -> None:  # noqa: N802 - the name by which every room declares its commands
    """The city's divisions and streets."""


@GROUP.command("outline")
def outline() -> None:
    """Draw the light outline that the product ships; official boundaries are kept."""
    city = services.load_outline()
    click.echo(f"{city.name_fr}: outline drawn.")


@GROUP.command("import")
@click.argument("file", type=FILE)
@click.option("--kind", type=click.Choice([kind.value for kind in TerritoryKind]), default="arrondissement")
@click.option("--code", default="c_arinsee", show_default=True, help="Property that holds each feature's code.")
@click.option("--name", default="l_ar", show_default=True, help="Property that holds each feature's name.")
@click.option("--source", required=True, help="Who drew these boundaries, as it will be printed.")
def import_boundaries(file: Path, kind: str, code: str, name: str, source: str) -> None:
    """Replace outlines by the official boundaries of a GeoJSON FILE."""
    changed = services.import_boundaries(file, TerritoryKind(kind), code, name, source)
    click.echo(f"{changed} outlines changed.")


@GROUP.command("directorates")
@click.argument("file", type=FILE)
@click.option("--source", required=True, help="Who said which arrondissements each directorate groups, as printed.")
def directorates(file: Path, source: str) -> None:
    """Set the territorial directorates from a CSV FILE: code, name, member codes."""
    changed = services.import_directorates(file, source)
    click.echo(f"{changed} directorates changed.")


@GROUP.command("streets")
@click.argument("file", type=FILE)
def streets(file: Path) -> None:
    """Replace the street network by that of FILE; lengths are measured from the coordinates."""
    junctions, count = services.import_streets(file)
    click.echo(f"{junctions} junctions, {count} streets.")


@GROUP.command("addresses")
@click.argument("file", type=FILE)
def addresses(file: Path) -> None:
    """Add the addresses of a CSV FILE of the national address base (BAN), so that an address typed is found.

    Addresses already there are brought up to date; a second run changes nothing. A file with a fault is refused whole.
    """
    changed = services.import_addresses(file)
    click.echo(f"{changed} addresses changed.")
