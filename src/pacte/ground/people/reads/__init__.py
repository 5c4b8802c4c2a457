"""Scoped readings. `visible_to` says which persons a user may know of, `sight_of` how much of one of them."""

from .sight import FileSight, Sight, adopted_grid, sight_of
from .visibility import findable_by, in_sight, open_or_in_sight, seen_among, visible_to

__all__ = [
    "FileSight", "Sight", "adopted_grid", "findable_by", "in_sight", "open_or_in_sight", "seen_among", "sight_of",
    "visible_to",
]  # fmt: skip
