"""What an archive says of itself: its version, its schema, the hash of each part and of the whole."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Part:
    """One table or file of the archive: its size in bytes, its SHA-256, its rows when it is a table."""

    size: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True)
class Manifest:
    """`migrations`: the applied migrations that nothing applied depends on, per app. `tables`: by model label."""

    version: str
    created_at: str
    migrations: list[list[str]]
    tables: dict[str, Part]
    files: dict[str, Part] = field(default_factory=dict)
    missing_files: list[str] = field(default_factory=list)
    has_keys: bool = False
    format: int = FORMAT

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())

    @property
    def content_hash(self) -> str:
        return overall(self.tables, self.files)

    def to_json(self) -> str:
        return json.dumps({**asdict(self), "content_hash": self.content_hash}, indent=1, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read back; ValueError when it is not a manifest or contradicts itself."""
        try:
            raw = json.loads(text)
            said = raw.pop("content_hash")
            parts = {name: {key: Part(**part) for key, part in raw.pop(name).items()} for name in ("tables", "files")}
            read = cls(**raw, tables=parts["tables"], files=parts["files"])
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("the manifest lacks a part") from error
        if read.content_hash != said:
            raise ValueError("the manifest's hash is not that of its parts")
        return read


def overall(tables: dict[str, Part], files: dict[str, Part]) -> str:
    """One hash for the whole content: of the hashes of the tables that have rows and of the files, by name.

    >>> part = Part(3, "ab", 1)
    >>> overall({"a.B": part}, {}) == overall({"a.B": part, "a.Empty": Part(0, "cd", 0)}, {})
    True
    """
    lines = [f"{name} {part.sha256}" for name, part in sorted(tables.items()) if part.rows]
    lines += [f"{name} {part.sha256}" for name, part in sorted(files.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
