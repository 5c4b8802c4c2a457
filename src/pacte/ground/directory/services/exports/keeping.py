"""The open data's files on the disk, one for each state of the directory, so that many readers cost one writing."""

from __future__ import annotations

import io
import json
import os
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ...reads.exchange import version
from ...rules.hours import CLOCK
from .writing import files

DOWNLOADS = {
    "lieux.csv": "csv",
    "lieux.geojson": "geojson",
    "hsds.zip": "hsds",
    "data-inclusion.json": "data-inclusion",
}
"""What can be taken away, and the format of each."""

EPOCH = (1980, 1, 1, 0, 0, 0)


def stamp(name: str, at: datetime | None = None) -> str:
    """What tells one state of a file from another: what is published, and the day its dates are told from."""
    day = (at or timezone.now()).astimezone(CLOCK).date()
    return f"{version()[0]}-{day:%Y%m%d}-{name.replace('.', '-')}"


def made(name: str) -> Path:
    """The file of this name as the directory stands, written if it is not there. Older ones go."""
    folder = Path(settings.MEDIA_ROOT) / "open-data"
    path = folder / stamp(name)
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as out:
            out.write(_content(name))
        Path(draft).replace(path)
        for old in folder.glob(f"*-{name.replace('.', '-')}"):
            if old != path:
                old.unlink(missing_ok=True)
    return path


def _content(name: str) -> bytes:
    found = dict(files(DOWNLOADS[name]))
    if name.endswith(".zip"):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, content in found.items():
                archive.writestr(zipfile.ZipInfo(each, EPOCH), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()
    if len(found) == 1:
        return next(iter(found.values()))
    parts = {Path(each).stem: json.loads(content) for each, content in found.items()}
    return json.dumps(parts, ensure_ascii=False).encode()
