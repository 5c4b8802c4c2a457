"""`backup`, `restore`, `content-hash`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Archive to write (.tar.gz), refused if it exists; or a folder, where it is named by the hour.",
)
@click.option("--with-keys", is_flag=True, help="Put keys.json in it: the archive then opens sealed fields.")
@click.option("--keep", type=click.IntRange(1), help="In a folder: how many archives to keep, the oldest go.")
def backup(out: Path, with_keys: bool, keep: int | None) -> None:
    """Write everything to one archive, as it is at one instant, while the site serves."""
    from pacte.config.backup import save

    folder = out if out.is_dir() else None
    if keep and folder is None:
        raise click.ClickException("--keep needs --out to be a folder that exists.")
    out = folder / f"pacte-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz" if folder else out
    manifest = save(out, with_keys=with_keys)
    click.echo(f"{manifest.rows} rows and {len(manifest.files)} files in {out}")
    click.echo(f"content hash {manifest.content_hash}")
    if not with_keys:
        click.echo("The keys are not in it. Keep a copy of keys.json apart: sealed fields cannot be read without it.")
    if folder and keep:
        for old in sorted(folder.glob("pacte-????????T??????Z.tar.gz"))[:-keep]:
            old.unlink()
            click.echo(f"{old} is removed")


@click.command()
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Lose what the database holds now.")
@click.option("--with-keys", is_flag=True, help="Also put back the keys that the archive holds.")
def restore(archive: Path, replace: bool, with_keys: bool) -> None:
    """Put an archive back. It is checked whole before anything is touched. Stop the site first."""
    from pacte.config.backup import CannotRestore, load

    try:
        manifest = load(archive, replace=replace, with_keys=with_keys)
    except CannotRestore as refusal:
        raise click.ClickException(f"{refusal} Nothing was changed.") from refusal
    click.echo(f"{manifest.rows} rows and {len(manifest.files)} files restored, as of {manifest.created_at}")
    click.echo(f"content hash {manifest.content_hash}, the same as when it was saved")


@click.command("content-hash")
def content_hash() -> None:
    """Print the hash of all that a backup would hold: equal for equal content, on either database."""
    from pacte.config.backup import current_hash

    click.echo(current_hash())
