"""How the web server's memory is swept: what it starts with is not looked at again, what a page makes is looked at
less often. A search reads thousands of rows; with Python's own thresholds a sweep of everything fell within it."""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 50_000, 20, 20
"""Objects made before a sweep of the young ones; sweeps of each age before one of the next."""


def settle() -> None:
    """To be called once, when all that lasts is loaded."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
