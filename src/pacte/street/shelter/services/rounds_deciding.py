"""A person decides each line of a round: confirmed, another lot, set aside; one transaction for each decision.

A lot that somebody took meanwhile loses nobody: the line says who and when, and is offered again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record as note
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.allocation import OverrideReason, RoundLineState, RoundState
from ..enums.stays import PlacementOrigin
from ..models import Lot, ProposalLine
from ..permissions import require_regulation
from ..reads.rounds import DECIDED
from .placing import Taken, not_offered, place


@dataclass(frozen=True)
class Decision:
    """What became of one line; `words` say why when it was not confirmed."""

    line: ProposalLine
    words: str = ""

    @property
    def is_confirmed(self) -> bool:
        return self.line.state in (RoundLineState.CONFIRMED, RoundLineState.OVERRIDDEN)


def confirm(actor: User, key: UUID | str) -> Decision:
    """Give the household the place that this line proposes.

    When it was taken meanwhile the line says so, by whom and when, and is offered again. Raises BadInput for a line
    that is decided, a round that is over, or a rule that forbids it now.
    """
    require_regulation(actor)
    with transaction.atomic():
        line = _to_decide(key, (RoundLineState.PROPOSED,))
        if line.lot is None:
            raise not_offered()
        return _placed(actor, line, line.lot, RoundLineState.CONFIRMED)


def confirm_many(actor: User, keys: Iterable[UUID | str]) -> list[Decision]:
    """Confirm these lines, one transaction each: what holds is kept whatever happens to the others."""
    require_regulation(actor)
    found = []
    for key in keys:
        try:
            found.append(confirm(actor, key))
        except BadInput as bad:
            line = ProposalLine.objects.select_related("request").get(key=key)
            found.append(Decision(line, str(bad)))
    return found


def override(actor: User, key: UUID | str, lot: Lot, reason: str, words: str = "") -> Decision:
    """Another lot than the one proposed, or one for a household without a proposal. Every hard rule still holds.

    A reason is required, and words with "other"; for a line whose lot was taken, none is.
    """
    require_regulation(actor)
    with transaction.atomic():
        line = _to_decide(key, (RoundLineState.PROPOSED, RoundLineState.TAKEN, RoundLineState.UNSERVED))
        if line.state == RoundLineState.TAKEN and not reason:
            line.lot = lot
            return _placed(actor, line, lot, RoundLineState.CONFIRMED)
        _check(reason, words)
        line.override_reason, line.sealed_words = reason, seal(words) if words else ""
        members = line.members if line.lot_id else None
        line.lot = lot
        return _placed(actor, line, lot, RoundLineState.OVERRIDDEN, members=members)


def set_aside(actor: User, key: UUID | str, reason: str, words: str = "") -> ProposalLine:
    """Leave a proposal: the household stays in the queue. A reason is required."""
    require_regulation(actor)
    with transaction.atomic():
        line = _to_decide(key, (RoundLineState.PROPOSED, RoundLineState.TAKEN))
        _check(reason, words)
        line.override_reason, line.sealed_words = reason, seal(words) if words else ""
        _decided(actor, line, RoundLineState.SET_ASIDE)
    return line


def _to_decide(key: UUID | str, states: tuple[RoundLineState, ...]) -> ProposalLine:
    """The line, kept from others until the transaction ends."""
    rows = ProposalLine.objects.select_for_update(of=("self",)).select_related("round", "request")
    line = rows.filter(key=key).first()
    if line is None:
        raise Http404
    if line.round.state != RoundState.OPEN:
        raise BadInput(Fault("", _("Ce tour est fini."), _("Ouvrez-en un autre.")))
    if line.state in DECIDED and line.decided_at is not None:
        by = line.decided_by.display_name if line.decided_by else _("la régulation")
        at = date_format(timezone.localtime(line.decided_at), "H:i")
        raise BadInput(
            Fault("", _("%(by)s a déjà décidé cette ligne à %(at)s.") % {"by": by, "at": at}, _("Rechargez la page."))
        )
    if line.state not in states:
        raise BadInput(Fault("", _("Cette ligne ne se décide pas ainsi."), _("Rechargez la page.")))
    if line.lot_id is not None:
        line.lot = Lot.objects.select_related("site").get(pk=line.lot_id)
    return line


def _placed(
    actor: User, line: ProposalLine, lot: Lot, state: RoundLineState, *, members: list[int] | None = None
) -> Decision:
    """Place and decide together; a lot taken meanwhile is written on the line, not lost with an error."""
    those = members if members is not None else (line.members or None)
    try:
        line.placement = place(
            actor, line.request, lot, origin=PlacementOrigin.ROUND, members=those, part=line.part
        )  # fmt: skip
    except Taken as taken:
        if state == RoundLineState.OVERRIDDEN:
            raise
        return _taken(line, taken)
    _decided(actor, line, state)
    return Decision(line)


def _taken(line: ProposalLine, taken: Taken) -> Decision:
    line.state = RoundLineState.TAKEN
    line.explanation = line.explanation | {"taken": {"by": taken.by_id, "at": taken.at.isoformat() if taken.at else ""}}
    line.save(update_fields=["state", "explanation"])
    return Decision(line, str(taken))


def _decided(actor: User, line: ProposalLine, state: RoundLineState) -> None:
    line.state, line.decided_at, line.decided_by = state, timezone.now(), actor
    line.save()
    detail = {"line": str(line.key), "state": state.value}
    detail |= {"reason": line.override_reason} if line.override_reason else {}
    note(actor, f"shelter.line.{state}", line.request.target, detail=detail)


def _check(reason: str, words: str) -> None:
    if reason not in OverrideReason.values:
        raise BadInput(Fault("reason", _("Dites pourquoi."), _("Choisissez une raison dans la liste.")))
    if reason == OverrideReason.OTHER and not words.strip():
        raise BadInput(Fault("words", _("Cette raison est à préciser."), _("Écrivez-la en quelques mots.")))
