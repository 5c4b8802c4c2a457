"""What every file for a spreadsheet guards against: a text that would be run as a formula.

The guard is an apostrophe, which whoever reads the file back takes off again.
"""

from __future__ import annotations

OPENERS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a text."""


def harmless(text: str) -> str:
    """The text as a cell that stays a text.

    >>> harmless("=1+1"), harmless("repas")
    ("'=1+1", 'repas')
    """
    return f"'{text}" if text.startswith(OPENERS) else text


def as_written(cell: str) -> str:
    """The text that `harmless` was given.

    >>> as_written("'=1+1"), as_written("'quoted")
    ('=1+1', "'quoted")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(OPENERS) else cell
