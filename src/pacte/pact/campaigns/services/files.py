"""Opening a spreadsheet that somebody handed in, without trusting it: XLSX or CSV, bounded in every direction.

Refused before anything is read: too large, not a spreadsheet, one that unfolds beyond measure, merged cells.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, cast

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.web.exports import as_written
from pacte.ground.web.spreadsheets import (
    DELIMITERS,
    check_extent,
    check_format,
    check_unfolding,
    check_workbook,
    csv_rows,
    decoded,
    is_workbook,
    readable,
    refused,
)  # fmt: skip

from ..rules.spreadsheet import Cell

MAX_BYTES = 5 * 1024 * 1024
MAX_UNFOLDED = 80 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 60


def check_size(size: int) -> None:
    """Refuse by its size a file that has not been read yet."""
    if size > MAX_BYTES:
        raise BadInput(
            Fault(
                _("Fichier"),
                _("Le fichier est trop lourd : %(size)d Mo.") % {"size": round(size / 1024 / 1024)},
                _("La limite est de %(limit)d Mo. Gardez les seules lignes que vous changez.")
                % {"limit": MAX_BYTES // 1024 // 1024},
            )
        )


def rows_of(data: bytes, tell: Callable[[int], None] = lambda done: None) -> list[tuple[int, list[Cell]]]:
    """The rows of the file that hold something, with their number from 1. Raises BadInput on what is no spreadsheet.

    `tell` is told, now and then, how many rows were read.
    """
    check_size(len(data))
    check_format(data)
    rows = _xlsx(data) if data.startswith(b"PK") else _csv(data)
    kept = []
    for number, cells in rows:
        if any(not cell.is_empty for cell in cells):
            kept.append((number, cells))
        if number % 500 == 0:
            tell(number)
    if not kept or kept[0][0] != 1:
        raise BadInput(
            Fault("1", _("La ligne de titres manque."), _("Repartez du fichier exporté et gardez sa première ligne."))
        )
    return kept


def _xlsx(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    with readable():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_unfolding(archive, len(data), MAX_UNFOLDED)
            if not is_workbook(archive):
                raise refused(_("Le fichier n’est pas un classeur Excel."))
            check_workbook(archive)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        for number, cells in enumerate(cast(Any, sheet).iter_rows(), start=1):
            check_extent(number, len(cells), rows=MAX_ROWS, columns=MAX_COLUMNS)
            yield number, [_cell(cell) for cell in cells]


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f" or (not isinstance(value, str | int | float | bool) and not hasattr(value, "year")):
        return Cell(str(value), is_formula=True)
    percent = isinstance(value, int | float) and "%" in (cell.number_format or "")
    return Cell(value, is_percent=percent)


def _csv(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    text = decoded(data)
    if b"\x00" in data or not any(each in text.partition("\n")[0] for each in DELIMITERS):
        raise refused(_("Le fichier n’est pas un tableur."))
    for number, fields in csv_rows(text):
        check_extent(number, len(fields), rows=MAX_ROWS, columns=MAX_COLUMNS)
        yield number, [_csv_cell(field) for field in fields]


def _csv_cell(field: str) -> Cell:
    """A field; the quote that keeps a text from being taken for a formula is taken off again."""
    text = as_written(field)
    return Cell(text, is_formula=text == field and field.startswith("="))
