"""The schemes that the product ships: files `data/schemes/*.toml` of every installed room."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from pacte.ground.declarations.registry import rooms


def files() -> Iterator[Path]:
    """Every scheme file, room by room, by name."""
    for room in rooms():
        spec = find_spec(room)
        for place in (spec.submodule_search_locations or []) if spec else []:
            yield from sorted(Path(place, "data", "schemes").glob("*.toml"))
