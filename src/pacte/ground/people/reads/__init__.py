"""Scoped readings. `visible_to` says which persons a user may know of, `sight_of` how much of one of them."""

from .sight import FileSight, Sight, sight_of
from .visibility import findable_by, visible_to

__all__ = ["FileSight", "Sight", "findable_by", "sight_of", "visible_to"]
