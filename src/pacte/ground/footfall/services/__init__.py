"""What one does with a counter."""

from .counting import count, undo

__all__ = ["count", "undo"]
