"""Filling the attendance sheet: present or absent in one tap, and how many came without a name."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from .. import reads
from ..enums import HOLDING, RegistrationState
from ..models import Registration, Session
from ..permissions import require_keeping
from .certificates import withdraw
from .common import hold, hold_kept, note, refuse_cancelled

EARLY = timedelta(hours=1)
"""How long before its start a sheet opens."""
MOST = 5000


def mark(actor: User, key: UUID | str, state: str) -> Registration:
    """Say that somebody came, did not, or that it is not known yet. Taking a presence back withdraws a certificate."""
    if state not in HOLDING:
        raise BadInput(Fault("state", _("Dites : présente, absente, ou à remplir.")))
    require_keeping(actor)
    found = Registration.objects.filter(key=key).first()
    if found is None or not reads.kept_by(actor).filter(pk=found.session_id).exists():
        raise Http404
    with transaction.atomic():
        session = hold([found.session_id])[0]
        _refuse_early(session)
        registration = Registration.objects.get(pk=found.pk)
        if registration.state not in HOLDING:
            raise BadInput(Fault("", _("Cette inscription n’a pas de place dans la séance.")))
        if registration.state == RegistrationState.ATTENDED and state != RegistrationState.ATTENDED:
            withdraw(actor, registration)
        registration.state = state
        registration.save(update_fields=["state"])
        note(actor, "session.attendance", session, registration=str(registration.key), state=str(state))
    return registration


def mark_rest(actor: User, key: UUID | str, state: str = RegistrationState.ATTENDED) -> int:
    """Say the same of all whom the sheet does not tell of yet; how many they were."""
    with transaction.atomic():
        session = hold_kept(actor, key)
        _refuse_early(session)
        rows = Registration.objects.filter(session=session, state=RegistrationState.REGISTERED)
        count = rows.update(state=RegistrationState(state))
        note(actor, "session.attendance", session, count=count, state=str(state))
    return count


def count_unnamed(actor: User, key: UUID | str, number: int) -> Session:
    """How many came without a name: a number, and nothing else. Said again, it replaces the earlier one."""
    if not 0 <= number <= MOST:
        raise BadInput(Fault("number", _("Donnez un nombre entre 0 et 5000.")))
    with transaction.atomic():
        session = hold_kept(actor, key)
        _refuse_early(session)
        session.anonymous_count = number
        session.save(update_fields=["anonymous_count"])
        note(actor, "session.count", session, count=number)
    return session


def _refuse_early(session: Session) -> None:
    refuse_cancelled(session)
    if timezone.now() < session.starts_at - EARLY:
        raise BadInput(Fault("", _("La feuille de présence s’ouvre une heure avant la séance.")))
