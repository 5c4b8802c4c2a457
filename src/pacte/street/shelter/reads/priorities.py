"""Grids of priority: the one in force, tier by tier, what somebody has to state, what changed between two versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.partners.permissions import Someone

from ..models import PriorityCriterion, PriorityGrid
from ..permissions import steers
from ..rules.priorities import RULES, Criterion, changes, is_stated

RULE_WORDS = {
    "child_under_months": gettext_lazy("Un enfant de moins de tant de mois"),
    "child_under_years": gettext_lazy("Un enfant de moins de tant d’années"),
    "child_from_years": gettext_lazy("Un enfant de tant d’années ou plus"),
    "adult_up_to_years": gettext_lazy("Quelqu’un de 18 ans à tant d’années comprises"),
    "anyone_from_years": gettext_lazy("Quelqu’un de tant d’années ou plus"),
    "with_children": gettext_lazy("Avec des enfants"),
    "without_children": gettext_lazy("Sans enfant"),
    "one_adult": gettext_lazy("Une seule personne, majeure"),
    "everyone": gettext_lazy("Tout le monde"),
}
"""How each rule is chosen in a form."""
assert RULE_WORDS.keys() == RULES.keys()


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


@dataclass(frozen=True)
class Line:
    """A criterion as a page shows it: its words, and how one knows."""

    row: PriorityCriterion
    how: str


@dataclass(frozen=True)
class Tier:
    """A tier and its criteria. The last one also takes every household that none describes."""

    number: int
    lines: list[Line]
    is_last: bool


def tiers_of(grid: PriorityGrid) -> list[Tier]:
    """The grid, tier by tier."""
    found: dict[int, list[Line]] = defaultdict(list)
    for row in grid.criteria.all():
        found[row.tier].append(Line(row, how_known(as_rule(row))))
    return [Tier(number, found[number], number == max(found)) for number in sorted(found)]


def how_known(criterion: Criterion) -> str:
    """How one knows that a criterion holds, in a few plain words."""
    if criterion.rule == "child_under_months" and is_stated(criterion):
        return _("Dit au téléphone : il faut un enfant de moins d’un an dans le ménage")
    return _("Vu à la composition du ménage") if criterion.rule else _("Dit par la personne qui prend la demande")


def seen_by(user: Someone, key: UUID | str) -> PriorityGrid:
    """A version: everyone sees those that were adopted and the samples, the pact's team its drafts too. Or Http404."""
    grid = PriorityGrid.objects.filter(key=key).first()
    if grid is None or not (grid.adopted_on or grid.is_sample or steers(user)):
        raise Http404
    return grid


def versions(user: Someone) -> list[PriorityGrid]:
    """Every version that this reader sees, the latest first."""
    rows = list(PriorityGrid.objects.select_related("recorded_by"))
    return rows if steers(user) else [each for each in rows if each.adopted_on or each.is_sample]


@dataclass(frozen=True)
class Change:
    """What became of one criterion between two versions."""

    words: str
    what: str


def changed(before: PriorityGrid, after: PriorityGrid) -> list[Change]:
    """What changed from one version to another, in words."""
    words = reasons(before) | reasons(after)
    rows = [Change(words[code], _what(was, now)) for code, was, now in changes(criteria_of(before), criteria_of(after))]
    was_named, now_named = reasons(before), reasons(after)
    rows += [
        Change(now_named[code], _("Dit autrement : « %(was)s »") % {"was": was_named[code]})
        for code in now_named
        if code in was_named and was_named[code] != now_named[code]
    ]
    if (before.quota_percent, before.quota_after) != (after.quota_percent, after.quota_after):
        rows.append(Change(_("Part réservée à l’attente"), f"{quota_words(before)} → {quota_words(after)}"))
    return rows


def _what(was: Criterion | None, now: Criterion | None) -> str:
    if was is None:
        return _("Ajouté en priorité %(tier)d") % {"tier": now.tier if now else 0}
    if now is None:
        return _("Retiré de la priorité %(tier)d") % {"tier": was.tier}
    if was.tier != now.tier:
        return _("De la priorité %(was)d à la priorité %(now)d") % {"was": was.tier, "now": now.tier}
    return _("Se constate autrement")


def quota_words(grid: PriorityGrid) -> str:
    """The waiting-time quota in words."""
    if grid.quota_percent is None:
        return _("aucune")
    return _("%(percent)d %% des places, après %(nights)d nuits sans place") % {
        "percent": grid.quota_percent, "nights": grid.quota_after or 0,
    }  # fmt: skip
