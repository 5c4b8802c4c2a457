"""One verb per act of the desk. `anonymise` is what an erasure and the retention have in common."""

from .erasing import anonymise

__all__ = ["anonymise"]
