"""Whether a point lies in a city, by its extent. No city is known here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MARGIN = 0.02
"""Degrees beyond the extent that are still taken, some two kilometres: the woods and gates at the edge of a city."""


@dataclass(frozen=True)
class Box:
    """An extent in WGS84 degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float, margin: float = MARGIN) -> bool:
        """Whether the point is inside, or no farther than the margin.

        >>> box = Box(2.22, 48.81, 2.47, 48.90)
        >>> box.holds(48.85, 2.35), box.holds(43.3, 5.4), box.holds(2.35, 48.85)
        (True, False, False)
        """
        return (
            self.south - margin <= latitude <= self.north + margin
            and self.west - margin <= longitude <= self.east + margin
        )


def verdict(latitude: float, longitude: float, boxes: Iterable[Box]) -> str:
    """ "" when the point is in one of these extents, or when none is known; "swapped" or "outside" otherwise.

    >>> box = Box(2.22, 48.81, 2.47, 48.90)
    >>> verdict(48.85, 2.35, [box]), verdict(2.35, 48.85, [box]), verdict(43.3, 5.4, [box]), verdict(43.3, 5.4, [])
    ('', 'swapped', 'outside', '')
    """
    known = list(boxes)
    if not known or any(box.holds(latitude, longitude) for box in known):
        return ""
    return "swapped" if any(box.holds(longitude, latitude) for box in known) else "outside"
