"""Answering a signal: it opens a pathway, joins one, is passed to another desk, or is closed with a coded reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.enums import Purpose
from pacte.ground.people.services import meeting
from pacte.ground.territory.models import Territory

from ..enums import SignalClosing, SignalState
from ..models import Case, Signal
from ..permissions import require_triage
from ..reads.signals import SignalSight, signal_sight
from . import cases
from .desks import route
from .opening import case_to_write


def open_signal(actor: User, key: UUID | str) -> SignalSight:
    """One signal of the actor's desk; its opening is in the journal.

    Raises Refused for whoever answers no signal, Http404 for one of another desk or territory.
    """
    sight = reached(actor, key)
    record(actor, "signal.open", sight.signal.target, organisation=_home(sight.signal))
    return sight


def open_pathway(actor: User, key: UUID | str, *, file: UUID | str, scheme: str, step: str, on: date) -> Case:
    """The signal begins a case of this file, with its first step. Raises as `cases.start`, BadInput once answered."""
    with transaction.atomic():
        signal = _waiting(actor, key)
        case = cases.start(actor, file, scheme, step, on, signal=signal)
        _answer(actor, signal, SignalState.OPENED, case=case)
    return case


def open_for_new(
    actor: User, key: UUID | str, *, values: Mapping[str, str], person: UUID | None, scheme: str, step: str, on: date
) -> Case:
    """The same for somebody met for the first time: the record, their file and the case are made together.

    `person` is the key drawn by the page: the same form sent twice records one person. Raises as `meeting.meet` too.
    """
    with transaction.atomic():
        signal = _waiting(actor, key)
        if not any(value.strip() for value in values.values()):
            fault = _("Rien ne dit pour qui s’ouvre ce parcours.")
            raise BadInput(Fault("file", fault, _("Choisissez un dossier, ou donnez au moins un prénom.")))
        file = meeting.meet(actor, _home(signal), purpose=Purpose.SUPPORT, values=values, names=[], key=person)
        return open_pathway(actor, key, file=file.key, scheme=scheme, step=step, on=on)


def join_case(actor: User, key: UUID | str, case_key: UUID | str) -> Case:
    """The signal is about a case that the actor already follows: several signals may join one."""
    with transaction.atomic():
        signal = _waiting(actor, key)
        case = case_to_write(actor, case_key).case
        _answer(actor, signal, SignalState.OPENED, case=case)
    return case


def close_signal(actor: User, key: UUID | str, reason: str) -> Signal:
    """No pathway, and why. Raises BadInput for a reason out of the list, or once answered."""
    if reason not in SignalClosing.values:
        raise BadInput(Fault("reason", _("Ce motif n’est pas de la liste."), _("Choisissez-en un.")))
    with transaction.atomic():
        signal = _waiting(actor, key)
        _answer(actor, signal, SignalState.CLOSED, closing=reason)
    return signal


def pass_on(actor: User, key: UUID | str, territory: Territory) -> Signal:
    """It concerns another territory: the desk there answers. The delay runs from the day of receipt all the same."""
    with transaction.atomic():
        signal = _waiting(actor, key)
        if signal.territory_id == territory.pk:
            raise BadInput(Fault("territory", _("L’alerte est déjà dans cet arrondissement.")))
        signal.territory = territory
        route(signal)
        signal.save(update_fields=["territory", "desk", "due_on"])
        detail = {"territory": territory.code, "desk": str(signal.desk_id or "")}
        record(actor, "signal.pass_on", signal.target, organisation=_home(signal), detail=detail)
    return signal


def reached(actor: User, key: UUID | str) -> SignalSight:
    """One signal of the actor's desk, not noted as opened: verbs note their own act. Raises as `open_signal`."""
    require_triage(actor)
    sight = signal_sight(actor, key)
    if sight is None:
        raise Http404
    return sight


def _waiting(actor: User, key: UUID | str) -> Signal:
    """The signal under its lock, which nobody has answered yet."""
    pk = reached(actor, key).signal.pk
    signal = Signal.objects.select_for_update(of=("self",)).select_related("desk__organisation", "territory").get(pk=pk)
    if signal.state != SignalState.WAITING:
        raise BadInput(Fault("", _("Cette alerte a déjà sa réponse."), _("Rechargez la page.")))
    return signal


def _answer(actor: User, signal: Signal, state: SignalState, *, case: Case | None = None, closing: str = "") -> None:
    signal.state, signal.answered_at, signal.answered_by = state, timezone.now(), actor
    signal.case, signal.file, signal.closing = case, case.file if case else None, closing
    signal.save(update_fields=["state", "answered_at", "answered_by", "case", "file", "closing"])
    detail = {"reason": closing} if closing else {"case": str(case.key) if case else ""}
    record(actor, f"signal.{state.value}", signal.target, organisation=_home(signal), detail=detail)


def _home(signal: Signal) -> str:
    return signal.desk.organisation.slug if signal.desk else ""
