"""Grids: the one in force, rubric by rubric in plain words, its versions, its faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from pacte.ground.partners.permissions import Someone

from ..enums import EvidenceKind, GridMeasure
from ..models import ScoringCriterion, ScoringGrid
from ..permissions import keeps_grids
from ..rules.scoring import LOWERED, Grid, GridCriterion, GridRubric, faults

GRIDS = "rubrics__criteria"


def grid_in_force(on: date | None = None) -> ScoringGrid | None:
    """The grid in force this day (today by default); none: nobody adopted one, and nobody is scored."""
    return ScoringGrid.objects.in_force(on or timezone.localdate()).prefetch_related(GRIDS).first()


def rules_of(grid: ScoringGrid) -> Grid:
    """The grid as the rules read it."""
    rubrics = tuple(
        GridRubric(each.code, each.label, each.adds, tuple(_criterion(row) for row in each.criteria.all()))  # type: ignore[arg-type]
        for each in grid.rubrics.all()
    )
    return Grid(rubrics, grid.refusal_points)


def _criterion(row: ScoringCriterion) -> GridCriterion:
    return GridCriterion(
        row.code, row.points, row.label, row.measure, row.low, row.high, frozenset(row.evidence), row.is_protected
    )


def words_of(grid: ScoringGrid) -> dict[str, str]:
    """The words of each criterion by code."""
    found = {row.code: row.label for rubric in grid.rubrics.all() for row in rubric.criteria.all()}
    return found | {LOWERED: _("Logement adapté refusé")}


def to_state(grid: ScoringGrid) -> list[tuple[str, str]]:
    """Criteria that a household states, as (code, words), in the order of the grid."""
    rows = [row for rubric in grid.rubrics.all() for row in rubric.criteria.all()]
    return [(row.code, row.label) for row in rows if not row.measure]


@dataclass(frozen=True)
class CriterionShown:
    """A criterion as a page shows it: how one knows, and what to bring."""

    row: ScoringCriterion
    how: str
    papers: list[str]


@dataclass(frozen=True)
class RubricShown:
    code: str
    label: str
    adds: str
    is_best: bool
    lines: list[CriterionShown]


def shown(grid: ScoringGrid) -> list[RubricShown]:
    """The grid for a reader who knows nothing of it: rubric by rubric, the most points first."""
    return [
        RubricShown(
            each.code, each.label, str(each.get_adds_display()), each.adds == "best",
            sorted((_shown(row) for row in each.criteria.all()), key=lambda line: -line.row.points),
        )
        for each in grid.rubrics.all()
    ]  # fmt: skip


def _shown(row: ScoringCriterion) -> CriterionShown:
    papers = [str(EvidenceKind(kind).label) for kind in row.evidence if kind in EvidenceKind.values]
    return CriterionShown(row, how_known(row), papers)


def how_known(row: ScoringCriterion) -> str:
    """How one knows that a criterion holds, in a few plain words."""
    if not row.measure:
        return _("Vous le dites au service qui vous accompagne")
    what = str(GridMeasure(row.measure).label)
    low = number_format(row.low.normalize(), use_l10n=True) if row.low is not None else ""
    high = number_format(row.high.normalize(), use_l10n=True) if row.high is not None else ""
    if low and high:
        return _("Calculé : %(what)s, de %(low)s à moins de %(high)s") % {"what": what, "low": low, "high": high}
    if low:
        return _("Calculé : %(what)s, à partir de %(low)s") % {"what": what, "low": low}
    return _("Calculé : %(what)s, moins de %(high)s") % {"what": what, "high": high}


def seen_by(user: Someone, key: UUID | str) -> ScoringGrid:
    """A version: everyone sees those adopted and the samples, the pact's team its drafts too. Or Http404."""
    grid = ScoringGrid.objects.filter(key=key).prefetch_related(GRIDS).first()
    if grid is None or not (grid.adopted_on or grid.is_sample or keeps_grids(user)):
        raise Http404
    return grid


def versions(user: Someone) -> list[ScoringGrid]:
    """Every version that this reader sees, the latest first."""
    rows = list(ScoringGrid.objects.all())
    return rows if keeps_grids(user) else [each for each in rows if each.adopted_on or each.is_sample]


def problems(grid: ScoringGrid) -> list[str]:
    """What keeps a grid from being adopted, in words."""
    words = {
        "empty": _("La rubrique « %(where)s » n’a aucun critère."),
        "twice": _("Le critère « %(where)s » est présent deux fois."),
        "range": _("Le critère « %(where)s » finit avant de commencer."),
        "overlap": _("Le critère « %(where)s » empiète sur un autre : une même valeur donnerait deux lignes."),
    }
    labels = {each.code: each.label for each in grid.rubrics.all()} | words_of(grid)
    found = [fault.partition(":") for fault in faults(rules_of(grid))]
    told = [words[kind] % {"where": labels.get(where, where)} for kind, _colon, where in found if where]
    if any(not where for _kind, _colon, where in found):
        told.append(_("La grille n’a aucune rubrique."))
    if not grid.is_complete:
        told.append(_("Cette grille est un extrait : une grille en vigueur doit être entière."))
    return told
