"""Reads the room's data files. Values come out as text: who uses them gives them their type."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
NOT_STATED = "source non précisée"


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>.csv`, each by column."""
    with (DATA / f"{name}.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def by_code(name: str) -> dict[str, dict[str, str]]:
    """The rows of a file that has one row per code."""
    return {row["code"]: row for row in rows(name)}


@cache
def pact() -> dict[str, Any]:
    """The pact, its levels and its nodes above the actions."""
    with (DATA / "pact.toml").open("rb") as source:
        return tomllib.load(source)


def split(names: str) -> list[str]:
    """The parts of a cell that holds several, separated by semicolons.

    >>> split("caf; cpam"), split("")
    (['caf', 'cpam'], [])
    """
    return [part.strip() for part in names.split(";") if part.strip()]
