"""What one does at a front desk."""

from .desks import close_desk, open_desk
from .ending import end, note_duty, reopen
from .linking import link_person, unlink
from .receiving import arrive, call, hand_to, put_back

__all__ = [
    "arrive",
    "call",
    "close_desk",
    "end",
    "hand_to",
    "link_person",
    "note_duty",
    "open_desk",
    "put_back",
    "reopen",
    "unlink",
]
