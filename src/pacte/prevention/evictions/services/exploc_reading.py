"""A file that somebody handed in, opened without trusting it, then carried sealed from page to page: never kept."""

from __future__ import annotations

import base64
import io
import json
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from pacte.ground.declarations.crypto import CannotOpen, seal, unseal
from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.directory.services.imports.opening import Sheet, sheet_of
from pacte.ground.directory.services.imports.workbooks import sheets_of
from pacte.ground.web.exports import as_written
from pacte.ground.web.spreadsheets import check_format, check_unfolding, csv_rows, decoded, is_workbook, refused

MAX_BYTES = 5 * 1024 * 1024
MAX_UNFOLDED = 50 * 1024 * 1024
MAX_ROWS = 5000


@dataclass
class CarriedTable(Sheet):
    """The table of a file, with its titles as they are written (`heads`, by folded title)."""

    heads: dict[str, str] = field(default_factory=dict)


def table_in(data: bytes) -> CarriedTable:
    """The table of a CSV file or of a workbook with one filled sheet. Raises BadInput."""
    if len(data) > MAX_BYTES:
        raise refused(_("Le fichier est trop lourd."), _("Cinq mégaoctets au plus."))
    check_format(data)
    sheet, titles = _of_workbook(data) if data.startswith(b"PK") else _of_csv(data)
    if len(sheet.rows) > MAX_ROWS:
        what = _("Le fichier compte plus de %(most)d dossiers.") % {"most": MAX_ROWS}
        raise refused(what, _("Partagez-le en plusieurs fichiers."))
    if not sheet.rows:
        raise refused(_("Le tableau n’a que sa ligne de titres."), _("Ajoutez les dossiers."))
    heads = {fold(str(each)): " ".join(str(each).split())[:60] for each in titles if each is not None}
    return CarriedTable(sheet.name, sheet.titles, sheet.rows, sheet.places, heads)


def _of_csv(data: bytes) -> tuple[Sheet, list[Any]]:
    if b"\x00" in data:
        raise refused(_("Le fichier n’est pas un tableur."))
    rows = [(number, [as_written(cell) for cell in cells]) for number, cells in csv_rows(decoded(data))]
    return sheet_of("", iter(rows)), _first(cells for _number, cells in rows)


def _of_workbook(data: bytes) -> tuple[Sheet, list[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_unfolding(archive, len(data), MAX_UNFOLDED)
            if not is_workbook(archive):
                raise refused(_("Le fichier n’est pas un tableur."))
            sheets = list(sheets_of("", data, archive).values())
            pages = load_workbook(io.BytesIO(data), read_only=True).worksheets
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise refused(_("Le fichier est abîmé, incomplet ou protégé.")) from error
    if len(sheets) != 1:
        raise refused(_("Le classeur a plusieurs feuilles remplies, ou aucune."), _("Gardez-en une seule."))
    page = next(each for each in pages if each.title == sheets[0].name)
    return sheets[0], _first(page.iter_rows(values_only=True))


def _first(rows: Iterable[Iterable[Any]]) -> list[Any]:
    """The first row that holds something: the titles."""
    return next((list(cells) for cells in rows if any(str(each or "").strip() for each in cells)), [])


def carried(table: CarriedTable) -> str:
    """The table as one sealed text, to be sent back by the next page."""
    said = {name: getattr(table, name) for name in ("name", "titles", "places", "rows", "heads")}
    packed = zlib.compress(json.dumps(said, default=_plain, ensure_ascii=False).encode(), 9)
    return seal(base64.b64encode(packed).decode())


def brought_back(text: str) -> CarriedTable:
    """The table that a page sends back. Raises BadInput when it is not one that was given."""
    try:
        said = json.loads(zlib.decompress(base64.b64decode(unseal(text))))
    except (CannotOpen, ValueError, zlib.error) as error:
        raise refused(_("Le fichier n’est plus là."), _("Déposez-le de nouveau.")) from error
    rows = [(int(number), dict(cells)) for number, cells in said["rows"]]
    return CarriedTable(said["name"], said["titles"], rows, said["places"], said["heads"])


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
