"""From rows to scores: what a request says, what it scores, and its lines as each reader may see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import LineStanding
from ..models import HousingRequest, ScoringCriterion, ScoringGrid
from ..rules.fitting import Household, counted_resources
from ..rules.scoring import LOWERED, Said, Score, ScoreLine, score
from .grids import rules_of


def resources_of(request: HousingRequest) -> int | None:
    """Monthly resources that count, in cents."""
    return counted_resources(
        request.resources_cents, request.partner_resources_cents, own_alone=request.own_resources_alone
    )


def household_of(request: HousingRequest) -> Household:
    """Who asks, as the filter reads it."""
    return Household(request.persons, resources_of(request), request.needs_accessible)


def said_by(request: HousingRequest, on: date | None = None) -> Said:
    """What the request says on a day (today by default)."""
    day = on or timezone.localdate()
    measures: dict[str, Decimal] = {
        "months_waited": Decimal(
            (day.year - request.requested_on.year) * 12 + day.month - request.requested_on.month
            - (day.day < request.requested_on.day)
        )
    }  # fmt: skip
    resources = resources_of(request)
    if resources and request.rent_cents is not None:
        measures["effort_rate"] = Decimal(request.rent_cents) * 100 / Decimal(resources)
    if request.current_rooms:
        measures["persons_per_room"] = Decimal(request.persons) / Decimal(request.current_rooms)
    kinds = frozenset(each.kind for each in request.evidence.all())
    return Said(frozenset(request.answers), measures, kinds, request.fitting_refusals)


def score_of(request: HousingRequest, grid: ScoringGrid, on: date | None = None) -> Score:
    """The score of a request under a grid."""
    return score(rules_of(grid), said_by(request, on))


@dataclass(frozen=True)
class LineShown:
    """A line as a page prints it: its words, what it adds, what it would add, how it counts."""

    rubric: str
    words: str
    points: int
    worth: int
    standing: str
    tone: str
    is_counted: bool


TONES = {"proven": "good", "to_justify": "warn", "not_best": "", "lowered": "warn"}


def lines_in_full(found: Score, grid: ScoringGrid) -> list[LineShown]:
    """Every line in its own words: for the household and who follows it."""
    rubrics = {each.code: each.label for each in grid.rubrics.all()}
    return [_shown(line, rubrics.get(line.rubric, "")) for line in found.lines]


def lines_of_committee(lines: list[ScoreLine], grid: ScoringGrid) -> list[LineShown]:
    """The lines by which a committee decides: those that say something of health or danger are one, for everybody.

    So a person kept out of sight looks like anybody else, and the lines still sum to the total. The words are the
    grid's; a line that it does not know counts with the protected ones.
    """
    known = {row.code: row for rubric in grid.rubrics.all() for row in rubric.criteria.all()}
    rubrics = {each.code: each.label for each in grid.rubrics.all()}
    open_lines = [each for each in lines if each.code == LOWERED or not _is_protected(each, known)]
    shown = [
        _shown(each, rubrics.get(each.rubric, ""), "" if each.code == LOWERED else known[each.code].label)
        for each in open_lines
    ]
    kept = [each for each in lines if each not in open_lines and each.is_counted]
    if kept:
        points = sum(each.points for each in kept)
        proven = all(each.standing == "proven" for each in kept)
        standing = LineStanding.PROVEN if proven else LineStanding.TO_JUSTIFY
        words = _("Situation protégée : santé ou danger")
        shown.append(LineShown("", words, points, points, str(standing.label), TONES[standing.value], True))
    return shown


def _is_protected(line: ScoreLine, known: Mapping[str, ScoringCriterion]) -> bool:
    row = known.get(line.code)
    return row is None or row.is_protected


def _shown(line: ScoreLine, rubric: str, words: str = "") -> LineShown:
    label = _("Logement adapté refusé") if line.code == LOWERED else words or line.label
    standing = str(LineStanding(line.standing).label)
    return LineShown(rubric, label, line.points, line.worth, standing, TONES[line.standing], line.is_counted)


def packed(found: Score) -> list[dict[str, object]]:
    """A score's lines as a row keeps them: codes and points, no words."""
    return [
        {
            "rubric": each.rubric, "code": each.code, "points": each.points, "worth": each.worth,
            "standing": each.standing, "protected": each.is_protected,
        }
        for each in found.lines
    ]  # fmt: skip


def unpacked(lines: object) -> list[ScoreLine]:
    """The lines of a kept score; anything that is not a line is left out."""
    rows = [each for each in lines if isinstance(each, dict) and "code" in each] if isinstance(lines, list) else []
    return [
        ScoreLine(
            str(each["rubric"]), str(each["code"]), "", int(each["points"]), int(each["worth"]), each["standing"],
            bool(each["protected"]),
        )
        for each in rows
    ]  # fmt: skip
