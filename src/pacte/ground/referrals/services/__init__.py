"""One verb per thing a user can do to a referral or to a service."""

from .answering import accept, close_without_answer, decline, mark_done, mark_no_show, redirect
from .offering import add_service, change_service, missing_samples, save_kind, take_sample_kinds
from .opening import Opened, open_referral
from .reminding import remind
from .sending import Ask, Given, note, send, send_again, send_anonymous, withdraw

__all__ = [
    "Ask", "Given", "Opened", "accept", "add_service", "change_service", "close_without_answer", "decline",
    "mark_done", "mark_no_show",
    "missing_samples",
    "note", "open_referral", "redirect", "remind", "save_kind", "send", "send_again", "send_anonymous",
    "take_sample_kinds", "withdraw",
]  # fmt: skip
