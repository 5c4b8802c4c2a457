"""Places from files of the field: read without trust, compared, then written whole or not at all.

A source is known by its name; its entries by the identifiers it gives them (`Origin`). What was changed here since the
source last gave it stays. A confidential place is written by no source.
"""

from .verbs import Outcome, import_file

__all__ = ["Outcome", "import_file"]
