"""Opening a spreadsheet that somebody handed in, without trusting it: XLSX or CSV, bounded in every direction.

Refused before anything is read: too large, not a spreadsheet, one that unfolds beyond measure, merged cells.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, cast

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.web.exports import as_written

from ..rules.spreadsheet import Cell

MAX_BYTES = 5 * 1024 * 1024
MAX_UNFOLDED = 80 * 1024 * 1024
MAX_RATIO = 200
MAX_ROWS = 20_000
MAX_COLUMNS = 60
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+[0-9]+)')
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


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
    if data.startswith(b"PK"):
        rows = _xlsx(data)
    elif data.startswith(_OLD_OFFICE):
        raise _refused(_("Le fichier est dans un ancien format, ou protégé par un mot de passe."))
    else:
        rows = _csv(data)
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


def _refused(what: str) -> BadInput:
    return BadInput(Fault(_("Fichier"), what, _("Enregistrez-le en classeur .xlsx ou en .csv, puis recommencez.")))


def _too_long(number: int, width: int) -> None:
    if number > MAX_ROWS or width > MAX_COLUMNS:
        raise BadInput(
            Fault(
                _("Fichier"),
                _("Le fichier dépasse %(rows)d lignes ou %(columns)d colonnes.")
                % {"rows": MAX_ROWS, "columns": MAX_COLUMNS},
                _("Supprimez les lignes et les colonnes vides qui suivent le tableau."),
            )
        )


def _xlsx(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    try:
        _check_archive(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = cast(Any, sheet).iter_rows()
        for number, cells in enumerate(rows, start=1):
            _too_long(number, len(cells))
            yield number, [_cell(cell) for cell in cells]
    except BadInput:
        raise
    except Exception as error:
        # The reader raises whatever its XML holds: to the user they all mean the same.
        raise _refused(_("Le fichier n’est pas un classeur lisible.")) from error


def _check_archive(data: bytes) -> None:
    """Refuse what unfolds beyond measure, declares XML entities, holds no workbook, or has merged cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        unfolded = sum(part.file_size for part in parts)
        if unfolded > MAX_UNFOLDED or unfolded > MAX_RATIO * max(len(data), 10_000):
            raise _refused(_("Le fichier se déplie au-delà de toute mesure."))
        if "xl/workbook.xml" not in archive.namelist():
            raise _refused(_("Le fichier n’est pas un classeur Excel."))
        merged: list[str] = []
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue
            content = archive.read(part)
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
                raise _refused(_("Le fichier contient des déclarations qu’un classeur n’a pas."))
            if part.filename.startswith("xl/worksheets/"):
                merged += [place.decode() for place in _MERGED.findall(content)]
        if merged:
            remedy = _("Défusionnez-les : chaque ligne garde ses propres cellules.")
            raise BadInput(*(Fault(place, _("Des cellules sont fusionnées ici."), remedy) for place in merged[:100]))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f" or (not isinstance(value, str | int | float | bool) and not hasattr(value, "year")):
        return Cell(str(value), is_formula=True)
    percent = isinstance(value, int | float) and "%" in (cell.number_format or "")
    return Cell(value, is_percent=percent)


def _csv(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    if b"\x00" in data:
        raise _refused(_("Le fichier n’est pas un tableur."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(";\t,", key=head.count)
    if not head.count(delimiter):
        raise _refused(_("Le fichier n’est pas un tableur."))
    try:
        for number, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            _too_long(number, len(fields))
            yield number, [_csv_cell(field) for field in fields]
    except csv.Error as error:
        raise _refused(_("Le fichier n’est pas un tableur lisible.")) from error


def _csv_cell(field: str) -> Cell:
    """A field; the quote that keeps a text from being taken for a formula is taken off again."""
    text = as_written(field)
    return Cell(text, is_formula=text == field and field.startswith("="))
