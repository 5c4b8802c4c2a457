"""What referrals put into my day: those to answer, the answers to read, those to send again. Nobody is named there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.permissions import memberships_of
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .enums import ReferralEventKind
from .models import Referral
from .reads.labels import holder


def _url(referral: Referral) -> str:
    return reverse("referrals:referral", kwargs={"key": referral.key})


def received(user: User, today: date) -> Iterable[Entry]:
    """What the user's services received, from one reading."""
    rows = list(reads.received_by(user).to_work_on().shared_still().pressing_first().told())
    homes = {held.organisation_id for held in memberships_of(user)}
    yield from _to_answer([each for each in rows if each.standing.is_waiting], homes, today)
    yield from _accepted_to_end([each for each in rows if not each.standing.is_waiting])


def _to_answer(rows: list[Referral], homes: set[int], today: date) -> Iterable[Entry]:
    """Those that wait for an answer, by the date due."""
    for referral in rows:
        due = timezone.localdate(referral.due_at)
        reminded = any(event.kind == ReferralEventKind.REMINDED for event in referral.events.all())
        sender = holder(referral.from_organisation, homes)
        yield Entry(
            kind=_("Orientation reçue"),
            title=f"{referral.service.name} · {referral.need_labels}",
            url=_url(referral),
            act=_("Répondre"),
            due=due,
            urgency=Urgency.of(due, today),
            detail=_("Envoyée par %(sender)s, déjà rappelée") % {"sender": sender} if reminded
            else _("Envoyée par %(sender)s") % {"sender": sender},
        )  # fmt: skip


def _accepted_to_end(rows: list[Referral]) -> Iterable[Entry]:
    """Those that were accepted, whose outcome nobody has said yet."""
    for referral in rows:
        yield Entry(
            kind=_("Orientation acceptée"),
            title=f"{referral.service.name} · {referral.need_labels}",
            url=_url(referral),
            act=_("Dire ce qu’il en est"),
            due=None,
            urgency=Urgency.LATER,
        )


def news_of_sent(user: User, today: date) -> Iterable[Entry]:
    """Answers and outcomes that the user has not read; a proposed service is to be taken up."""
    for referral in reads.sent_by(user).with_news().told():
        redirected = referral.state == "redirected"
        if redirected and hasattr(referral, "continued_by"):
            continue
        told = timezone.localdate(referral.news_at)  # type: ignore[attr-defined]
        yield Entry(
            kind=_("Orientation envoyée"),
            title=f"{referral.service.name} · {referral.state.label}",
            url=_url(referral),
            act=_("Renvoyer au service proposé") if redirected else _("Lire la réponse"),
            due=told if redirected else None,
            urgency=Urgency.of(told, today) if redirected else Urgency.LATER,
            detail=referral.need_labels,
        )


def sent_without_agreement(user: User, today: date) -> Iterable[Entry]:
    """Referrals still waiting whose sharing is over: they are to be taken back, or sent on a new agreement."""
    for referral in reads.sent_by(user).waiting().unshared().told():
        yield Entry(
            kind=_("Orientation envoyée"),
            title=f"{referral.service.name} · {referral.need_labels}",
            url=_url(referral),
            act=_("Retirer : l’accord n’est plus en vigueur"),
            due=today,
            urgency=Urgency.TODAY,
        )


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    received, news_of_sent, sent_without_agreement,
]  # fmt: skip
