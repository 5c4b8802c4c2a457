"""The printed review: every figure of the facts file, accessible, the same bytes each time."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

import pdfua
import pypdf
import pytest
from click.testing import CliRunner

from pacte.ground.declarations.errors import BadInput
from pacte.ground.indicators.rules import print_value
from pacte.pact.campaigns.models import Edition
from pacte.pact.commitments.demo import facts
from pacte.pact.review import services
from pacte.pact.review.cli import GROUP
from tests.pact.review import paris

ADDRESS = "https://pacte.example/donnees/"


@pytest.fixture(scope="module")
def printed(frozen: Edition) -> bytes:
    return services.print_review(frozen.snapshot, frozen.snapshot_sha256, ADDRESS, "fr")


def words_of(text: str) -> str:
    """A text with one kind of space and apostrophe."""
    return re.sub(r"[\s\u00a0\u202f\u00ad]+", " ", text).replace("’", "'").strip()


def words(content: bytes) -> str:
    """The text of a PDF."""
    return words_of("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def test_every_figure_of_the_facts_file_is_printed_in_french(printed: bytes) -> None:
    rows, text = facts.rows("figures"), words(printed)
    assert len(rows) == 43
    for row in rows:
        form = words_of(print_value(Decimal(row["value"]), row["unit"], row["qualifier"], "fr"))
        assert form in text, row["code"]
        assert words_of(row["label_fr"]) in text, row["code"]


@pytest.mark.parametrize(
    "form", ["plus de 3 600", "près de 300", "120 millions d'euros", "61 205", "environ −9 %", "−11 %"]
)
def test_the_forms_that_readers_know_are_there(printed: bytes, form: str) -> None:
    assert form in words(printed)


def test_what_the_source_does_not_say_is_said_to_be_missing(printed: bytes) -> None:
    text = words(printed)
    assert "La source ne donne pas les niveaux" in text
    assert "Repas servis et distribués, période non précisée" in text


def test_the_fifteen_headline_figures_are_the_largest_type_of_the_document(printed: bytes) -> None:
    large: list[str] = []
    for page in pypdf.PdfReader(io.BytesIO(printed)).pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: large.append(words_of(text)) if size > 50 else None
        )
    numbers = [text for text in large if any(character.isdigit() for character in text)]
    headlines = [row for row in facts.rows("figures") if row["headline"] == "1"]
    assert len(headlines) == len(numbers) == 15
    for row in headlines:
        form = words_of(print_value(Decimal(row["value"]), row["unit"], row["qualifier"], "fr"))
        assert any(number in form for number in numbers), row["code"]


def test_the_review_passes_the_accessibility_checker(printed: bytes, tmp_path: Path) -> None:
    (tmp_path / "review.pdf").write_bytes(printed)
    report = pdfua.validate(tmp_path / "review.pdf")
    assert [finding for finding in report.findings if finding.severity is pdfua.Severity.ERROR] == []
    reader = pypdf.PdfReader(io.BytesIO(printed))
    assert reader.metadata and "Rencontre annuelle 2019" in (reader.metadata.title or "")
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert len(reader.outline) > 10


def test_two_prints_are_the_same_bytes(edition: Edition, printed: bytes) -> None:
    assert services.print_review(edition.snapshot, edition.snapshot_sha256, ADDRESS, "fr") == printed


def test_it_is_printed_in_english_too(edition: Edition) -> None:
    content = services.print_review(edition.snapshot, edition.snapshot_sha256, ADDRESS, "en")
    text = words(content)
    assert "more than 3,600" in text
    assert "120 million" in text
    assert pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/Lang"] == "en"


def test_the_command_writes_the_file(edition: Edition, tmp_path: Path) -> None:
    result = CliRunner().invoke(GROUP, ["review", "--edition", "2019", "--out", str(tmp_path / "out.pdf")])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_the_command_refuses_an_edition_that_is_not_frozen(edition: Edition, tmp_path: Path) -> None:
    paris.opened(edition.pact, "2020", 2020)
    with pytest.raises(BadInput, match="Aucune édition gelée"):
        CliRunner().invoke(
            GROUP, ["review", "--edition", "2020", "--out", str(tmp_path / "out.pdf")], catch_exceptions=False
        )
    assert not (tmp_path / "out.pdf").exists()
