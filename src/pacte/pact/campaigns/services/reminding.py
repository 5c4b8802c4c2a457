"""Reminding contributors of the figures that are awaited: one message a person, at most once a week."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.indicators.permissions import CONTRIBUTING
from pacte.ground.messages.services import tell_user
from pacte.ground.partners.models import Membership

from ..models import FigureRequest
from ..permissions import may_answer

BEFORE = timedelta(days=7)
"""How long before the due date the first reminder leaves."""
EVERY = timedelta(days=7)
"""The least time between two reminders of the same figure."""


def remind(now: datetime) -> int:
    """Write to whoever must still report something soon or late; returns how many people were written to.

    A second run of the same day writes to nobody: each request remembers when it was last asked for.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        rows = FigureRequest.objects.to_remind(today, BEFORE, EVERY).select_for_update(of=("self",))
        requests = list(rows.select_related("organisation", "territory__parent", "campaign"))
        by_person: dict[User, list[FigureRequest]] = defaultdict(list)
        for person in _contributors({request.organisation_id for request in requests}):
            for request in requests:
                if may_answer(person, request):
                    by_person[person].append(request)
        for person, theirs in by_person.items():
            _write_to(person, theirs, today)
        FigureRequest.objects.filter(pk__in=[request.pk for request in requests]).update(reminded_at=now)
    return len(by_person)


def _contributors(organisations: set[int]) -> list[User]:
    held = Membership.objects.current(timezone.localdate()).filter(
        organisation__in=organisations, role__in=CONTRIBUTING
    )
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def _write_to(person: User, requests: list[FigureRequest], today: object) -> None:
    first = min(request.due_on for request in requests)
    tell_user(
        person,
        template="campaigns/mail/reminder",
        context={
            "count": len(requests),
            "late": sum(request.due_on < today for request in requests),  # type: ignore[operator]
            "due_on": first.strftime("%d/%m/%Y"),
            "address": settings.BASE_URL + reverse("campaigns:mine"),
        },
    )
