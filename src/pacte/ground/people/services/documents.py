"""Attaching documents to a file."""

from __future__ import annotations

from typing import Any

from pacte.ground.documents.models import Attachment


def journal_reading(actor: Any, action: str, attachment: Attachment) -> None:
    """Note that a document was opened."""
