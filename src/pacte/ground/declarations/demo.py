"""The demonstration city's plan: each room's `demo.load(plan)` adds its part, in the order of INSTALLED_APPS."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Size(StrEnum):
    """How much of the synthetic city is generated."""

    DEMONSTRATION = "demonstration"
    FULL = "full"


@dataclass
class Plan:
    """One seed, one size, one day taken as today: the same plan always makes the same city."""

    size: Size = Size.DEMONSTRATION
    seed: int = 2019
    today: date = field(default_factory=date.today)

    def random(self, room: str) -> random.Random:
        """A generator of the room's own, so that a room that grows does not move its neighbours' data."""
        return random.Random(f"{self.seed}/{room}")  # noqa: S311 - synthetic data, nothing secret
