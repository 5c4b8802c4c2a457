"""What `pacte tick` does for the journal."""

from __future__ import annotations

from datetime import datetime

from . import services


def seal(now: datetime) -> int:
    """Seal the periods that are over."""
    return services.seal(now)


TICKS = [seal]
