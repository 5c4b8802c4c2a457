"""What a committee takes away on paper: the agenda and the minutes, by number, without identity."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from django.apps import apps
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.documents import pdf

from ..models import FundSession
from ..permissions import require_deciding
from ..reads.committee import agenda_of, minutes_of


def agenda(actor: User, session: FundSession) -> bytes:
    """The agenda to print."""
    require_deciding(actor)
    record(actor, "fund.agenda_printed", session.target)
    return _made(session, agenda_of(session))


def minutes(actor: User, session: FundSession) -> bytes:
    """What the session decided, line by line."""
    require_deciding(actor)
    record(actor, "fund.minutes_printed", session.target)
    return _made(session, minutes_of(session))


def _made(session: FundSession, content: dict[str, object]) -> bytes:
    template = Path(apps.get_app_config("housing_fund").path) / "typst" / "agenda.typ"
    return pdf.compile(template, content, timestamp=timezone.make_aware(datetime.combine(session.held_on, time(9))))
