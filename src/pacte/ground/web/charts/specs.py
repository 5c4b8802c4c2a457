"""Charts as data: Vega-Lite specifications made from plain values, with direct labels instead of axes and legends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import shape as shapely_shape

FONT = "Atkinson Hyperlegible Next"
INK = "#1d2433"
SOFT = "#565d6b"
LINE = "#d9d6cf"
COLOURS = {
    "rights": "#1f5fa8",
    "prevention": "#0b6f6a",
    "street": "#a8401a",
    "insertion": "#3c6e1f",
    "cooperation": "#733a8c",
    "pact": INK,
}
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
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


def line(points: Sequence[Point], colour: str, target: Point | None = None) -> Spec:
    """Values over time, each with its date beneath and its printed form above; the target as a dashed rule.

    >>> spec = line([Point("2014-12-31", 67000, "fin 2014", "67 000")], "insertion")
    >>> spec["data"]["values"][0]["printed"]
    '67 000'
    """
    rows, run = [], 0
    for point in points:
        run += point.breaks
        rows.append({"at": point.at, "value": point.value, "when": point.when, "printed": point.printed, "run": run})
    highest = max([point.value for point in points] + ([target.value] if target else []), default=0)
    lowest = min([0.0, *(point.value for point in points)])
    along = {"field": "at", "type": "temporal", "axis": None, "scale": {"padding": 60}}
    up = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [lowest, (highest or 1) * 1.18], "nice": False},
    }
    ink = COLOURS.get(colour, INK)
    floor = {
        "data": {"values": [{"value": 0}]},
        "mark": {"type": "rule", "color": LINE},
        "encoding": {"y": {"field": "value", "type": "quantitative", "axis": None}},
    }
    layers: list[Spec] = [
        floor,
        {
            "mark": {"type": "line", "color": ink, "strokeWidth": 2.5},
            "encoding": {"x": along, "y": up, "detail": {"field": "run"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "color": ink, "opacity": 1},
            "encoding": {"x": along, "y": up},
        },
        _words("printed", along, up, {"dy": -14, "fontSize": 18, "fontWeight": 700, "color": ink}),
        _words("when", along, {"value": {"expr": "height"}}, {"dy": 16, "fontSize": 14, "color": SOFT}),
    ]
    if target:
        layers += _target(target, highest)
    return _framed({"data": {"values": rows}, "layer": layers}, width=620, height=220, bottom=28)


def _words(field: str, x: Spec, y: Spec, mark: Spec) -> Spec:
    return {
        "mark": {"type": "text", "font": FONT, **mark},
        "encoding": {"x": x, "y": y, "text": {"field": field, "type": "nominal"}},
    }


def _target(target: Point, highest: float) -> list[Spec]:
    data = {"values": [{"value": target.value, "printed": f"{target.when} : {target.printed}"}]}
    up = {"field": "value", "type": "quantitative", "axis": None}
    label = {"type": "text", "align": "right", "dy": 18, "fontSize": 14, "color": SOFT, "font": FONT, "x": "width"}
    return [
        {"data": data, "mark": {"type": "rule", "strokeDash": [6, 5], "color": SOFT}, "encoding": {"y": up}},
        {"data": data, "mark": label, "encoding": {"y": up, "text": {"field": "printed", "type": "nominal"}}},
    ]


def bars(rows: Sequence[Bar], colour: str) -> Spec:
    """Horizontal bars from zero, in the order given, each with its label before it and its printed form after it.

    >>> bars([Bar("13e", 3, "3")], "prevention")["height"]["step"]
    34
    """
    values = [{"label": bar.label, "value": bar.value, "printed": bar.printed} for bar in rows]
    widest = max((bar.value for bar in rows), default=1) or 1
    axis = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelFont": FONT,
        "labelFontSize": 15,
        "labelColor": INK,
        "labelLimit": 260,
        "labelPadding": 10,
    }
    down = {"field": "label", "type": "nominal", "sort": None, "axis": axis}
    along = {"field": "value", "type": "quantitative", "axis": None, "scale": {"domain": [0, widest * 1.2]}}
    spec = {
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "color": COLOURS.get(colour, INK), "height": 20, "cornerRadiusEnd": 2},
                "encoding": {"y": down, "x": along},
            },
            _words("printed", along, down, {"align": "left", "dx": 8, "fontSize": 15, "fontWeight": 600, "color": INK}),
        ],
    }
    return _framed(spec, width=440, height={"step": 34})


def area_map(features: Sequence[Mapping[str, Any]], values: Mapping[str, float] | None, colour: str) -> Spec:
    """Areas drawn from GeoJSON features, named where they stand; tinted by value when there are any.

    A feature's properties are `code`, `name` and, to be written on it, `short`. An area without a value stays blank.
    """
    ink = COLOURS.get(colour, INK)
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
    shape = {
        "mark": {"type": "geoshape", "stroke": "#ffffff", "strokeWidth": 1.5},
        "encoding": {
            "fill": {
                "field": "properties.tint",
                "type": "quantitative",
                "legend": None,
                "scale": {"domain": [0, 1], "range": ["#e9e6df", ink]},
            }
        },
    }
    spec = {
        "data": {"values": {"type": "FeatureCollection", "features": turned}, "format": {"property": "features"}},
        "projection": {"type": "mercator"},
        "layer": [shape, _names(drawn)],
    }
    return _framed(spec, width=640, height=400)


def _names(features: Sequence[Mapping[str, Any]]) -> Spec:
    """What is written on each area, inside it, white on the darker tints."""
    rows = []
    for feature in features:
        inside, properties = shapely_shape(feature["geometry"]).representative_point(), feature["properties"]
        written = "#ffffff" if properties["tint"] > 0.75 else INK
        rows.append({"name": properties.get("short", ""), "lon": inside.x, "lat": inside.y, "ink": written})
    return {
        "data": {"values": rows},
        "mark": {"type": "text", "font": FONT, "fontSize": 15, "fontWeight": 600},
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
        "padding": {"left": 8, "right": 8, "top": 8, "bottom": bottom},
        "background": None,
        "config": {"view": {"stroke": None}, "font": FONT},
        **spec,
    }
