"""Whether someone may open an attachment: the room that owns it says."""

from __future__ import annotations

from typing import Any

from pacte.ground.declarations.errors import Refused

from .models import Attachment
from .registry import Owner, owners


def reading_owner(attachment: Attachment, user: Any) -> Owner | None:
    """The room by whose answer this user may read the attachment, or None.

    Raises Refused when a room says that the user's roles could never open such a file.
    """
    return next((owner for owner in owners() if owner.may_read(attachment, user)), None)


def may_read(attachment: Attachment, user: Any) -> bool:
    """A file is opened by those whom its owner names, and by nobody by default."""
    try:
        return reading_owner(attachment, user) is not None
    except Refused:
        return False


def publishing_owner(attachment: Attachment) -> Owner | None:
    """The room that has published this attachment to everyone, if one has."""
    return next((owner for owner in owners() if owner.is_published(attachment)), None)
