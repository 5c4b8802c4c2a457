"""The open data's files on the disk, one for each state of the directory, so that many readers cost one writing."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils import timezone

from ...reads.exchange import version
from ...rules.hours import CLOCK
from .writing import write

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


def opened(name: str) -> BinaryIO:
    """The file of this name as the directory stands, to be read; written first if it is not there.

    Of several readers who come first, one writes it and the others wait for it. Older states go.
    """
    folder = Path(settings.MEDIA_ROOT) / "open-data"
    path = folder / stamp(name)
    try:
        return path.open("rb")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not path.is_file():
            _make(name, path)
        return path.open("rb")


def _make(name: str, path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        parts = Path(aside) / "parts"
        parts.mkdir()
        _join(name, write(DOWNLOADS[name], parts), draft := Path(aside) / name)
        draft.replace(path)
    for old in path.parent.glob(f"*-{name.replace('.', '-')}"):
        if old != path:
            old.unlink(missing_ok=True)


def _join(name: str, parts: list[Path], whole: Path) -> None:
    """Several files as one: an archive, or a JSON object that holds each under its name."""
    if name.endswith(".zip"):
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in parts:
                about = zipfile.ZipInfo(part.name, EPOCH)
                about.compress_type = zipfile.ZIP_DEFLATED
                with part.open("rb") as source, archive.open(about, "w") as out:
                    shutil.copyfileobj(source, out)
    elif len(parts) == 1:
        parts[0].replace(whole)
    else:
        with whole.open("wb") as out:
            for number, part in enumerate(parts):
                out.write(f'{"," if number else "{"}"{part.stem}":'.encode())
                with part.open("rb") as source:
                    shutil.copyfileobj(source, out)
            out.write(b"}")
