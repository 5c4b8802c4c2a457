"""Declaring where a node stands. A state is added, never changed: the story keeps them all."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory

from ..enums import CommitmentState
from ..models import Node, StateReport
from ..permissions import require_declare_on
from .common import refuse_figures


def declare_state(
    actor: User,
    node: Node,
    *,
    territory: Territory,
    state: str,
    comment: str,
    not_done: str = "",
    reported_on: date | None = None,
) -> StateReport:
    """Add the state of a node on a territory, with its comment, for today or an earlier day.

    Raises Refused or Http404 without the right; BadInput for an unknown state, an empty comment, a digit in a
    published text, or a day to come.
    """
    require_declare_on(actor, node, territory)
    day = reported_on or timezone.localdate()
    _check(state, comment, day)
    refuse_figures(comment=comment, not_done=not_done)
    with transaction.atomic():
        report = StateReport.objects.create(
            node=node,
            territory=territory,
            state=state,
            comment=comment.strip(),
            not_done=not_done.strip(),
            reported_on=day,
            author=actor,
        )
        detail = {"state": str(state), "territory": territory.code}
        record(actor, "commitment.declare_state", f"commitments.Node:{node.pk}", detail=detail)
    return report


def _check(state: str, comment: str, day: date) -> None:
    faults = []
    if state not in CommitmentState.values:
        faults.append(Fault("state", _("Cet état n’existe pas."), _("Choisissez l’un des quatre états.")))
    if not comment.strip():
        faults.append(
            Fault("comment", _("Un état se déclare avec un commentaire."), _("Dites en une phrase pourquoi."))
        )
    if day > timezone.localdate():
        faults.append(
            Fault("reported_on", _("Cette date est à venir."), _("Donnez la date du jour ou une date passée."))
        )
    if faults:
        raise BadInput(*faults)
