"""Who may read an attachment: each room answers for those it owns.

A room registers once, when the applications are ready. An attachment that no room answers for is read by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .models import Attachment

Finder = Callable[[Attachment, Any], bool]
Journal = Callable[[Any, str, Attachment], None]


def _unnoted(actor: Any, action: str, attachment: Attachment) -> None:
    """A room that keeps no trace of readings."""


@dataclass(frozen=True)
class Owner:
    """How a room answers: may this user read it, is it published to all, and where a reading is noted.

    `may_read(attachment, user)` may raise Refused for someone who holds no role that could ever read it.
    """

    may_read: Finder
    is_published: Callable[[Attachment], bool]
    journal: Journal


_owners: dict[str, Owner] = {}


def register(
    label: str,
    may_read: Finder,
    *,
    is_published: Callable[[Attachment], bool] = lambda attachment: False,
    journal: Journal = _unnoted,
) -> None:
    """Answer for the attachments of this model, "app.Model"."""
    _owners[label] = Owner(may_read, is_published, journal)


def owners() -> list[Owner]:
    """Everyone who answers for attachments."""
    return list(_owners.values())


def readers(label: str) -> Finder | None:
    """The answer registered for a model, if any."""
    owner = _owners.get(label)
    return owner.may_read if owner else None
