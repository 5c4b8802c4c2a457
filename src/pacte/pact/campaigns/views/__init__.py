"""Pages of editions and collections."""

from .answering import export, figure, import_, import_result, mine, submit
from .collecting import approve, campaign, campaign_new, close, return_, review_queue, submit_all
from .editions import (
    achievement,
    achievement_new,
    achievement_remove,
    alerts,
    edition,
    edition_new,
    editions,
    freeze,
)

__all__ = [
    "achievement",
    "achievement_new",
    "achievement_remove",
    "alerts",
    "approve",
    "campaign",
    "campaign_new",
    "close",
    "edition",
    "edition_new",
    "editions",
    "export",
    "figure",
    "freeze",
    "import_",
    "import_result",
    "mine",
    "return_",
    "review_queue",
    "submit",
    "submit_all",
]
