"""Places from files of the field: read without trust, compared, then written whole or not at all.

A source is known by its name; its entries by the identifiers it gives them (`Origin`). What was changed here since the
source last gave it stays. A confidential place is written by no source.
"""

from .receiving import confirm, give_up, receive
from .verbs import Outcome, import_file

__all__ = ["Outcome", "confirm", "give_up", "import_file", "receive"]
