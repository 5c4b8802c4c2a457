"""Reminding services of what awaits their answer: once a referral, in words that name nobody."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.messages.services import tell_user
from pacte.ground.partners.models import Membership

from .. import reads
from ..enums import ReferralEventKind
from ..models import Referral, ReferralEvent, ServiceKind
from ..permissions import TAKING_PART
from .events import journal


def remind(now: datetime) -> int:
    """Write to those who may answer what has waited past the reminder of its kind; how many were written to.

    A second run writes to nobody: each referral is reminded once.
    """
    with transaction.atomic():
        waiting = _to_remind(now)
        theirs: dict[User, list[Referral]] = defaultdict(list)
        for person in _answerers({each.service.organisation_id for each in waiting}):
            keys = {each.pk for each in waiting}
            mine = set(reads.to_answer(person).filter(pk__in=keys).values_list("pk", flat=True))
            if mine:
                theirs[person] = [each for each in waiting if each.pk in mine]
        for person, referrals in theirs.items():
            _write_to(person, referrals, now)
        for referral in waiting:
            ReferralEvent.objects.create(referral=referral, kind=ReferralEventKind.REMINDED, at=now)
            journal(None, "remind", referral)
    return len(theirs)


def _to_remind(now: datetime) -> list[Referral]:
    reminded = ReferralEvent.objects.filter(referral=OuterRef("pk"), kind=ReferralEventKind.REMINDED)
    overdue = Q(pk__in=[])
    for kind in ServiceKind.objects.all():
        overdue |= Q(service__kind=kind, sent_at__lte=now - timedelta(hours=kind.remind_after))
    rows = Referral.objects.waiting().shared_still()
    rows = rows.filter(overdue, ~Exists(reminded), service__organisation__is_active=True)
    return list(rows.select_for_update(of=("self",)).select_related("service__organisation", "file__person"))


def _answerers(organisations: set[int]) -> list[User]:
    held = Membership.objects.current(timezone.localdate()).filter(organisation__in=organisations, role__in=TAKING_PART)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def _write_to(person: User, referrals: list[Referral], now: datetime) -> None:
    tell_user(
        person,
        template="referrals/mail/reminder",
        context={
            "count": len(referrals),
            "late": sum(each.due_at < now for each in referrals),
            "address": settings.BASE_URL + reverse("referrals:inbox"),
        },
    )
