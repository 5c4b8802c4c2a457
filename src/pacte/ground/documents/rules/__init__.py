"""What a file is, told by its content alone, and what a photo says about who took it and where.

Knows nothing of the database. A name or a declared type is never believed.
"""

from .kinds import ACCEPTED, LARGEST, detect, tidy_name
from .photos import strip_metadata

__all__ = ["ACCEPTED", "LARGEST", "detect", "strip_metadata", "tidy_name"]
