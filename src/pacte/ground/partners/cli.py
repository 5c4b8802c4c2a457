"""`pacte partners`: the first person who administers the platform."""

from __future__ import annotations

import click

from pacte.ground.partners import services


@click.group("partners")
def GROUP() -> None:  # noqa: N802 - the name by which every room declares its commands
    """Organisations and their people."""


@GROUP.command("administrator")
@click.argument("email")
@click.option("--name", required=True, help="Name shown to colleagues.")
@click.option("--organisation", required=True, help="Name of the city's organisation, added when missing.")
def administrator(email: str, name: str, organisation: str) -> None:
    """Give someone the administration of the platform, and print the link by which they choose a password.

    For a fresh installation, or when nobody can sign in any more. The act is in the journal.
    """
    link = services.install_administrator(email=email, display_name=name, organisation_name=organisation)
    click.echo(link)
