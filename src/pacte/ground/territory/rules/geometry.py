"""Plain geometry: a mesh of landmarks becomes outlines, street lengths are measured on the sphere.

Coordinates are WGS84 degrees, written (longitude, latitude) as GeoJSON does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import Polygon, mapping, shape
from shapely.ops import unary_union

Point = tuple[float, float]
EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True)
class Outline:
    """A GeoJSON geometry and its extent in degrees."""

    geometry: dict[str, Any]
    west: float
    south: float
    east: float
    north: float


def outline_of(geometry: Mapping[str, Any]) -> Outline:
    """The extent of a GeoJSON polygon or multipolygon.

    Raises ValueError when the geometry is not an area or crosses itself.

    >>> square = {"type": "Polygon", "coordinates": [[(2, 48), (3, 48), (3, 49), (2, 49), (2, 48)]]}
    >>> outline_of(square).east
    3.0
    """
    area = shape(dict(geometry))
    if area.geom_type not in {"Polygon", "MultiPolygon"}:
        raise ValueError(f"a boundary is an area, not a {area.geom_type}")
    if not area.is_valid or area.is_empty:
        raise ValueError("the boundary is empty or crosses itself")
    west, south, east, north = area.bounds
    return Outline(dict(geometry), west, south, east, north)


def ring(landmarks: Mapping[str, Point], names: Sequence[str]) -> Outline:
    """The polygon whose corners are these landmarks, in order.

    >>> ring({"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (0.0, 1.0)}, ["a", "b", "c"]).north
    1.0
    """
    return outline_of(_plain(mapping(Polygon([landmarks[name] for name in names]))))


def merged(geometries: Iterable[Mapping[str, Any]]) -> Outline:
    """The union of several areas, as one outline.

    >>> left = {"type": "Polygon", "coordinates": [[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]]}
    >>> right = {"type": "Polygon", "coordinates": [[(1, 0), (2, 0), (2, 1), (1, 1), (1, 0)]]}
    >>> merged([left, right]).east
    2.0
    """
    return outline_of(_plain(mapping(unary_union([shape(dict(geometry)) for geometry in geometries]))))


def length_m(start: Point, end: Point) -> float:
    """The great-circle distance between two points, in metres.

    >>> round(length_m((2.0, 48.0), (2.0, 49.0)) / 1000)
    111
    """
    (lon_a, lat_a), (lon_b, lat_b) = start, end
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(half))


def _plain(value: Any) -> Any:
    """Tuples as lists all the way down, so that what is stored equals what is read back."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
