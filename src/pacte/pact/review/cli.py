"""`pacte pact`: print the review of an edition, check that its texts may be published."""

from __future__ import annotations

from pathlib import Path

import click

from pacte.ground.declarations.errors import BadInput, Fault


@click.group("pact")
def GROUP() -> None:  # noqa: N802 - the registry's name
    """The pact's editions and their printed review."""


@GROUP.command()
@click.option("--edition", required=True, help="Code of the edition, for example 2019.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True, help="Language.")
def review(edition: str, out: Path, language: str) -> None:
    """Print the review of a frozen edition as an accessible PDF."""
    from pacte.pact.review import services
    from pacte.pact.review.reads import editions, opendata

    issue = editions.frozen(edition)
    if issue is None:
        raise BadInput(
            Fault("--edition", f"Aucune édition gelée ne porte le code « {edition} ».", editions.known_codes())
        )
    content = services.print_review(issue.snapshot, issue.sha256, opendata.address(), language)  # type: ignore[arg-type]
    out.write_bytes(content)
    click.echo(f"{out} ({len(content) // 1024} ko)")


@GROUP.command("publish-check")
@click.option("--edition", required=True, help="Code of the edition, open or frozen.")
def publish_check(edition: str) -> None:
    """Refuse an edition whose texts hold a number: each is named with where it stands."""
    from pacte.pact.review import services
    from pacte.pact.review.reads import editions

    issue = editions.any_of(edition)
    if issue is None:
        raise BadInput(Fault("--edition", f"Aucune édition ne porte le code « {edition} ».", editions.known_codes()))
    faults = services.publication_faults(issue.snapshot)
    if faults:
        raise BadInput(*faults)
    click.echo("Aucun nombre dans les textes : l’édition peut être publiée.")
