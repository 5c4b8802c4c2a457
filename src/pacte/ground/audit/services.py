"""Writing the journal, sealing it, purging it. The only module that adds a line."""

from __future__ import annotations

from typing import Any

from . import rules
from .models import Entry


def record(
    actor: Any, action: str, target: str, *, organisation: str = "", detail: dict[str, Any] | None = None
) -> Entry:
    """Add one line, inside the caller's transaction: the act and its line are kept or lost together.

    `actor` is a user, known by `opaque_id`, or None for the machine. Raises ValueError when a part could say
    more than a code does (ASVS 16.2.5: what a log may hold).
    """
    kept = detail or {}
    rules.check(action, target, organisation, kept)
    return Entry.objects.create(
        actor_key=getattr(actor, "opaque_id", None),
        action=action,
        target=target,
        organisation=organisation,
        detail=kept,
    )
