"""`pacte`: the one command line. Its own commands, then a group per room."""

from __future__ import annotations

import os
import sys

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pacte")
def pacte() -> None:
    """Run a city's pact against homelessness, and measure it."""


def build() -> click.Group:
    """Set Django up, then hang every command on `pacte`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
    import django

    django.setup()
    from pacte.config.cli.commands import COMMANDS
    from pacte.ground.declarations.registry import declared

    for command in COMMANDS:
        pacte.add_command(command)
    for _room, group in declared("cli", "GROUP"):
        pacte.add_command(group)
    return pacte


def main() -> None:
    """Run the command; a refused input ends with its faults, one a line, and exit code 2."""
    from pacte.ground.declarations.errors import BadInput

    try:
        build()()
    except BadInput as bad:
        for fault in bad.faults:
            click.echo(f"pacte: {fault}", err=True)
        sys.exit(2)
