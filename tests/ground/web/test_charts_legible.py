"""Charts stay legible: labels never touch, breaks are marked and said, a phone has a drawing of its own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from pacte.ground.web import charts
from pacte.ground.web.charts import Bar, Point, drawing, specs

POINTS = [Point("2014-12-31", 67000, "fin 2014", "67 000"), Point("2019-06-30", 61205, "juin 2019", "61 205")]
BROKEN = [POINTS[0], Point("2019-06-30", 61205, "juin 2019", "61 205", breaks=True)]
SAID = {"title": "Allocataires du RSA", "description": "Deux valeurs."}


def test_labels_that_would_touch_are_left_to_the_table() -> None:
    close = [Point(f"2019-0{month}-01", month, f"premier du mois {month}", str(month)) for month in range(1, 9)]
    narrow: list[dict[str, Any]] = specs.line(close, "pact", None, specs.NARROW)["data"]["values"]
    wide: list[dict[str, Any]] = specs.line(close, "pact", None, specs.WIDE)["data"]["values"]
    for rows in (narrow, wide):
        assert len(rows) == len(close)
        assert (rows[0]["when"], rows[-1]["when"]) == (close[0].when, close[-1].when)
    assert len([row for row in narrow if row["when"]]) == 2
    assert len([row for row in wide if row["when"]]) == 4


def test_a_label_at_the_edge_moves_inside_the_drawing() -> None:
    (first, last) = specs.line(POINTS, "pact", None, specs.NARROW)["data"]["values"]
    assert first["when_x"] >= specs.half_width("fin 2014", specs.NARROW.words)
    assert last["when_x"] <= specs.NARROW.width - specs.half_width("juin 2019", specs.NARROW.words)


def test_points_stand_where_their_dates_are() -> None:
    places = specs.places([Point(day, 1, "", "") for day in ("2018-01-01", "2018-07-02", "2018-12-31")], specs.WIDE)
    assert places == [specs.WIDE.margin, specs.WIDE.width / 2, specs.WIDE.width - specs.WIDE.margin]


def test_values_of_one_day_stand_in_the_middle() -> None:
    assert specs.places([POINTS[0]], specs.NARROW) == [specs.NARROW.width / 2]


def test_a_break_is_marked_halfway_and_said_aloud() -> None:
    marks: list[dict[str, Any]] = specs.line(BROKEN, "pact")["layer"][1]["data"]["values"]
    assert marks == [{"x": specs.WIDE.width / 2}]
    assert "La ligne est coupée" in charts.line(BROKEN, **SAID)
    assert "La ligne est coupée" not in charts.line(POINTS, **SAID)


def test_a_page_gets_a_wide_drawing_and_a_phone_a_narrow_one_that_share_no_identifier() -> None:
    svg = charts.bars([Bar("20e arrondissement", 12, "12")], **SAID)
    assert re.findall(r'<svg class="([\w-]+)"', svg) == ["chart-wide", "chart-narrow"]
    assert not re.search(r"<svg[^>]* (width|height)=", svg)
    names = re.findall(r' id="([^"]+)"', svg)
    assert len(names) == len(set(names))


def test_the_words_are_set_in_the_products_own_font() -> None:
    assert set(re.findall(r'font-family="([^"]+)"', charts.line(POINTS, **SAID))) == {"Atkinson Hyperlegible Next"}


@pytest.mark.parametrize("font", sorted(drawing.FONTS.glob("Atkinson*.ttf")), ids=lambda path: path.stem)
def test_the_fonts_hold_the_signs_of_states(font: Any) -> None:
    assert set(map(ord, "☼◐☁⚡○●✓→←↑↓▲▼")) <= set(TTFont(font).getBestCmap())
