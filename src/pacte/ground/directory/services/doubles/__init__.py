"""Entries that may be one place: proposed, decided by a person, remembered."""

from .deciding import join, keep_apart, undo
from .proposing import propose

__all__ = ["join", "keep_apart", "propose", "undo"]
