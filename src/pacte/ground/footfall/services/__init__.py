"""What one does with a counter."""

from .choosing import choose_kinds
from .correcting import correct
from .counting import count, undo
from .receiving import accept_count, accept_undo

__all__ = ["accept_count", "accept_undo", "choose_kinds", "correct", "count", "undo"]
