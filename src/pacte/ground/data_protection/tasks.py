"""What `pacte tick` does for the desk: once a night, what was kept long enough goes."""

from __future__ import annotations

from datetime import datetime

from .services import retention


def apply_retention(now: datetime) -> int:
    """Apply, in every room, the rules that may go. After the seals: only sealed lines of the journal leave."""
    return retention.apply_nightly(now)


TICKS = [apply_retention]
