"""What a night's report tells whoever does not regulate: one coordinated release, small counts hidden.

It is made once, when the night is closed, from the reading without restricted persons; afterwards it never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from pacte.ground.indicators.rules.protection import (
    DEFAULT_THRESHOLD,
    TOTAL,
    CannotProtect,
    NotANetwork,
    protect,
)
from pacte.ground.referrals.reads.delays import protected

from ..enums.requests import HouseholdKind
from .report import HANDED, MET, UNMET, WAITING, Figures

HIDDEN = "hidden"
"""Stands for a count that is known and protected; none stands for a count that nobody made."""
COLUMNS = (MET, UNMET, WAITING, HANDED)


def shown(open_figures: Figures) -> Figures:
    """The release made from figures without restricted persons."""
    kept = deepcopy(open_figures)
    outcomes = protected({(kind, name): row.get(name, 0) for kind, row in kept["outcomes"].items() for name in COLUMNS})
    kept["outcomes"] = {
        kind: {name: _told(outcomes.get((kind, name))) for name in (*COLUMNS, TOTAL)} for kind in kept["outcomes"]
    }
    kept["totals"] = {name: _told(outcomes.get((TOTAL, name), 0)) for name in (*COLUMNS, TOTAL)}
    kept["reasons"] = _parts(kept["reasons"], is_hidden=kept["totals"][UNMET] == HIDDEN)
    kept["refusals"] = _parts(kept["refusals"])
    _demand(kept)
    _answers(kept["answers"])
    _placed(kept["placed"])
    for row in kept["rounds"]:
        row["lines"] = None
    _stock(kept)
    return kept


def _told(value: int | None) -> int | str:
    return HIDDEN if value is None else value


def _small(value: int | None) -> int | str | None:
    """A count alone: hidden when it is small."""
    return HIDDEN if value is not None and 0 < value < DEFAULT_THRESHOLD else value


def _parts(counts: Mapping[str, int], *, is_hidden: bool = False) -> dict[str, int | str]:
    """Counts that add up to a total which is public, unless it is hidden too."""
    if is_hidden:
        return dict.fromkeys(counts, HIDDEN)
    table = {(name,): count for name, count in counts.items()}
    try:
        published = protect({**table, (TOTAL,): sum(counts.values())}).published
    except (CannotProtect, NotANetwork):
        return dict.fromkeys(counts, HIDDEN)
    return {name: _told(published[(name,)]) for name in counts}


def _demand(kept: Figures) -> None:
    """The four counts; those of households go when the total of the table that they would give away is hidden."""
    demand, is_hidden = kept["demand"], kept["totals"][TOTAL] == HIDDEN
    for name in ("requests", "household_nights", "persons"):
        demand[name] = HIDDEN if is_hidden else _small(demand[name])
    demand["calls"] = _small(demand["calls"])


def _answers(answers: dict[str, Any]) -> None:
    """Delays of too few answers would be somebody's."""
    if (answers["count"] or 0) < DEFAULT_THRESHOLD:
        answers["median"] = answers["nine_tenths"] = HIDDEN if answers["count"] else None
    answers["count"] = HIDDEN


def _placed(placed: dict[str, Any]) -> None:
    """Places given at once are part of those given: one hides the other when what is left is small."""
    given, immediate = placed["given"], placed["immediate"]
    try:
        published = protect({("immediate",): immediate, (TOTAL,): given}).published
    except (CannotProtect, NotANetwork):
        published = {("immediate",): None, (TOTAL,): None}
    placed["immediate"], placed["given"] = _told(published[("immediate",)]), _told(published[(TOTAL,)])
    placed["dangers"] = {}


def _stock(kept: Figures) -> None:
    """Places are no persons; what says how many people are there is protected."""
    stock, hotel = kept["stock"], kept["hotel"]
    for name in ("persons", "units_used", "places_given", "absences"):
        stock[name] = _small(stock[name])
    if stock["units_used"] == HIDDEN:
        stock["occupancy"] = HIDDEN
    if _small(hotel["nights"]) == HIDDEN or _small(hotel["unpriced"]) == HIDDEN:
        hotel.update(nights=HIDDEN, cost=HIDDEN, unpriced=HIDDEN)


def minors(figures: Figures) -> dict[str, Any]:
    """Minors alone who asked, and those handed over, as the table of outcomes tells them."""
    row = figures["outcomes"].get(HouseholdKind.MINOR_ALONE, {})
    if TOTAL in row:
        return {"asked": row[TOTAL], "handed_over": row.get(HANDED, 0)}
    return {"asked": sum(row.values()), "handed_over": row.get(HANDED, 0)}
