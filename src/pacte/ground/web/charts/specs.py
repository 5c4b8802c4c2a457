"""Charts as data: Vega-Lite specifications made from plain values, with direct labels instead of axes and legends.

Each chart exists twice: wide for a page, narrow for a phone, so that its words stay legible on both. No number is
written that the caller did not print, and a label that would lie on another is left to the table beside the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from shapely.geometry import shape as shapely_shape

FONT = "Atkinson Hyperlegible Next"
INK = "#1d2433"
SOFT = "#4d5567"
LINE = "#b9b5a9"
BLANK = "#e9e6df"
COLOURS = {
    "rights": "#1f5fa8",
    "prevention": "#0b6f6a",
    "street": "#a8401a",
    "insertion": "#3c6e1f",
    "cooperation": "#733a8c",
    "pact": INK,
}
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
LETTER_WIDTH = 0.56
"""Mean width of a letter of the font, in ems: enough to tell whether two labels would touch."""
Spec = dict[str, Any]


@dataclass(frozen=True)
class Point:
    """A value at a moment: `at` an ISO date that places it, `when` and `printed` what is written beside it.

    `breaks` marks a value that is not comparable with the one before it.
    """

    at: str
    value: float
    when: str
    printed: str
    breaks: bool = False


@dataclass(frozen=True)
class Bar:
    """A value of one item, with what is written at its end."""

    label: str
    value: float
    printed: str


@dataclass(frozen=True)
class Size:
    """How large a chart is drawn, in pixels: its name is the class of the drawing on the page."""

    name: str
    width: int
    height: int
    words: int
    margin: int


WIDE = Size("chart-wide", width=880, height=240, words=16, margin=80)
NARROW = Size("chart-narrow", width=328, height=190, words=14, margin=46)
SIZES = (WIDE, NARROW)


def half_width(text: str, size: int) -> float:
    """Half the width of a text with a little air, in pixels."""
    return (len(text) * LETTER_WIDTH + 1) * size / 2


def legible(texts: Sequence[str], places: Sequence[float], size: int) -> list[str]:
    """The texts that can be written at these places without touching; the last and the first win, then the latest.

    >>> legible(["fin 2014", "fin 2018", "au 30 juin 2019"], [0, 640, 720], 14)
    ['fin 2014', '', 'au 30 juin 2019']
    """
    kept: list[tuple[float, float]] = []
    shown = [""] * len(texts)
    order = [len(texts) - 1, 0, *range(len(texts) - 2, 0, -1)] if len(texts) > 1 else range(len(texts))
    for index in order:
        half = half_width(texts[index], size)
        left, right = places[index] - half, places[index] + half
        if all(right <= other_left or left >= other_right for other_left, other_right in kept):
            kept.append((left, right))
            shown[index] = texts[index]
    return shown


def inside(texts: Sequence[str], places: Sequence[float], size: int, width: int) -> list[float]:
    """The places moved just enough for each text to stay on the drawing.

    >>> inside(["fin 2014"], [4], 10, 328)
    [27.4]
    """
    halves = [half_width(text, size) for text in texts]
    return [round(max(half, min(place, width - half)), 1) for place, half in zip(places, halves, strict=True)]


def places(points: Sequence[Point], size: Size) -> list[float]:
    """Where each point stands along the chart, in pixels from its left."""
    days = [date.fromisoformat(point.at).toordinal() for point in points]
    span = (max(days) - min(days)) if days else 0
    room = size.width - 2 * size.margin
    return [size.margin + room * ((day - min(days)) / span if span else 0.5) for day in days]


def line(points: Sequence[Point], colour: str, target: Point | None = None, size: Size = WIDE) -> Spec:
    """Values over time, each with its date beneath and its printed form above; the target as a dashed rule.

    >>> spec = line([Point("2014-12-31", 67000, "fin 2014", "67 000")], "insertion")
    >>> spec["data"]["values"][0]["printed"]
    '67 000'
    """
    ink = COLOURS.get(colour, INK)
    rows = _placed(points, size)
    highest = max([point.value for point in points] + ([target.value] if target else []), default=0)
    lowest = min([0.0, *(point.value for point in points)])
    along = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, size.width], "nice": False}}
    up = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [lowest, (highest or 1) * 1.2], "nice": False},
    }
    big = {"dy": -size.words, "fontSize": size.words + 3, "fontWeight": 700, "color": ink}
    dated = {"dy": size.words + 4, "fontSize": size.words, "color": SOFT}
    layers: list[Spec] = [
        _rule([{"value": 0}], {"color": LINE}, {"y": {"field": "value", "type": "quantitative", "axis": None}}),
        _rule(_breaks(rows), {"color": SOFT, "strokeDash": [2, 4]}, {"x": along}),
        *(_target(target, size) if target else []),
        {
            "mark": {"type": "line", "color": ink, "strokeWidth": 3},
            "encoding": {"x": along, "y": up, "detail": {"field": "run"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 110, "color": ink, "opacity": 1},
            "encoding": {"x": along, "y": up},
        },
        _words("printed", {**along, "field": "printed_x"}, up, big),
        _words("when", {**along, "field": "when_x"}, {"value": size.height}, dated),
    ]
    return _framed({"data": {"values": rows}, "layer": layers}, size.width, size.height, bottom=size.words + 16)


def _placed(points: Sequence[Point], size: Size) -> list[Spec]:
    """The points as rows: their place, their run between two breaks, and the labels that fit."""
    along = places(points, size)
    labels: dict[str, list[tuple[str, float]]] = {}
    for field, letters in (("printed", size.words + 3), ("when", size.words)):
        texts = [str(getattr(point, field)) for point in points]
        kept = inside(texts, along, letters, size.width)
        labels[field] = list(zip(legible(texts, kept, letters), kept, strict=True))
    rows, run = [], 0
    for index, point in enumerate(points):
        run += point.breaks
        row: Spec = {"x": round(along[index], 1), "value": point.value, "at": point.at, "run": run}
        for field, found in labels.items():
            row[field], row[f"{field}_x"] = found[index]
        rows.append(row)
    return rows


def _breaks(rows: Sequence[Spec]) -> list[Spec]:
    """A place halfway between two values that cannot be compared."""
    pairs = pairwise(rows)
    return [{"x": round((before["x"] + after["x"]) / 2, 1)} for before, after in pairs if before["run"] != after["run"]]


def _rule(values: list[Spec], mark: Spec, encoding: Spec) -> Spec:
    return {"data": {"values": values}, "mark": {"type": "rule", **mark}, "encoding": encoding}


def _words(field: str, x: Spec, y: Spec, mark: Spec) -> Spec:
    return {
        "mark": {"type": "text", "font": FONT, **mark},
        "encoding": {"x": x, "y": y, "text": {"field": field, "type": "nominal"}},
    }


def _target(target: Point, size: Size) -> list[Spec]:
    data = [{"value": target.value, "printed": f"{target.when} : {target.printed}"}]
    up = {"field": "value", "type": "quantitative", "axis": None}
    label = {
        "type": "text",
        "align": "center",
        "dy": size.words + 2,
        "fontSize": size.words,
        "color": SOFT,
        "font": FONT,
        "x": size.width / 2,
    }
    return [
        _rule(data, {"strokeDash": [6, 5], "color": SOFT}, {"y": up}),
        {
            "data": {"values": data},
            "mark": label,
            "encoding": {"y": up, "text": {"field": "printed", "type": "nominal"}},
        },
    ]


def bars(rows: Sequence[Bar], colour: str, size: Size = WIDE) -> Spec:
    """Horizontal bars from zero, in the order given, each with its printed form after it.

    Its label stands before it, or above it on a phone.

    >>> bars([Bar("13e", 3, "3")], "prevention")["height"]["step"]
    36
    """
    is_wide = size is WIDE
    values = [{"label": bar.label, "value": bar.value, "printed": bar.printed} for bar in rows]
    widest = max((bar.value for bar in rows), default=1) or 1
    axis = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelFont": FONT,
        "labelFontSize": size.words,
        "labelColor": INK,
        "labelLimit": 300,
        "labelPadding": 12,
    }
    down = {"field": "label", "type": "nominal", "sort": None, "axis": axis if is_wide else None}
    along = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, widest * 1.25]}}
    ink = COLOURS.get(colour, INK)
    fill = {"type": "bar", "color": ink, "height": 22 if is_wide else 14, "cornerRadiusEnd": 2}
    after = {"align": "left", "dx": 8, "fontSize": size.words, "fontWeight": 700, "color": ink}
    layers = [{"mark": fill, "encoding": {"y": down, "x": along}}, _words("printed", along, down, after)]
    if not is_wide:
        above = {"align": "left", "dy": -18, "fontSize": size.words, "color": INK}
        layers.append(_words("label", {"value": 0}, down, above))
    width, step = (600, 36) if is_wide else (size.width, 50)
    return _framed({"data": {"values": values}, "layer": layers}, width, {"step": step})


def area_map(
    features: Sequence[Mapping[str, Any]], values: Mapping[str, float] | None, colour: str, size: Size = WIDE
) -> Spec:
    """Areas drawn from GeoJSON features, named where they stand; tinted by value when there are any.

    A feature's properties are `code`, `name` and, to be written on it, `short`. An area without a value stays blank.
    """
    known = values or {}
    highest = max(known.values(), default=0) or 1
    drawn = [
        {
            **feature,
            "properties": {**feature["properties"], "tint": known.get(feature["properties"]["code"], 0) / highest},
        }
        for feature in features
    ]
    # The renderer reads rings the other way round from GeoJSON: turned, or an area would fill the whole globe.
    turned = [{**feature, "geometry": _clockwise(feature["geometry"])} for feature in drawn]
    tint = {
        "field": "properties.tint",
        "type": "quantitative",
        "legend": None,
        "scale": {"domain": [0, 1], "range": [BLANK, COLOURS.get(colour, INK)], "interpolate": "rgb"},
    }
    shape = {
        "mark": {"type": "geoshape", "stroke": "#ffffff", "strokeWidth": 1.5},
        "encoding": {"fill": tint},
    }
    spec = {
        "data": {"values": {"type": "FeatureCollection", "features": turned}, "format": {"property": "features"}},
        "projection": {"type": "mercator"},
        "layer": [shape, _names(drawn, 17 if size is WIDE else 10)],
    }
    return _framed(spec, *((880, 520) if size is WIDE else (size.width, 210)))


def _names(features: Sequence[Mapping[str, Any]], size: int) -> Spec:
    """What is written on each area, inside it, white on the darker tints."""
    rows = []
    for feature in features:
        inside, properties = shapely_shape(feature["geometry"]).representative_point(), feature["properties"]
        written = "#ffffff" if properties["tint"] > 0.75 else INK
        rows.append({"name": properties.get("short", ""), "lon": inside.x, "lat": inside.y, "ink": written})
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "font": FONT, "fontSize": size, "fontWeight": 600},
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"},
            "latitude": {"field": "lat", "type": "quantitative"},
            "text": {"field": "name", "type": "nominal"},
            "color": {"field": "ink", "type": "nominal", "scale": None},
        },
    }


def _clockwise(geometry: Mapping[str, Any]) -> Spec:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    turned = [[_turned(ring, clockwise=index == 0) for index, ring in enumerate(polygon)] for polygon in polygons]
    return {"type": "MultiPolygon", "coordinates": turned}


def _turned(ring: Sequence[Sequence[float]], clockwise: bool) -> list[Sequence[float]]:
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    return list(ring) if (area < 0) == clockwise else list(reversed(ring))


def _framed(spec: Spec, width: int, height: Any, bottom: int = 8) -> Spec:
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "padding": {"left": 4, "right": 4, "top": 8, "bottom": bottom},
        "background": None,
        "config": {"view": {"stroke": None}, "font": FONT},
        **spec,
    }


Draw = Callable[[Size], Spec]
