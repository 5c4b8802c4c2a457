"""`keys`: made, turned, listed. No command ever prints one."""

from __future__ import annotations

from typing import Any

import click


@click.group()
def keys() -> None:
    """The keys that sign sessions and seal fields."""


@keys.command()
def generate() -> None:
    """Make this installation's own keys. Refuses to replace keys that are in use."""
    from pacte.config import environment as env
    from pacte.config import keys as key_file

    path = env.data_dir() / "keys.json"
    if path.exists() and not key_file.load(path)["demonstration"]:
        raise click.ClickException(f"{path} already holds this installation's keys. Use `pacte keys rotate`.")
    key_file.write(path, key_file.generate())
    click.echo(f"Keys written to {path}. Keep a copy apart from the backups: without it sealed fields are lost.")


@keys.command()
def rotate() -> None:
    """New current keys; older ones still open what they sealed. Restart every part afterwards."""
    from pacte.config import environment as env
    from pacte.config import keys as key_file

    path = env.data_dir() / "keys.json"
    if not path.exists():
        raise click.ClickException("there are no keys yet. Use `pacte keys generate`.")
    turned = key_file.rotate(key_file.load(path))
    key_file.write(path, turned)
    click.echo(f"{turned['current']} is the current key. Restart web, worker and tick, then run `pacte keys reseal`.")


@keys.command()
def reseal() -> None:
    """Seal again, under the current key, what older ones sealed. Safe to run again."""
    from pacte.ground.declarations.registry import declared

    count = sum(_reseal(column) for _room, columns in declared("privacy", "SEALED") for column in columns)
    click.echo(f"{count} values sealed again under the current key.")


def _reseal(column: str) -> int:
    """One column, row by row, each by one conditional update: a value changed meanwhile is left as it is."""
    from django.apps import apps

    from pacte.ground.declarations.crypto import is_current, seal, unseal

    label, field = column.rsplit(".", 1)
    rows: Any = apps.get_model(label)._base_manager
    count = 0
    for key, value in rows.exclude(**{field: ""}).values_list("pk", field).iterator():
        if not is_current(value):
            count += rows.filter(pk=key, **{field: value}).update(**{field: seal(unseal(value))})
    return count


@keys.command()
def show() -> None:
    """List the keys by their identifiers, with when they were made. Prints no key."""
    from pacte.config import environment as env
    from pacte.config import keys as key_file

    path = env.data_dir() / "keys.json"
    if not path.exists():
        raise click.ClickException("there are no keys yet. Use `pacte keys generate`.")
    ring = key_file.load(path)
    click.echo(f"{path}: {'demonstration keys' if ring['demonstration'] else 'keys of this installation'}")
    click.echo(f"signing keys accepted: {len(ring['signing'])}")
    for name in ring["fields"]:
        mark = "current" if name == ring["current"] else "opens older values"
        click.echo(f"{name}: made {ring.get('made', {}).get(name, 'at a date not noted')}, {mark}")
