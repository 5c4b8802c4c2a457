"""`pacte messages`: letters to print."""

from __future__ import annotations

from pathlib import Path

import click


@click.group("messages")
def GROUP() -> None:  # noqa: N802 - the name under which the roof finds it
    """Messages that wait."""


@GROUP.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Text file to write.")
def letters(out: Path) -> None:
    """Write the letters that wait to a text file, one a page, and mark them as sent. The file holds addresses."""
    from .services import print_letters

    count = 0
    with out.open("x", encoding="utf-8") as file:
        out.chmod(0o600)
        for letter in print_letters():
            file.write(f"{letter.address}\n\n{letter.subject}\n\n{letter.text}\f\n")
            file.flush()
            count += 1
    click.echo(f"{count} letters written to {out}; destroy the file once they are printed")
