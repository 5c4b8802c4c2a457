"""A portable backup: one archive, the same whichever the database, checked whole before it is put back.

It holds every row of the product and of its accounts, and the files they name. It does not hold what is rebuilt or
short-lived: sessions, the task queue (jobs are in it, and are queued again), signs of life, caches. Nor the keys,
unless asked: an archive without them shows no sealed field.
"""

from .contents import current_hash
from .load import load
from .manifest import Manifest
from .save import save
from .unpack import CannotRestore

__all__ = ["CannotRestore", "Manifest", "current_hash", "load", "save"]
