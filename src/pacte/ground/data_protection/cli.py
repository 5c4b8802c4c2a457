"""`pacte data-protection`: the drafts of the register and of the impact assessment, as Markdown."""

from __future__ import annotations

import click
from django.utils import translation

LANGUAGE = click.option("--language", default="fr", show_default=True, help="Language of the draft: fr or en.")


@click.group("data-protection")
def GROUP() -> None:  # noqa: N802 - the name by which a room declares its commands
    """Drafts for the data protection officer."""


@GROUP.command()
@LANGUAGE
def register(language: str) -> None:
    """Print the register of processing, drafted from what each room declares."""
    from pacte.ground.data_protection.reads import drafts

    with translation.override(language):
        click.echo(drafts.register_text(), nl=False)


@GROUP.command()
@LANGUAGE
def impact(language: str) -> None:
    """Print the impact assessment, drafted from what each room declares."""
    from pacte.ground.data_protection.reads import drafts

    with translation.override(language):
        click.echo(drafts.impact_text(), nl=False)
