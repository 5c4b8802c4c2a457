"""The committee's sessions: an agenda by numbers, decided line by line, closed with its minutes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import FundSessionState, FundState
from ..models import FundAgendaLine, FundRequest, FundSession
from ..permissions import require_deciding
from .standing import tell_case, under_lock

MOST_LINES = 300


def open_session(actor: User, held_on: date) -> FundSession:
    """A session on this day."""
    require_deciding(actor)
    with transaction.atomic():
        session = FundSession.objects.create(held_on=held_on, made_by=actor)
        record(actor, "fund.session_opened", session.target)
    return session


def fill(actor: User, key: UUID | str) -> int:
    """Put every request that waits for a decision on the agenda. Returns how many were added."""
    require_deciding(actor)
    with transaction.atomic():
        session = _open(key)
        waiting = FundRequest.objects.shown_to_committee().to_decide().exclude(agenda_lines__session__state="open")
        added = [_add(session, request, actor) for request in waiting[:MOST_LINES]]
        record(actor, "fund.agenda_filled", session.target, detail={"lines": len(added)})
    return len(added)


def unlist(actor: User, key: UUID | str, request_key: UUID | str) -> None:
    """Take a request off the agenda."""
    require_deciding(actor)
    with transaction.atomic():
        session = _open(key)
        line = session.lines.filter(request__key=request_key).first()
        if line is None:
            raise Http404
        if session.decisions.filter(request=line.request).exists():
            raise BadInput(Fault("", _("Cette demande est décidée en séance : elle reste à l’ordre du jour.")))
        line.delete()
        record(actor, "fund.unlisted", session.target)


def close(actor: User, key: UUID | str, present: int, remarks: str = "") -> FundSession:
    """Close a session: its minutes say what was decided. What was not leaves the agenda."""
    require_deciding(actor)
    if not 1 <= present <= 100:
        raise BadInput(Fault("present", _("Le nombre de membres présents manque."), _("Écrivez-le en chiffres.")))
    if len(remarks) > 500:
        raise BadInput(Fault("remarks", _("Ce texte dépasse 500 signes."), _("Raccourcissez-le, sans nom.")))
    with transaction.atomic():
        session = _open(key)
        if session.held_on > timezone.localdate():
            raise BadInput(Fault("", _("Cette séance n’a pas encore eu lieu.")))
        session.state, session.closed_at, session.closed_by = FundSessionState.CLOSED, timezone.now(), actor
        session.present, session.remarks = present, remarks.strip()
        session.save()
        record(actor, "fund.session_closed", session.target)
    return session


def _open(key: UUID | str) -> FundSession:
    session = FundSession.objects.select_for_update().filter(key=key).first()
    if session is None:
        raise Http404
    if session.state != FundSessionState.OPEN:
        raise BadInput(Fault("", _("Cette séance est close.")))
    return session


def _add(session: FundSession, found: FundRequest, actor: User) -> FundAgendaLine:
    request = under_lock(found)
    if request.state != FundState.TO_DECIDE:
        raise BadInput(Fault("", _("Cette demande n’attend pas de décision.")))
    row = FundAgendaLine.objects.create(session=session, request=request, position=session.lines.count() + 1)
    tell_case(request, actor, "committee_listed", min(session.held_on, timezone.localdate()))
    return row
