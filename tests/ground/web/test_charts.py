"""Charts: the same content gives the same drawing, its words are said, and no number is invented."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pacte.ground.web import charts
from pacte.ground.web.charts import Bar, Point, drawing, specs

POINTS = [Point("2014-12-31", 67000, "fin 2014", "67 000"), Point("2019-06-30", 61205, "juin 2019", "61 205")]
SAID = {"title": "Allocataires <du RSA>", "description": "Deux valeurs."}
SQUARE = {
    "type": "Feature",
    "properties": {"code": "75101", "name": "1er", "short": "1er"},
    "geometry": {"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.9], [2.3, 48.8]]]},
}


def drawn() -> dict[str, str]:
    return {
        "line": charts.line(POINTS, colour="insertion", target=Point("2020-12-31", 60000, "cible", "60 000"), **SAID),
        "bars": charts.bars([Bar("Premier lieu", 12, "12"), Bar("Deuxième lieu", 5, "5")], **SAID),
        "area_map": charts.area_map([SQUARE], values={"75101": 3.0}, **SAID),
    }


def forget() -> None:
    drawing._cached.cache_clear()


def texts(svg: str) -> set[str]:
    return set(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


@pytest.mark.parametrize("kind", ["line", "bars", "area_map"])
def test_a_drawing_says_its_words_and_holds_no_style_of_its_own(kind: str) -> None:
    svg = drawn()[kind]
    for one in re.findall(r"<svg.*?</svg>", svg, flags=re.DOTALL):
        assert 'role="img"' in one
        named = re.search(r'aria-labelledby="(\S+) (\S+)"', one)
        assert named
        assert f'<title id="{named[1]}">Allocataires &lt;du RSA&gt;</title>' in one
        assert f'<desc id="{named[2]}">Deux valeurs.' in one
    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg


def test_the_numbers_of_a_line_are_those_that_were_printed() -> None:
    assert {"67 000", "61 205", "fin 2014", "juin 2019"} <= texts(drawn()["line"])
    assert not {text for text in texts(drawn()["line"]) if re.fullmatch(r"[\d,. ]+", text)} - {"67 000", "61 205"}


def test_bars_start_at_zero_and_keep_their_order() -> None:
    spec: Any = specs.bars([Bar("b", 5, "5"), Bar("a", 12, "12")], "pact")
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0
    assert [row["label"] for row in spec["data"]["values"]] == ["b", "a"]


def test_a_line_is_broken_where_two_values_do_not_compare() -> None:
    spec: Any = specs.line([POINTS[0], Point("2019-06-30", 61205, "juin 2019", "61 205", breaks=True)], "insertion")
    assert len({row["run"] for row in spec["data"]["values"]}) == 2


def test_the_same_content_gives_the_same_bytes(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path / "first"
    forget()
    first = drawn()
    settings.DATA_DIR = tmp_path / "second"
    forget()
    assert drawn() == first


def test_a_second_drawing_comes_from_the_cache(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    forget()
    first = drawn()
    forget()  # another process: only the files are left

    def never() -> None:
        raise AssertionError("drawn twice")

    monkeypatch.setattr(drawing, "_renderer", never)
    assert drawn() == first
    forget()
