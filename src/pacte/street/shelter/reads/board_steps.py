"""What to do next on the night board, the most pressing first; each step leads to the page where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums.requests import ShelterRequestState
from ..models import NightReport, ShelterRequest
from .board import Board, address

MOST_STEPS = 5


@dataclass(frozen=True)
class Step:
    """One thing to do: its words, where, and how much it presses ("bad" at once, "warn" soon, "" when time allows)."""

    words: str
    act: str
    url: str
    tone: str = ""


def steps_of(board: Board) -> list[Step]:
    """What to do now, on the board of tonight; on another night, nothing."""
    if not board.is_tonight:
        return []
    return [*_at_once(board), *_soon(board), *_in_time(board)][:MOST_STEPS]


def _at_once(board: Board) -> Iterator[Step]:
    """Minors alone, then households in danger: no tier comes before them."""
    minors, dangers = board.waiting.minors, board.waiting.dangers
    if minors:
        words = ngettext(
            "%(count)d mineur seul attend : appelez l’astreinte de la protection de l’enfance.",
            "%(count)d mineurs seuls attendent : appelez l’astreinte de la protection de l’enfance.", minors,
        )  # fmt: skip
        yield Step(words % {"count": minors}, _("Ouvrir la demande"), _first(board, minor=True), "bad")
    if dangers:
        words = ngettext(
            "%(count)d ménage est en danger immédiat : placez-le sans attendre le tour.",
            "%(count)d ménages sont en danger immédiat : placez-les sans attendre le tour.", dangers,
        )  # fmt: skip
        yield Step(words % {"count": dangers}, _("Placer maintenant"), _first(board, minor=False), "bad")


def _first(board: Board, *, minor: bool) -> str:
    """The first request of that sort, ready to be acted on; the queue when it is not among the rows."""
    for row in board.rows:
        if row.is_first and row.request.is_minor_alone == minor:
            ready = "" if minor or not row.request.kind else address("place_now", key=row.request.key)
            return ready or address("request", key=row.request.key)
    return address("queue")


def _soon(board: Board) -> Iterator[Step]:
    """The round that is open, households to qualify, sites to telephone to."""
    if board.round is not None:
        left: int = getattr(board.round, "left", 0)
        words = ngettext(
            "Le tour est ouvert : %(count)d proposition à décider.",
            "Le tour est ouvert : %(count)d propositions à décider.", left,
        )  # fmt: skip
        yield Step(words % {"count": left}, _("Décider"), address("round", key=board.round.key), "warn")
    if board.waiting.to_qualify:
        count = board.waiting.to_qualify
        words = ngettext(
            "%(count)d demande est à compléter avant le prochain tour.",
            "%(count)d demandes sont à compléter avant le prochain tour.", count,
        )  # fmt: skip
        yield Step(words % {"count": count}, _("Voir la file"), address("queue"), "warn")
    if board.silent:
        count = len(board.silent)
        words = ngettext(
            "%(count)d site n’a rien déclaré : appelez-le.", "%(count)d sites n’ont rien déclaré : appelez-les.", count
        )
        yield Step(words % {"count": count}, _("Voir les sites"), "#sites", "warn")


def _in_time(board: Board) -> Iterator[Step]:
    """Offers that wait for an answer, a round to open, the report of the night before."""
    offered = board.states[ShelterRequestState.OFFERED]
    if offered:
        words = ngettext(
            "%(count)d ménage n’a pas encore répondu à la place proposée.",
            "%(count)d ménages n’ont pas encore répondu à la place proposée.", offered,
        )  # fmt: skip
        yield Step(words % {"count": offered}, _("Voir la file"), address("queue"))
    ready = board.waiting.households - board.waiting.to_qualify - board.waiting.minors
    if board.round is None and ready > 0 and board.units:
        yield Step(_("Des places sont libres et des ménages attendent."), _("Ouvrir un tour"), address("rounds"))
    before = board.night - timedelta(days=1)
    if _is_open_still(before):
        yield Step(
            _("Le bilan de la nuit dernière n’est pas clos."), _("Clore le bilan"),
            address("report_night", night=before.isoformat()),
        )  # fmt: skip


def _is_open_still(night: date) -> bool:
    """Households asked on this night and its report is not closed."""
    if NightReport.objects.filter(night=night).exists():
        return False
    return ShelterRequest.objects.of_night(night).exists()
