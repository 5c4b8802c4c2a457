"""The tables that put one vocabulary into another, read from the room's data. Plain Python."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent.parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """One of the tables: soliguide, data_inclusion, hsds."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
