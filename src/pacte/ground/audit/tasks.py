"""What `pacte tick` does for the journal and for every room's retention."""

from __future__ import annotations

from datetime import datetime

from . import services


def seal(now: datetime) -> int:
    """Seal the periods that are over."""
    return services.seal(now)


def apply_retention(now: datetime) -> int:
    """Delete everywhere what was kept long enough. After the seals: only sealed lines of the journal may go."""
    return services.apply_retention(now)


TICKS = [seal, apply_retention]
