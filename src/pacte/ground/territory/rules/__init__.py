"""Plain rules of the room: outlines and distances, and how the name of a street is compared."""

from .geometry import Outline, Point, length_m, merged, outline_of, ring

__all__ = ["Outline", "Point", "length_m", "merged", "outline_of", "ring"]
