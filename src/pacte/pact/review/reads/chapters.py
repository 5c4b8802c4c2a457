"""A chapter as it is shown: its promise, three large figures, its achievements, where its commitments stand."""

from __future__ import annotations

from dataclasses import dataclass

from pacte.ground.indicators.rules.printed import Language
from pacte.pact.campaigns.snapshot_types import AchievementData, IndicatorData, NodeData, Snapshot, StateData

from ..rules import printed, states, walk
from . import labels
from .figures import FigureView, TrendView, latest, trends_of, view

HEADLINES = 3


@dataclass(frozen=True)
class CountView:
    """How many commitments are in a state, with its word and sign; `rule` says how the count is derived."""

    state: str
    word: str
    sign: str
    count: int
    of: int
    rule: str


@dataclass(frozen=True)
class ReportView:
    """A state declared on a territory."""

    state: str
    word: str
    sign: str
    comment: str
    not_done: str
    reported_on: str
    place: str


@dataclass(frozen=True)
class ElementView:
    """A commitment or an action: who leads it, where it stands, its figures. `depth` counts from the chapter."""

    code: str
    level: str
    name: str
    description: str
    leaders: tuple[str, ...]
    partners: tuple[str, ...]
    state: str
    word: str
    sign: str
    is_counted: bool
    reports: tuple[ReportView, ...]
    figures: tuple[FigureView, ...]
    children: tuple[ElementView, ...]


@dataclass(frozen=True)
class AchievementView:
    """A named achievement; `year` is 0 when none is given."""

    title: str
    text: str
    place: str
    partner: str
    year: int


@dataclass(frozen=True)
class ChapterView:
    """A chapter. `headlines` are its large figures, `others` the latest of each other indicator."""

    code: str
    key: str
    name: str
    promise: str
    is_chapter: bool
    headlines: tuple[FigureView, ...]
    others: tuple[FigureView, ...]
    trends: tuple[TrendView, ...]
    counts: tuple[CountView, ...]
    elements: tuple[ElementView, ...]
    achievements: tuple[AchievementView, ...]


class Reader:
    """Reads one snapshot in one language."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self.snapshot, self.language = snapshot, language
        self.home = walk.home_territory(snapshot)
        self.counted_level = states.counted_level(snapshot)

    def chapters(self, *, at_a_glance: bool = False) -> list[ChapterView]:
        """Every chapter of the edition, in order, then what stands beside them."""
        return [self.chapter(node, at_a_glance=at_a_glance) for node in self.snapshot["chapters"]]

    def chapter(self, node: NodeData, *, at_a_glance: bool = False) -> ChapterView:
        """One chapter with all that is told of it; at a glance, its large figures and its counts only."""
        sheets = walk.sheets([node])
        large = [sheet for sheet in sheets if sheet["is_headline"] and sheet["figures"]][:HEADLINES]
        sheets = large if at_a_glance else sheets
        chosen = {sheet["code"] for sheet in large}
        shown = [(sheet, latest(sheet)) for sheet in [*large, *(s for s in sheets if s["code"] not in chosen)]]
        figures = [view(figure, sheet, self.home, self.language) for sheet, figure in shown if figure]
        return ChapterView(
            code=node["code"],
            key=node["key"],
            name=self._words(node["name"]),
            promise=self._words(node["promise"]),
            is_chapter=node["level"] == self.snapshot["chapters"][0]["level"],
            headlines=tuple(figures[: len(large)]),
            others=tuple(figures[len(large) :]),
            trends=() if at_a_glance else self._trends(sheets),
            counts=self.counts([node], node["code"]),
            elements=() if at_a_glance else self._elements(node),
            achievements=tuple(self._achievement(told) for told in node["achievements"]),
        )

    def _trends(self, sheets: list[IndicatorData]) -> tuple[TrendView, ...]:
        """The changes over the whole territory; those of its parts are on the indicators' pages."""
        told = (trend for sheet in sheets for trend in trends_of(sheet, self.home, self.language))
        return tuple(trend for trend in told if not trend.after.place)

    def counts(self, chapters: list[NodeData], scope: str) -> tuple[CountView, ...]:
        """The commitments of these chapters by state; `scope` names them in the rule of each count."""
        return tuple(
            CountView(
                one.state, labels.state(one.state), labels.sign(one.state), one.count, one.of,
                f"states/{scope}/{one.state}",
            )
            for one in states.counts(chapters, self.counted_level)
        )  # fmt: skip

    def _words(self, text: object) -> str:
        return printed.words(text, self.language)  # type: ignore[arg-type]

    def _elements(self, node: NodeData) -> tuple[ElementView, ...]:
        """What stands beneath a chapter; a root that is itself a commitment stands for itself."""
        is_counted = node["level"] == self.counted_level
        return (self._element(node),) if is_counted else tuple(self._element(child) for child in node["children"])

    def _element(self, node: NodeData) -> ElementView:
        state = states.standing(node["states"])
        figures = [view(f, sheet, self.home, self.language) for sheet in node["indicators"] if (f := latest(sheet))]
        return ElementView(
            code=node["code"],
            level=self._words(node["level_label"]),
            name=self._words(node["name"]),
            description=self._words(node["description"]),
            leaders=tuple(node["leaders"]),
            partners=tuple(node["partners"]),
            state=state,
            word=labels.state(state),
            sign=labels.sign(state),
            is_counted=node["level"] == self.counted_level,
            reports=tuple(self._report(report) for report in node["states"]),
            figures=tuple(figures),
            children=tuple(self._element(child) for child in node["children"]),
        )

    def _report(self, report: StateData) -> ReportView:
        return ReportView(
            state=report["state"],
            word=labels.state(report["state"]),
            sign=labels.sign(report["state"]),
            comment=report["comment"],
            not_done=report["not_done"],
            reported_on=report["reported_on"],
            place="" if report["territory"] == self.home else self._words(report["territory_name"]),
        )

    def _achievement(self, told: AchievementData) -> AchievementView:
        return AchievementView(
            self._words(told["title"]), self._words(told["text"]), told["place"], told["partner"], told["year"]
        )
