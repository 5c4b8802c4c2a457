"""The signs of states, some arrows and the narrow space, drawn by us: what Atkinson Hyperlegible Next does not have.

They become part of the vendored font, so that a page, a chart and the printed review show the same sign on every
device, and never a coloured picture of the device's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

WIDTHS = {"\u202f": 190}
"""A narrow space a little wider than the font's thin one, so that thousands part clearly."""
WIDTH, MIDDLE_X, MIDDLE_Y = 820, 410, 335
Pen = TTGlyphPen


def polygon(pen: Pen, *corners: tuple[float, float]) -> None:
    """A filled shape; corners go clockwise, anti-clockwise ones cut a hole."""
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()


def arc(pen: Pen, centre: tuple[float, float], radius: float, start: float, sweep: float) -> None:
    """Continue the path along a circle from an angle (degrees), by a sweep (negative is clockwise)."""
    x, y = centre
    steps = max(2, round(abs(sweep) / 45))
    half = math.radians(sweep / steps / 2)
    for step in range(steps):
        middle, end = math.radians(start) + half * (2 * step + 1), math.radians(start) + half * (2 * step + 2)
        reach = radius / math.cos(half)
        pen.qCurveTo(
            (x + reach * math.cos(middle), y + reach * math.sin(middle)),
            (x + radius * math.cos(end), y + radius * math.sin(end)),
        )


def disc(pen: Pen, x: float, y: float, radius: float, hole: bool = False) -> None:
    pen.moveTo((x + radius, y))
    arc(pen, (x, y), radius, 0, 360 if hole else -360)
    pen.closePath()


def ring(pen: Pen, radius: float = 300, stroke: float = 66) -> None:
    disc(pen, MIDDLE_X, MIDDLE_Y, radius)
    disc(pen, MIDDLE_X, MIDDLE_Y, radius - stroke, hole=True)


def sun(pen: Pen) -> None:
    ring(pen, 175, 62)
    for turn in range(8):
        angle = math.radians(45 * turn)
        across, along = (-math.sin(angle) * 32, math.cos(angle) * 32), (math.cos(angle), math.sin(angle))
        near, far = ((MIDDLE_X + along[0] * r, MIDDLE_Y + along[1] * r) for r in (235, 365))
        polygon(
            pen,
            (near[0] + across[0], near[1] + across[1]),
            (far[0] + across[0], far[1] + across[1]),
            (far[0] - across[0], far[1] - across[1]),
            (near[0] - across[0], near[1] - across[1]),
        )


def half_moon(pen: Pen) -> None:
    ring(pen)
    pen.moveTo((MIDDLE_X, MIDDLE_Y - 260))
    arc(pen, (MIDDLE_X, MIDDLE_Y), 260, 270, -180)
    pen.closePath()


def cloud(pen: Pen) -> None:
    disc(pen, 250, 250, 160)
    disc(pen, 420, 380, 205)
    disc(pen, 600, 240, 150)
    polygon(pen, (250, 300), (600, 300), (600, 90), (250, 90))


def lightning(pen: Pen) -> None:
    polygon(pen, (480, 720), (180, 300), (375, 300), (320, -50), (640, 410), (430, 410))


def check(pen: Pen) -> None:
    polygon(pen, (120, 330), (180, 390), (340, 225), (650, 590), (715, 530), (342, 95))


def triangle_up(pen: Pen) -> None:
    polygon(pen, (MIDDLE_X, 620), (690, 110), (130, 110))


def triangle_down(pen: Pen) -> None:
    polygon(pen, (MIDDLE_X, 50), (130, 560), (690, 560))


def dot(pen: Pen) -> None:
    disc(pen, MIDDLE_X, MIDDLE_Y, 300)


def arrow(quarter_turns: int) -> Callable[[Pen], None]:
    """An arrow to the right, turned anti-clockwise."""

    def draw(pen: Pen) -> None:
        shape = [(-310, 38), (160, 38), (10, 190), (66, 244), (310, 0), (66, -244), (10, -190), (160, -38), (-310, -38)]
        for _turn in range(quarter_turns):
            shape = [(-y, x) for x, y in shape]
        polygon(pen, *((MIDDLE_X + x, MIDDLE_Y + y) for x, y in shape))

    return draw


def nothing(pen: Pen) -> None:
    """A space."""


SIGNS: dict[str, Callable[[Pen], None]] = {
    "☼": sun, "◐": half_moon, "☁": cloud, "⚡": lightning, "○": ring, "●": dot, "✓": check,
    "▲": triangle_up, "▼": triangle_down, "→": arrow(0), "↑": arrow(1), "←": arrow(2), "↓": arrow(3), "\u202f": nothing,
}  # fmt: skip


def add_signs(font: TTFont) -> None:
    """Draw each sign into the font, where it has none."""
    order = font.getGlyphOrder()
    for sign, draw in SIGNS.items():
        name, pen = f"uni{ord(sign):04X}", TTGlyphPen(None)
        draw(pen)
        glyph = pen.glyph(round=round)
        if glyph.numberOfContours:
            glyph.recalcBounds(font["glyf"])
        order.append(name)
        font["glyf"].glyphs[name] = glyph
        font["hmtx"][name] = (WIDTHS.get(sign, WIDTH), getattr(glyph, "xMin", 0))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    font["maxp"].numGlyphs = len(order)
