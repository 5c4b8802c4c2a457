"""What every spreadsheet that somebody handed in is checked for before any of it is believed.

Refused: an old or locked format, what unfolds beyond measure, XML that declares entities, merged cells, a table without
end. Nothing is ever unpacked on the disk. How much is too much, each room says for itself.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput, Fault

MAX_RATIO = 200
"""How many times its own size an archive may unfold to; one of fewer than ten thousand bytes counts as that."""
TOLD = 100
"""Faulty cells that are told, at most."""
DELIMITERS = ";\t,"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]+[0-9]+)')


def refused(what: str, remedy: str = "", where: str = "") -> BadInput:
    """A file refused whole."""
    remedy = remedy or _("Enregistrez-le en classeur .xlsx ou en .csv, puis recommencez.")
    return BadInput(Fault(where or _("Fichier"), what, remedy))


def check_format(data: bytes) -> None:
    """Refuse what old office suites wrote, and what a password locks."""
    if data.startswith(_OLD_OFFICE):
        raise refused(
            _("Le fichier est dans un ancien format, ou protégé par un mot de passe."),
            _("Enregistrez-le en classeur .xlsx sans mot de passe."),
        )


def check_unfolding(archive: zipfile.ZipFile, size: int, limit: int) -> None:
    """Refuse an archive of this many bytes whose parts say that they unfold beyond the limit, or beyond measure."""
    unfolded = sum(part.file_size for part in archive.infolist())
    if unfolded > limit or unfolded > MAX_RATIO * max(size, 10_000):
        raise refused(_("Le fichier se déplie au-delà de toute mesure."))


def is_workbook(archive: zipfile.ZipFile) -> bool:
    """Whether the archive holds an Excel workbook."""
    return "xl/workbook.xml" in archive.namelist()


def check_workbook(archive: zipfile.ZipFile) -> None:
    """Refuse a workbook that declares XML entities or merges cells; each of these is told."""
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


@contextmanager
def readable() -> Iterator[None]:
    """Reading a workbook: whatever its reader raises says that it cannot be read."""
    try:
        yield
    except BadInput:
        raise
    except Exception as error:
        # The reader raises whatever its XML holds: to the user they all mean the same.
        raise refused(_("Le fichier n’est pas un classeur lisible.")) from error


def check_extent(number: int, width: int, *, rows: int, columns: int) -> None:
    """Refuse a row that lies, or reaches, beyond what a table may have."""
    if number > rows or width > columns:
        raise refused(
            _("Le fichier dépasse %(rows)d lignes ou %(columns)d colonnes.") % {"rows": rows, "columns": columns},
            _("Supprimez les lignes et les colonnes vides qui suivent le tableau."),
        )


def decoded(data: bytes) -> str:
    """The text, in UTF-8 or else in the Latin alphabet of Windows, as old spreadsheets write it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV by their number, from 1, as a spreadsheet shows them; the delimiter is the first row's."""
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1)
    except csv.Error as error:
        raise refused(_("Le fichier n’est pas un tableur lisible.")) from error
