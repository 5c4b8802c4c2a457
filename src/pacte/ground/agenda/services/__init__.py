"""What one can do in the agenda."""

from .attendance import EARLY, count_unnamed, mark, mark_rest
from .certificates import issue, print_certificate
from .feeds import make_feed, personal_calendar, withdraw_feed
from .registering import leave, register_myself, register_person, take_off
from .reminding import remind
from .sessions import Repeat, cancel, create, edit
from .slots import open_slots
from .tours import plan

__all__ = [
    "EARLY",
    "Repeat",
    "cancel",
    "count_unnamed",
    "create",
    "edit",
    "issue",
    "leave",
    "make_feed",
    "mark",
    "mark_rest",
    "open_slots",
    "personal_calendar",
    "plan",
    "print_certificate",
    "register_myself",
    "register_person",
    "remind",
    "take_off",
    "withdraw_feed",
]
