"""An indicator's charts: a line over time when there are two points or a target, bars when several territories compare.

They draw only values of the table beneath them, each labelled with its printed form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pacte.ground.indicators.rules.printed import Language
from pacte.ground.web.charts import Bar, Point, bars, line
from pacte.pact.campaigns.snapshot_types import FigureData, IndicatorData

from ..rules import printed

MOST_POINTS = 8
MOST_BARS = 24


@dataclass(frozen=True)
class Chart:
    """A drawing, and what it shows in a few words."""

    svg: SafeString
    caption: str


def over_time(sheet: IndicatorData, key: str, home: str, language: Language) -> Chart | None:
    """The values over the pact's own territory, the last ones, with the target that it has there."""
    figures = [one for one in sheet["figures"] if one["territory"] == home and one["value"] and one["period_end"]]
    figures = [one for one in figures if one["unit"] == sheet["unit"] and one["kind"] != "change"][:MOST_POINTS][::-1]
    goals = [goal for goal in sheet["targets"] if goal["territory"] == home]
    if not figures or len(figures) + len(goals) < 2:
        return None
    points = [_point(one, figures[rank - 1] if rank else one, language) for rank, one in enumerate(figures)]
    goal = None
    if goals:
        words = _("cible, au plus") if goals[0]["at_most"] else _("cible")
        text = printed.target(goals[0], sheet["unit"], language)
        goal = Point(goals[0]["due_on"] or figures[-1]["period_end"], float(goals[0]["value"]), words, text)
    title = printed.words(sheet["label"], language)
    said = _("Une ligne dans le temps ; ses valeurs sont dans le tableau de cette page.")
    return Chart(line(points, colour=key, target=goal, title=title, description=said), title)


def across_places(sheet: IndicatorData, key: str, home: str, language: Language) -> Chart | None:
    """The latest values of the territories beside the pact's own, when several share their period."""
    elsewhere = [one for one in sheet["figures"] if one["territory"] != home and one["value"]]
    if not elsewhere:
        return None
    last = (elsewhere[0]["period_start"], elsewhere[0]["period_end"])
    shown = [one for one in elsewhere if (one["period_start"], one["period_end"]) == last][:MOST_BARS]
    if len(shown) < 2:
        return None
    rows = [
        Bar(printed.words(one["territory_name"], language), float(one["value"]), printed.printed(one, language).text)
        for one in shown
    ]
    title = _("%(what)s, par territoire") % {"what": printed.words(sheet["label"], language)}
    said = _("Une barre par territoire ; leurs valeurs sont dans le tableau de cette page.")
    return Chart(bars(rows, colour=key, title=title, description=said), title)


def _point(figure: FigureData, before: FigureData, language: Language) -> Point:
    """A point; the line breaks where the definition changed or the lengths of two flows differ."""
    same = figure["definition_version"] == before["definition_version"] and figure["kind"] == before["kind"]
    if figure["kind"] == "flow":
        same = same and abs(_days(figure) - _days(before)) <= 1
    text = printed.printed(figure, language).text
    when = printed.period(figure, language)
    return Point(figure["period_end"], float(figure["value"]), when, text, breaks=not same)


def _days(figure: FigureData) -> int:
    if not figure["period_start"]:
        return 0
    return (date.fromisoformat(figure["period_end"]) - date.fromisoformat(figure["period_start"])).days
