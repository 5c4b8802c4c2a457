"""What a page to visit is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A page by its short name, its path in the demonstration, and the role code of who opens it.

    A path with KEY or NUMBER is met by a link: `by` says the pages that one follows, each from the one before.
    """

    name: str
    path: str
    account: str = ""
    by: tuple[str, ...] = ()


SHOWN = "00000000-0000-4000-8000-0000000000"
"""Keys of what the demonstration of persons keeps the same begin so."""
