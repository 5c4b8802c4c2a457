"""The same night by several policies, side by side, in words and figures, before one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ..enums.allocation import Policy

Figures = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """One figure of one policy, and whether no other does better."""

    words: str
    is_best: bool


@dataclass(frozen=True)
class Row:
    """One figure for each policy. `help` says how it is counted."""

    label: str
    cells: list[Cell]
    help: str = ""


def policies_of(comparison: Sequence[Figures]) -> list[Policy]:
    """The policies compared, in the order of the columns."""
    return [Policy(each["policy"]) for each in comparison]


def rows(comparison: Sequence[Figures]) -> list[Row]:
    """The table: households and persons served, each tier, then what it costs. Nothing for a round not computed."""
    if not comparison:
        return []
    whole = [
        _row(
            _("Ménages servis"), comparison, lambda one: one["households"], _of_asked, _("de tous ceux qui demandent")
        ),
        _row(_("Personnes"), comparison, lambda one: one["persons"], lambda one: str(one["persons"])),
    ]
    costs = [
        _row(_("Nuits d’attente des servis"), comparison, lambda one: one["waiting"], lambda one: str(one["waiting"]),
             _("additionnées : plus il y en a, plus on sert ceux qui attendent")),
        _row(_("Gardent leur site"), comparison, lambda one: one["kept_site"], lambda one: str(one["kept_site"])),
        _row(_("Lits perdus"), comparison, lambda one: -one["wasted"], lambda one: str(one["wasted"]),
             _("dans des chambres plus grandes que le ménage")),
        _row(_("Distance moyenne"), comparison, lambda one: -(one["km"] or 0), _km),
    ]  # fmt: skip
    return [*whole, *(_tier(comparison, index) for index in range(len(comparison[0]["tiers"]))), *costs]


def _tier(comparison: Sequence[Figures], index: int) -> Row:
    tier = comparison[0]["tiers"][index][0]
    return _row(
        _("Priorité %(tier)d") % {"tier": tier},
        comparison,
        lambda one: one["tiers"][index][1],
        lambda one: _("%(served)d sur %(asked)d") % {"served": one["tiers"][index][1], "asked": one["tiers"][index][2]},
    )


def _row(
    label: str, comparison: Sequence[Figures], merit: Callable[[Figures], float], words: Callable[[Figures], str],
    help_text: str = "",
) -> Row:  # fmt: skip
    merits = [merit(one) for one in comparison]
    differs = len(set(merits)) > 1
    cells = [Cell(words(one), differs and value == max(merits)) for one, value in zip(comparison, merits, strict=True)]
    return Row(label, cells, help_text)


def _of_asked(one: Figures) -> str:
    return _("%(served)d sur %(asked)d") % {"served": one["households"], "asked": one["asked"]}


def _km(one: Figures) -> str:
    return _("non connue") if one["km"] is None else f"{number_format(one['km'], 1)} km"
