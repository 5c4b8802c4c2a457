"""The sheets of an Excel workbook, as values: a formula, a merged cell or an XML entity refuses it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any, cast

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.web.spreadsheets import TOLD, check_workbook, readable

from .opening import MAX_COLUMNS, MAX_ROWS, Sheet, sheet_of


def sheets_of(stem: str, data: bytes, archive: zipfile.ZipFile) -> dict[str, Sheet]:
    """Every sheet that holds something, by its name in small letters. Raises BadInput."""
    found = {}
    with readable():
        check_workbook(archive)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        for page in book.worksheets:
            rows = [*_rows(page)]
            if rows:
                found[page.title.lower()] = sheet_of(page.title, iter(rows), stem)
    return found


def _rows(page: Any) -> Iterator[tuple[int, list[Any]]]:
    faults = []
    for number, cells in enumerate(cast(Any, page).iter_rows(), start=1):
        if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
            yield number, [None] * (MAX_COLUMNS + 1)
            return
        values = []
        for cell in cells:
            if cell.data_type == "f":
                faults.append(f"{page.title}!{cell.coordinate}")
            values.append(cell.value)
        if any(value is not None for value in values):
            yield number, values
    if faults:
        remedy = _("Collez les valeurs à la place des formules.")
        raise BadInput(*(Fault(place, _("Cette cellule contient une formule."), remedy) for place in faults[:TOLD]))
