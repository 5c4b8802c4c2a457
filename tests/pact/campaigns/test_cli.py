"""The commands of collections."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pacte.ground.declarations.errors import BadInput
from pacte.pact.campaigns.cli import GROUP
from pacte.pact.campaigns.models import Edition
from tests.pact.campaigns.collection import Collection


def run(*words: object) -> str:
    result = CliRunner().invoke(GROUP, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_campaign_goes_out_and_comes_back_from_the_command_line(collection: Collection, tmp_path: Path) -> None:
    out = tmp_path / "chiffres.xlsx"
    user = ("--user", collection.contributor.email)
    run("export", collection.campaign.pk, *user, "--out", out)
    assert "2 rows read, 0 changed" in run("import", collection.campaign.pk, out, *user)
    out.write_bytes(collection.filled(value="beaucoup"))
    with pytest.raises(BadInput, match="H2"):
        run("import", collection.campaign.pk, out, *user)
    assert "awaited 4" in run("list")


def test_an_edition_is_asked_for_then_frozen_from_the_command_line(collection: Collection) -> None:
    team = ("--user", collection.team.email)
    assert "4 figures asked" in run("open", "2020", "--title", "Seconde", "--due", "2030-01-01", *team)
    assert "sha256" in run("freeze", "2020", *team, "--force", "Essai")
    assert Edition.objects.get(code="2020").is_frozen
    assert "0 people" in run("remind")
