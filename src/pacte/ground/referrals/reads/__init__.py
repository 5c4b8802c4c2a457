"""What a user may read of referrals and services."""

from .labels import Labels
from .referrals import is_opened_to, received_by, seen_by, sent_by, to_answer
from .services import kinds, open_to, services_kept_by, services_listed

__all__ = [
    "Labels", "is_opened_to", "kinds", "open_to", "received_by", "seen_by", "sent_by", "services_kept_by",
    "services_listed", "to_answer",
]  # fmt: skip
