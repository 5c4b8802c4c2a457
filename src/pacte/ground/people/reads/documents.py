"""Who opens the documents of a file."""

from __future__ import annotations

from typing import Any

from pacte.ground.documents.models import Attachment

from ..models import FileDocument


def may_read_document(attachment: Attachment, user: Any) -> bool:
    """A document of a file is opened by those to whom the file is open so far, at each request again."""
    return False


def may_read_file_document(user: Any, document: FileDocument) -> bool:
    """The same, asked of the file's own row."""
    return may_read_document(document.attachment, user)
