"""The register and the impact assessment are what the rooms declare, on the page, in the file and in the docs."""

from __future__ import annotations

from typing import Any

import pytest
from click.testing import CliRunner
from django.urls import reverse

from pacte.ground.data_protection.cli import GROUP
from pacte.ground.data_protection.reads import drafts, register
from pacte.ground.declarations.registry import declared
from tools import data_protection as tool

from .making import officer, signed_in

WITHOUT_PEOPLE = {"jobs.Job", "data_protection.RetentionRun"}
"""Kinds of rows that have a duration and hold nobody's data."""


def test_every_sensitive_field_and_every_duration_is_in_some_processing() -> None:
    assert set(register.undeclared()) <= WITHOUT_PEOPLE


def test_every_processing_says_its_purpose_its_basis_and_its_risks() -> None:
    rows = [processing for _room, rows in declared("privacy", "PROCESSING") for processing in rows]
    assert not [str(each.name) for each in rows if not (each.purpose and each.basis and each.concerned)]
    assert not [str(each.name) for each in rows if not (each.risks and each.measures)]


def test_the_documentation_lists_the_fields_and_the_durations_of_the_code() -> None:
    said = tool.PAGE.read_text(encoding="utf-8")
    assert said == tool.page(said), "run: python tools/data_protection.py"


@pytest.mark.django_db
def test_the_page_and_the_file_say_the_same() -> None:
    client = signed_in(officer())
    page = client.get(reverse("data_protection:register")).content.decode()
    text = client.get(reverse("data_protection:register_download")).content.decode()
    for line in register.lines():
        assert str(line.processing.purpose).split(".")[0] in page.replace("&#x27;", "'")
        assert str(line.processing.purpose) in text
    assert "Notes de santé et adresses protégées chiffrées" in drafts.impact_text()


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["register", "impact"])
def test_the_drafts_cost_few_queries(route: str, django_assert_max_num_queries: Any) -> None:
    client = signed_in(officer())
    with django_assert_max_num_queries(10):
        assert client.get(reverse(f"data_protection:{route}")).status_code == 200


@pytest.mark.parametrize("command", ["register", "impact"])
def test_the_command_prints_the_draft(command: str) -> None:
    result = CliRunner().invoke(GROUP, [command])
    assert result.exit_code == 0
    assert result.output.startswith("# ")
    assert "Suivi social des personnes" in result.output
