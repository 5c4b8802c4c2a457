"""Numbers typed in an edition's texts are found; words that hold digits are not."""

from __future__ import annotations

import copy

import pytest
from click.testing import CliRunner

from pacte.pact.campaigns.models import Edition
from pacte.pact.review import services
from pacte.pact.review.rules import prose


@pytest.mark.parametrize(
    "text",
    ["Appeler le 115.", "Dans le 20e et le 1er arrondissement.", "Jeunes de 18 à 25 ans", "Jeunes suivis après 18 ans",
     "Young people aged 18-25", "In the 20th arrondissement", "Care leavers followed after 18 under a contract"],
)  # fmt: skip
def test_words_that_hold_digits_are_no_figures(text: str) -> None:
    assert prose.stray_digits(text) == []


@pytest.mark.parametrize(
    ("text", "digits"), [("plus de 3\u202f600 personnes", "3\u202f600"), ("en 2018", "2018"), ("4,6 millions", "4,6")]
)
def test_a_number_in_a_sentence_is_found_whole(text: str, digits: str) -> None:
    assert prose.stray_digits(text) == [digits]


def test_the_pact_of_paris_may_be_published(edition: Edition) -> None:
    assert services.publication_faults(edition.snapshot) == []


@pytest.mark.parametrize("place", ["promise", "name", "description"])
def test_publication_names_each_text_that_holds_a_number(edition: Edition, place: str) -> None:
    changed = copy.deepcopy(edition.snapshot)
    changed["chapters"][1]["children"][0][place]["fr"] = "Nous avons reçu 12 familles."
    (fault,) = services.publication_faults(changed)
    assert fault.where == f"{changed['chapters'][1]['children'][0]['code']}.{place}.fr"
    assert "12" in fault.what
    assert "mesure" in fault.remedy


def test_the_command_says_that_an_edition_may_be_published(edition: Edition) -> None:
    from pacte.pact.review.cli import GROUP

    result = CliRunner().invoke(GROUP, ["publish-check", "--edition", "2019"])
    assert result.exit_code == 0, result.output
