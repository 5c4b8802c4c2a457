"""Few charts, calm ones: a line over time, bars by area, a map. The same SVG on the page and in the PDF.

No number is printed but those of the data, and no axis invents one: the table beside a chart says the same.
"""

from pacte.ground.web.charts.drawing import area_map, bars, line
from pacte.ground.web.charts.specs import Bar, Point

__all__ = ["Bar", "Point", "area_map", "bars", "line"]
