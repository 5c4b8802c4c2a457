"""The kinds of file that may be attached, recognised by their first bytes and their structure."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from io import BytesIO

LARGEST = 10 * 1024 * 1024
"""Bytes that one attachment may hold."""

PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
CSV, TEXT = "text/csv", "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"

ACCEPTED = {
    PDF: "pdf", PNG: "png", JPEG: "jpg", WEBP: "webp", DOCX: "docx", XLSX: "xlsx", ODT: "odt", ODS: "ods",
    CSV: "csv", TEXT: "txt",
}  # fmt: skip
"""Each accepted content type and the ending of its file names."""

MARKUP = re.compile(rb"^\s*(<!doctype|<html|<\?xml|<svg|<script|%!ps|#!|mz\x90)", re.IGNORECASE)
LONGEST_NAME = 200


def detect(content: bytes, name: str = "") -> str | None:
    """The content type found in the bytes, or None when it is none that may be attached.

    `name` only tells CSV from plain text, which have no signature.

    >>> detect(b"%PDF-1.7 ..."), detect(b"a;b", "x.csv"), detect(b"<html>", "x.txt")
    ('application/pdf', 'text/csv', None)
    """
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return _plain(content, name.lower())


def _office(content: bytes) -> str | None:
    """A word-processing or spreadsheet file without macros; any other archive is refused, unopened."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any("vbaProject" in name or name.startswith("Basic/") for name in names):
                return None
            if "mimetype" in names:
                with archive.open("mimetype") as said:
                    found = said.read(100).decode("ascii", "replace").strip()
                return found if found in {ODT, ODS} else None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return None
    if "[Content_Types].xml" not in names:
        return None
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None


def _plain(content: bytes, name: str) -> str | None:
    if not content or b"\0" in content or MARKUP.match(content[:200]):
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if not name.endswith((".csv", ".txt")):
            return None
        text = content.decode("cp1252", "replace")
    if any(unicodedata.category(letter) == "Cc" and letter not in "\t\r\n\f" for letter in text):
        return None
    return CSV if name.endswith(".csv") else TEXT


def tidy_name(name: str, content_type: str) -> str:
    """A name fit to be shown and saved: no folder, no control character, the ending of what the file really is.

    >>> tidy_name("C:\\\\photos\\\\ma photo.exe", "image/png"), tidy_name("", "text/csv")
    ('ma photo.png', 'document.csv')
    """
    last = re.split(r"[\\/]", name)[-1]
    clean = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip(" .")
    stem = clean.rsplit(".", 1)[0] if "." in clean else clean
    ending = ACCEPTED[content_type]
    return f"{(stem or 'document')[: LONGEST_NAME - len(ending) - 1]}.{ending}"
