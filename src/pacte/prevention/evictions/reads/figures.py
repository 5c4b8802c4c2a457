"""Yearly figures by stage and source, beside what this platform's own cases count. Never added to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import get_language

from pacte.ground.indicators.rules.printed import Language, PrintedFigure
from pacte.ground.indicators.rules.rates import Rate
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case, CaseEvent

from ..enums import SCHEME, FigureSource, FigureStage
from ..models import YearFigure
from ..rules.changes import Level, by_year, change_of, disagrees

STEP_OF_STAGE = {
    FigureStage.SIGNALS: ("arrears_reported", "commission_signalled"), FigureStage.ORDERS: ("payment_order_served",),
    FigureStage.SUMMONS: ("summons_served",), FigureStage.JUDGMENTS: ("judgment_given",),
    FigureStage.QUIT_ORDERS: ("quit_order_served",), FigureStage.POLICE_ASKED: ("police_requested",),
    FigureStage.POLICE_GRANTED: ("police_granted",), FigureStage.EVICTED: ("evicted",),
}  # fmt: skip


@dataclass(frozen=True)
class FigureCell:
    """A year of a series: the figure as it prints, its change from the year before and what must be said of it."""

    year: int
    figure: YearFigure
    printed: str
    change: str
    remark: str
    disagrees: bool


@dataclass(frozen=True)
class Series:
    """The figures of one source at one stage, year by year."""

    stage: str
    source: str
    cells: list[FigureCell]
    code: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class StageFigures:
    """A stage: the series of each source, and what our own cases count, apart."""

    stage: FigureStage
    series: list[Series] = field(default_factory=list)
    ours: list[tuple[int, int]] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.stage.label)


def by_stage() -> list[StageFigures]:
    """Every stage of which something is known, in the order of the procedure, in three queries."""
    series: dict[tuple[str, str], list[YearFigure]] = defaultdict(list)
    for figure in YearFigure.objects.order_by("stage", "source", "year"):
        series[(figure.stage, figure.source)].append(figure)
    ours = counted_here()
    found = []
    for stage in FigureStage:
        rows = [_series(stage, source, series[(stage, source)]) for source in FigureSource if (stage, source) in series]
        counts = sorted(ours.get(stage, Counter()).items())
        if rows or counts:
            found.append(StageFigures(stage, rows, counts))
    return found


def _series(stage: FigureStage, source: FigureSource, figures: list[YearFigure]) -> Series:
    levels = by_year(Level(each.year, each.value, each.change_percent, each.qualifier) for each in figures)
    cells = [_cell(each, change_of(levels, each.year), disagrees(levels, each.year)) for each in figures]
    is_sample = any(each.is_sample for each in figures)
    return Series(str(stage.label), str(source.label), cells, f"{stage}-{source}", is_sample)


def _cell(figure: YearFigure, change: Rate | None, is_odd: bool) -> FigureCell:
    language: Language = "en" if (get_language() or "fr").startswith("en") else "fr"
    printed = (
        "" if figure.value is None else PrintedFigure.of(Decimal(figure.value), "case", figure.qualifier, language).text
    )
    return FigureCell(
        figure.year, figure, printed, change.printed(language) if change else "",
        change.remark(language) if change else "", is_odd,
    )  # fmt: skip


def counted_here(until: date | None = None) -> dict[str, Counter[int]]:
    """For each stage, in each year, the cases followed here that reached it: each case once a year.

    Persons out of sight are left out. A correction that voids an act takes it out of the count.
    """
    stages = {step: stage for stage, steps in STEP_OF_STAGE.items() for step in steps}
    voided = CaseEvent.objects.filter(kind=CaseEventKind.CORRECTED, case__scheme__key=SCHEME).values("target_event")
    cases = Case.objects.of_scheme(SCHEME).in_the_open()
    told = Q(kind=CaseEventKind.HAPPENED) | Q(kind=CaseEventKind.CORRECTED, replaces=CaseEventKind.HAPPENED)
    rows = CaseEvent.objects.filter(told, case__in=cases, what__in=list(stages), on__isnull=False)
    if until is not None:
        rows = rows.filter(on__lte=until)
    seen: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for case, what, on in rows.exclude(key__in=voided).values_list("case", "what", "on"):
        if on is not None:
            seen[stages[what]].add((case, on.year))
    return {stage: Counter(year for _case, year in pairs) for stage, pairs in seen.items()}
