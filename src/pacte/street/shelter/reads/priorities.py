"""Grids of priority: the one in force, their criteria as rules, what somebody has to state."""

from __future__ import annotations

from datetime import date

from ..models import PriorityCriterion, PriorityGrid
from ..rules.priorities import Criterion, is_stated


def grid_of(night: date) -> PriorityGrid | None:
    """The grid in force this night; none: nobody adopted one, and nobody has a tier."""
    return PriorityGrid.objects.in_force(night).first()


def criteria_of(grid: PriorityGrid) -> list[Criterion]:
    """The grid's criteria, in its order, as the rules read them."""
    return [as_rule(each) for each in grid.criteria.all()]


def as_rule(row: PriorityCriterion) -> Criterion:
    """A row of the grid as plain data."""
    return Criterion(row.code, row.tier, row.rule, row.number)


def to_state(night: date) -> list[tuple[str, str]]:
    """What whoever qualifies a request of this night may state, as (code, words), in the order of the grid."""
    grid = grid_of(night)
    rows = grid.criteria.all() if grid else []
    return [(each.code, str(each)) for each in rows if is_stated(as_rule(each))]


def reasons(grid: PriorityGrid) -> dict[str, str]:
    """The words of the grid's criteria by code, for pages that show a request's reason."""
    return {each.code: str(each) for each in grid.criteria.all()}
