"""Specifications drawn to SVG, once per content: kept in memory and in the data folder's cache."""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pacte.ground.web.charts import specs
from pacte.ground.web.charts.specs import Bar, Point

FONTS = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts" / "ttf"
VERSION = "3"
"""Part of every cache key: raise it when the same specification should be drawn otherwise."""


def line(
    points: Sequence[Point], *, colour: str = "pact", target: Point | None = None, title: str, description: str
) -> SafeString:
    """A line over time as SVG; `title` and `description` are what a screen reader says of it."""
    if any(point.breaks for point in points):
        description += " " + _("La ligne est coupée là où deux valeurs ne se comparent pas.")
    return _drawn(lambda size: specs.line(points, colour, target, size), title, description)


def bars(rows: Sequence[Bar], *, colour: str = "pact", title: str, description: str) -> SafeString:
    """Horizontal bars as SVG."""
    return _drawn(lambda size: specs.bars(rows, colour, size), title, description)


def area_map(
    features: Sequence[Mapping[str, Any]],
    *,
    values: Mapping[str, float] | None = None,
    colour: str = "pact",
    title: str,
    description: str,
) -> SafeString:
    """Areas as SVG, tinted by value (code → value) when there are any."""
    return _drawn(lambda size: specs.area_map(features, values, colour, size), title, description)


def _drawn(draw: specs.Draw, title: str, description: str) -> SafeString:
    """Both drawings, wide and narrow; the style sheet shows the one that fits."""
    drawings = []
    for size in specs.SIZES:
        text = json.dumps(draw(size), sort_keys=True, ensure_ascii=False)
        key = hashlib.sha256(f"{VERSION}\n{size.name}\n{title}\n{description}\n{text}".encode()).hexdigest()
        drawings.append(_cached(key, text, size.name, title, description))
    return mark_safe("\n".join(drawings))  # noqa: S308 - drawn here, its words escaped


@lru_cache(maxsize=512)
def _cached(key: str, text: str, size: str, title: str, description: str) -> str:
    kept = Path(settings.DATA_DIR) / "cache" / "charts" / f"{key}.svg"
    if kept.exists():
        return kept.read_text(encoding="utf-8")
    svg = _clean(_renderer().vegalite_to_svg(text), key[:8], title, description).replace(
        "<svg", f'<svg class="{size}"', 1
    )
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=kept.parent, delete=False) as draft:
        draft.write(svg)
    Path(draft.name).replace(kept)
    return svg


@cache
def _renderer() -> Any:
    """The drawing engine, loaded at the first chart: it is large."""
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _clean(svg: str, key: str, title: str, description: str) -> str:
    """The SVG made fit for a page: its words for a screen reader, a width that follows the page, no style attribute."""
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.DOTALL)
    svg = re.sub(r' style="[^"]*"', "", svg)
    svg = re.sub(r' aria-[a-z]+="[^"]*"| role="[^"]*"| class="[^"]*"', "", svg)
    # The engine numbers its parts from one drawing to the next: numbered anew, or the same content would differ.
    names = {old: f"{key}-{rank}" for rank, old in enumerate(dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg)))}
    svg = re.sub(r'\bid="([^"]+)"', lambda found: f'id="{names[found[1]]}"', svg)
    svg = re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{names[found[1]]})", svg)
    head, body = re.match(r"(<svg[^>]*>)(.*)", svg, flags=re.DOTALL).groups()  # type: ignore[union-attr]
    head = re.sub(r' (width|height)="[^"]*"', "", head)
    head = head.replace("<svg", f'<svg role="img" aria-labelledby="{key}-t {key}-d"', 1)
    words = f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(description)}</desc>'
    return head + words + body
