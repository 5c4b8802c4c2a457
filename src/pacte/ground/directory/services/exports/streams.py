"""JSON written row by row, so that a file of any length takes the memory of one row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any


class Rows:
    """The rows of a list that is being written, one to a line."""

    def __init__(self, out: IO[str]) -> None:
        self.out, self.count = out, 0

    def add(self, row: Any) -> None:
        """Write one row."""
        self.begin(dumped(row))

    def begin(self, text: str) -> IO[str]:
        """Write the beginning of a row, or all of it; the caller writes its end where this says."""
        self.out.write((",\n" if self.count else "\n") + text)
        self.count += 1
        return self.out


@contextmanager
def listed(path: Path, before: str = "[", after: Callable[[int], str] = lambda count: "]") -> Iterator[Rows]:
    """A new file around the rows of a list; `after` closes it, told how many they are."""
    with path.open("w", encoding="utf-8") as out:
        out.write(before)
        rows = Rows(out)
        yield rows
        out.write(after(rows.count))


def dumped(value: Any) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
