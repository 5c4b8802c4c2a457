"""Reminding workers by mail of the terms of their cases: numbers and dates alone, once each; nothing when nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.messages.services import tell_user

from ..enums import ReminderRhythm
from ..models import CaseReminder, ReminderChoice
from ..permissions import require_case_work
from ..reads.reminders import ToRemind, rhythms, to_remind

MOST_LINES = 50


def remind(now: datetime) -> int:
    """Write to each worker about the terms that entered their reminder days or passed; how many mails are queued.

    A second run writes nothing: what was said is kept, by the term of which it was said.
    """
    today = timezone.localdate(now)
    due = to_remind(today)
    manner = rhythms(list(due))
    return sum(_write_to(user, rows, manner[user.pk], now, today) for user, rows in due.items())


def _write_to(user: User, rows: list[ToRemind], rhythm: str, now: datetime, today: date) -> int:
    """One worker, in one transaction: the mail and the trace that it was sent are kept or lost together."""
    with transaction.atomic():
        CaseReminder.objects.bulk_create(
            CaseReminder(
                case_id=each.case, clock=each.clock, occurrence=each.occurrence, due_on=each.due_on, days=each.days,
                step=each.step, user=user, sent_at=now,
            )
            for each in rows
        )  # fmt: skip
        mails = [[each] for each in rows] if rhythm == ReminderRhythm.EACH else [rows]
        for mail in mails:
            tell_user(user, template="pathways/mail/reminder", context=_context(mail, today))
    return len(mails)


def _context(rows: list[ToRemind], today: date) -> dict[str, Any]:
    return {
        "count": len(rows),
        "late": sum(each.due_on < today for each in rows),
        "lines": [[f"P-{each.number:06}", each.due_on.strftime("%d/%m/%Y")] for each in rows[:MOST_LINES]],
        "more": max(0, len(rows) - MOST_LINES),
        "address": settings.BASE_URL + reverse("worklist:my_day"),
    }


def choose(actor: User, rhythm: str) -> ReminderChoice:
    """Say how one wishes to be reminded. Raises Refused for whoever follows no case, BadInput out of the list."""
    require_case_work(actor)
    if rhythm not in ReminderRhythm.values:
        raise BadInput(Fault("rhythm", _("Ce choix n’est pas de la liste.")))
    with transaction.atomic():
        choice, _made = ReminderChoice.objects.update_or_create(user=actor, defaults={"rhythm": rhythm})
        record(actor, "reminder.choose", f"pathways.ReminderChoice:{choice.pk}", detail={"rhythm": rhythm})
    return choice


def remind_job(job: Any, day: str) -> None:
    """The morning's job. Run again, it writes to nobody twice."""
    date.fromisoformat(day)
    remind(timezone.now())
