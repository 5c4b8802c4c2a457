"""Who may see a place's photo: everyone once the entry is published, its keepers before."""

from __future__ import annotations

from typing import Any

from pacte.ground.documents.models import Attachment

from ..models import Place, PlaceQuerySet
from .kept import kept_by


def _of(attachment: Attachment) -> PlaceQuerySet:
    return Place.objects.filter(photo=attachment, is_confidential=False)


def is_published(attachment: Attachment) -> bool:
    """Whether it is the photo of an entry that everyone reads."""
    return _of(attachment).published().exists()


def may_see(attachment: Attachment, user: Any) -> bool:
    """Everyone sees a published entry's photo, its keepers see a draft's."""
    shown = _of(attachment)
    return shown.published().exists() or (shown.exists() and kept_by(user).filter(photo=attachment).exists())
