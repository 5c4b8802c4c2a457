"""Reading an archive into a folder, and refusing it unless every part is there, whole and expected."""

from __future__ import annotations

import hashlib
import json
import tarfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from .manifest import FORMAT, NAME, Manifest, Part

KEYS = "keys.json"
LONGEST_MANIFEST = 64 * 1024 * 1024


class CannotRestore(Exception):
    """The archive or the database forbids the restoration. Nothing was changed."""


def unpack(archive: Path, folder: Path) -> Manifest:
    """The archive's parts in the folder, each with the size and hash that the manifest says."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            return _unpack(tar, folder)
    except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError) as error:
        raise CannotRestore(f"the archive is damaged or is not a backup ({type(error).__name__}).") from error


def _unpack(tar: tarfile.TarFile, folder: Path) -> Manifest:
    first = tar.next()
    if first is None or first.name != NAME or first.size > LONGEST_MANIFEST:
        raise ValueError("no manifest at its head")
    content = tar.extractfile(first)
    assert content is not None
    manifest = Manifest.from_json(content.read().decode())
    if manifest.format != FORMAT:
        raise CannotRestore(f"the archive's format is {manifest.format}, this version reads {FORMAT}.")
    expected = _expected(manifest)
    while (member := tar.next()) is not None:
        if member.name not in expected or not member.isreg():
            raise CannotRestore(f"the archive holds {member.name[:80]!r}, which its manifest does not name.")
        part = expected.pop(member.name)
        body = tar.extractfile(member)
        assert body is not None
        _copy(body, folder / member.name, part, member.name)
    if expected:
        raise CannotRestore(f"the archive lacks {sorted(expected)[0]!r}.")
    return manifest


def _expected(manifest: Manifest) -> dict[str, Part | None]:
    """What must be in the archive. A name that would leave the folder is refused."""
    names: dict[str, Part | None] = {f"tables/{label}.jsonl": part for label, part in manifest.tables.items()}
    names |= {f"files/{name}": part for name, part in manifest.files.items()}
    if manifest.has_keys:
        names[KEYS] = None
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
            raise CannotRestore(f"the archive names {name[:80]!r}, which lies outside.")
    return names


def _copy(body: IO[bytes], target: Path, part: Part | None, name: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size, rows = hashlib.sha256(), 0, 0
    with target.open("wb") as out:
        while chunk := body.read(1024 * 1024):
            out.write(chunk)
            digest.update(chunk)
            size, rows = size + len(chunk), rows + chunk.count(b"\n")
    if part is None:
        json.loads(target.read_text())["fields"]
    elif (size, digest.hexdigest()) != (part.size, part.sha256) or (part.rows and rows != part.rows):
        raise CannotRestore(f"{name[:80]!r} is not as it was saved.")
