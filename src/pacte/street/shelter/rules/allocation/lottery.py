"""The lottery between equals: a draw that anybody can do again with paper and a hash table, and that needs no luck.

Numbers come from SHA-256 of the seed and the key: they depend on no version of Python, no order, no machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

BITS = 30
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def draw(seed: int, key: str) -> int:
    """64 bits for a key: the first eight bytes, most significant first, of SHA-256 of "seed/key" in UTF-8.

    >>> hex(draw(7, "a"))
    '0x681ebd31f1942012'
    """
    return int.from_bytes(sha256(f"{seed}/{key}".encode()).digest()[:8], "big")


def tickets(keys: Iterable[str], seed: int) -> dict[str, int]:
    """The ticket of each key: the first 30 bits of its draw. The lowest tickets win.

    Sums of tickets of different sets are as good as never equal, so that the draw leaves no tie.

    >>> tickets(["a", "b"], 7)
    {'a': 436711244, 'b': 235151266}
    >>> tickets(["b"], 7) == {"b": tickets(["a", "b"], 7)["b"]}
    True
    """
    return {key: draw(seed, key) >> (64 - BITS) for key in keys}


def pair_numbers(rows: Sequence[str], lots: Sequence[str], seed: int) -> NDArray[np.int64]:
    """A 30-bit number for each row and lot, which settles who goes where once all else is equal.

    The draws of the row ("row/KEY") and of the lot ("lot/KEY") are mixed by the finaliser of SplitMix64 (Steele, Lea,
    Flood, "Fast splittable pseudorandom number generators", 2014), in arithmetic modulo 2^64.

    >>> pair_numbers(["a"], ["x", "y"], 7).tolist()
    [[781990180, 827295105]]
    """
    first = np.array([draw(seed, f"row/{key}") for key in rows], dtype=np.uint64)
    second = np.array([draw(seed, f"lot/{key}") for key in lots], dtype=np.uint64)
    mixed = first[:, None] * np.uint64(3) + second[None, :] + _SPREAD
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    numbers: NDArray[np.int64] = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - BITS)).astype(np.int64)
    return numbers
