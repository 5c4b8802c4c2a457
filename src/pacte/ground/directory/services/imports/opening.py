"""Opening a file of places that somebody handed in, without trusting it: bounded in every direction.

Refused before anything is read: too large, one that unfolds beyond measure, a workbook with merged cells or formulas,
JSON cut short. Nothing is ever unpacked on the disk.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.exports import as_written
from pacte.ground.web.spreadsheets import (
    check_extent,
    check_format,
    check_unfolding,
    csv_rows,
    decoded,
    is_workbook,
    refused,
)  # fmt: skip

MAX_BYTES = 50 * 1024 * 1024
"""The heaviest file that is taken: some 20 000 places in the most talkative of the formats."""
MAX_UNFOLDED = 200 * 1024 * 1024
MAX_FILES = 200
MAX_ROWS = 50_000
MAX_COLUMNS = 120
MAX_CELL = 20_000
MEGA = 1024 * 1024


@dataclass
class Sheet:
    """Rows under their titles: the number of each row in the file, its cells by folded title, each with its place."""

    name: str
    titles: list[str]
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def where(self, number: int, title: str = "") -> str:
        """How a person finds the cell: its row, and its column when it is one."""
        column = self.places.get(title, "")
        row = _("ligne %(row)d") % {"row": number}
        place = f"{row}, {column}" if column else row
        return f"{self.name}, {place}" if self.name else place


@dataclass
class Opened:
    """What a file, an archive or a folder holds: JSON documents and sheets, by name without its ending."""

    documents: dict[str, Any] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)


def _damaged(what: str, where: str = "") -> BadInput:
    """A file that whoever made it may make again."""
    return refused(what, _("Enregistrez-le de nouveau, puis recommencez."), where)


def check_size(size: int) -> None:
    """Refuse by its size a file that has not been read yet."""
    if size > MAX_BYTES:
        raise refused(
            _("Le fichier est trop lourd : %(size)d Mo.") % {"size": -(-size // MEGA)},
            _("La limite est de %(limit)d Mo. Partagez-le en plusieurs.") % {"limit": MAX_BYTES // MEGA},
        )


def opened(path: Path) -> Opened:
    """Everything that the file, the archive or the folder holds. Raises BadInput."""
    found = Opened()
    if path.is_dir():
        members = sorted(each for each in path.rglob("*") if each.suffix.lower() in (".json", ".csv"))
        check_size(sum(each.stat().st_size for each in members))
        for member in members[:MAX_FILES]:
            _take(found, member.name, member.read_bytes())
        return _some(found)
    check_size(path.stat().st_size)
    _take(found, path.name, path.read_bytes())
    return _some(found)


def _some(found: Opened) -> Opened:
    if not found.documents and not found.sheets:
        raise _damaged(_("Rien ne s’y lit : ni JSON, ni CSV, ni classeur."))
    return found


def _take(found: Opened, name: str, data: bytes) -> None:
    stem = Path(name).stem.lower()
    check_format(data)
    if data.startswith(b"PK"):
        _archive(found, stem, data)
    elif data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        found.documents[stem] = _json(name, data)
    else:
        found.sheets[stem] = _csv(stem, data)


def _archive(found: Opened, stem: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_unfolding(archive, len(data), MAX_UNFOLDED)
            if is_workbook(archive):
                from .workbooks import sheets_of

                found.sheets |= sheets_of(stem, data, archive)
                return
            for part in [each for each in archive.infolist() if each.filename.lower().endswith((".json", ".csv"))][
                :MAX_FILES
            ]:
                content = _inside(archive, part)
                if content.startswith(b"PK"):
                    raise _damaged(_("L’archive en contient une autre."), where=part.filename)
                _take(found, Path(part.filename).name, content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _damaged(_("L’archive est abîmée, incomplète ou protégée.")) from error


def _inside(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A member's bytes, never more than it says: a false size does not fill the memory."""
    with archive.open(part) as source:
        content = source.read(part.file_size + 1)
    if len(content) > part.file_size:
        raise _damaged(_("L’archive est abîmée, incomplète ou protégée."))
    return content


def _json(name: str, data: bytes) -> Any:
    try:
        return json.loads(decoded(data))
    except json.JSONDecodeError as error:
        where = _("%(name)s, ligne %(line)d, caractère %(column)d") % {
            "name": name, "line": error.lineno, "column": error.colno,
        }  # fmt: skip
        raise refused(
            _("Ce JSON est coupé ou mal formé."), _("Demandez le fichier de nouveau à sa source."), where
        ) from error
    except (RecursionError, ValueError) as error:
        raise _damaged(_("Ce JSON est trop profond, ou ses nombres trop longs.")) from error


def _csv(name: str, data: bytes) -> Sheet:
    if b"\x00" in data:
        raise _damaged(_("Le fichier n’est ni un JSON, ni un tableur."))
    return sheet_of(
        "", ((number, [as_written(cell) for cell in cells]) for number, cells in csv_rows(decoded(data))), name
    )


def sheet_of(name: str, rows: Iterator[tuple[int, list[Any]]], stem: str = "") -> Sheet:
    """A sheet from its rows, the first of them that holds something being the titles. Raises BadInput."""
    from ...rules.formats.text import fold

    sheet: Sheet | None = None
    for number, cells in rows:
        check_extent(number, len(cells), rows=MAX_ROWS, columns=MAX_COLUMNS)
        if all(cell is None or str(cell).strip() == "" for cell in cells):
            continue
        if sheet is None:
            titles = [fold(str(cell)) if cell is not None else "" for cell in cells]
            sheet = Sheet(name, titles)
            for column, (title, cell) in enumerate(zip(titles, cells, strict=True), 1):
                if title and title in sheet.places:
                    raise refused(
                        _("Deux colonnes portent le titre « %(title)s ».") % {"title": str(cell)[:60]},
                        _("Gardez-en une."), sheet.where(number),
                    )  # fmt: skip
                sheet.places[title] = _("colonne %(letter)s « %(title)s »") % {
                    "letter": get_column_letter(column), "title": str(cell)[:60],
                }  # fmt: skip
            continue
        _fill(sheet, number, cells)
    if sheet is None:
        raise refused(_("Le tableau est vide."), where=name or stem)
    return sheet


def _fill(sheet: Sheet, number: int, cells: list[Any]) -> None:
    values = dict(zip(sheet.titles, cells, strict=False))
    for title, value in values.items():
        if isinstance(value, str) and len(value) > MAX_CELL:
            raise refused(
                _("Cette cellule a plus de %(limit)d caractères.") % {"limit": MAX_CELL},
                _("Raccourcissez-la."), sheet.where(number, title),
            )  # fmt: skip
    if len(cells) > len(sheet.titles) and any(str(each).strip() for each in cells[len(sheet.titles) :] if each):
        raise refused(
            _("Cette ligne a plus de cellules que la ligne de titres."),
            _("Mettez entre guillemets les textes qui contiennent le séparateur."), sheet.where(number),
        )  # fmt: skip
    sheet.rows.append((number, values))
