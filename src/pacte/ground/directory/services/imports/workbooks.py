"""The sheets of an Excel workbook, as values: a formula, a merged cell or an XML entity refuses it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, cast

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from pacte.ground.declarations.errors import BadInput, Fault

from .opening import MAX_COLUMNS, MAX_ROWS, Sheet, refused, sheet_of

_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+[0-9]+)')
TOLD = 50


def sheets_of(stem: str, data: bytes, archive: zipfile.ZipFile) -> dict[str, Sheet]:
    """Every sheet that holds something, by its name in small letters. Raises BadInput."""
    _check(archive)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        found = {}
        for page in book.worksheets:
            rows = [*_rows(page)]
            if rows:
                found[page.title.lower()] = sheet_of(page.title, iter(rows), stem)
    except BadInput:
        raise
    except Exception as error:
        # The reader raises whatever its XML holds: to the user they all mean the same.
        raise refused(_("Le fichier n’est pas un classeur lisible.")) from error
    return found


def _check(archive: zipfile.ZipFile) -> None:
    merged: list[str] = []
    for part in archive.infolist():
        if not part.filename.endswith((".xml", ".rels")):
            continue
        content = archive.read(part)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise refused(_("Le fichier contient des déclarations qu’un classeur n’a pas."))
        if part.filename.startswith("xl/worksheets/"):
            merged += [place.decode() for place in _MERGED.findall(content)]
    if merged:
        remedy = _("Défusionnez-les : chaque ligne garde ses propres cellules.")
        raise BadInput(*(Fault(place, _("Des cellules sont fusionnées ici."), remedy) for place in merged[:TOLD]))


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
