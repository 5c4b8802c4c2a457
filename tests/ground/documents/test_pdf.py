"""PDFs are accessible, in the product's fonts, and the same bytes come out twice."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pdfua
import pytest
from pypdf import PdfReader

from pacte.ground.documents import pdf

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: "Pacte")
#set text(lang: "fr", size: 11pt, font: "Atkinson Hyperlegible Next")
#title()
= Premier chapitre
Plus de #data.value personnes. #image("chart.svg", alt: "Une ligne qui monte", width: 3cm)
#table(columns: 2, table.header[Année][Valeur], [2019], [12])
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 20L40 0" stroke="black"/></svg>'
WHEN = datetime(2019, 10, 1, tzinfo=UTC)
DATA = {"title": "Bilan d’exemple", "value": "3\u202f600"}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "page.typ"
    path.write_text(TEMPLATE)
    return path


def test_two_runs_give_the_same_bytes(template: Path) -> None:
    made = [pdf.compile(template, DATA, files={"chart.svg": SVG}, timestamp=WHEN) for _ in range(2)]
    assert made[0] == made[1]
    assert pdf.compile(template, {**DATA, "value": "9"}, files={"chart.svg": SVG}, timestamp=WHEN) != made[0]


def test_the_pdf_passes_the_checker_and_says_its_data(template: Path, tmp_path: Path) -> None:
    made = pdf.compile(template, DATA, files={"chart.svg": SVG}, timestamp=WHEN)
    path = tmp_path / "made.pdf"
    path.write_bytes(made)
    report = pdfua.validate(path)
    assert [finding for finding in report.findings if finding.severity is pdfua.Severity.ERROR] == []
    reader = PdfReader(BytesIO(made))
    assert "Plus de 3\u202f600 personnes" in reader.pages[0].extract_text()
    fonts = {str(font["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert all("Atkinson" in font for font in fonts)


def test_a_picture_without_a_description_is_refused_with_its_reason(template: Path) -> None:
    template.write_text(TEMPLATE.replace(', alt: "Une ligne qui monte"', ""))
    with pytest.raises(pdf.PdfNotMade, match="alt"):
        pdf.compile(template, DATA, files={"chart.svg": SVG}, timestamp=WHEN)


def test_a_font_that_the_product_does_not_ship_is_refused(template: Path) -> None:
    template.write_text(TEMPLATE.replace("Atkinson Hyperlegible Next", "Comic Neue"))
    with pytest.raises(pdf.PdfNotMade, match="comic neue"):
        pdf.compile(template, DATA, files={"chart.svg": SVG}, timestamp=WHEN)


def test_a_file_never_lands_outside_its_folder(template: Path) -> None:
    with pytest.raises(ValueError, match="must stay in its folder"):
        pdf.compile(template, DATA, files={"../out.svg": SVG}, timestamp=WHEN)
