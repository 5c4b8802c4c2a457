"""Print the sheet of an area: accessible PDF, black and white, two sides at most where places are few."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pacte.ground.documents import pdf
from pacte.ground.territory.models import Territory

from ..reads.codes import drawing
from ..reads.sheets import sheet

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "sheet.typ"


def printed(area: Territory, now: datetime, address: str) -> bytes:
    """The PDF's bytes. `address` is where the code leads: the directory, in full."""
    return pdf.compile(TEMPLATE, sheet(area, now, address), files={"code.svg": drawing(address)}, timestamp=now)
