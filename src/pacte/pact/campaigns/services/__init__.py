"""What users can do with editions, campaigns and the figures they ask for. One verb each; nothing else writes."""

from .answering import approve, return_, save_draft, submit, submit_all
from .collecting import close, indicators_of, open_campaign
from .editions import (
    add_achievement,
    change_achievement,
    freeze,
    open_edition,
    readiness,
    remove_achievement,
)
from .exporting import XLSX, export
from .importing import read, receive
from .reminding import remind

__all__ = [
    "XLSX",
    "add_achievement",
    "approve",
    "change_achievement",
    "close",
    "export",
    "freeze",
    "indicators_of",
    "open_campaign",
    "open_edition",
    "read",
    "readiness",
    "receive",
    "remind",
    "remove_achievement",
    "return_",
    "save_draft",
    "submit",
    "submit_all",
]
