"""From the way people write hours in French to the way OpenStreetMap does: a suggestion, never applied by itself."""

from __future__ import annotations

from collections.abc import Iterator


def rewrite(text: str) -> Iterator[str]:
    """What the text may have meant, the likeliest first."""
    yield from ()
