"""My day of the commission: files not yet given to a member, hearings that come, sessions that were held."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.pathways.models import CaseClock
from pacte.ground.worklist.rules import Entry, Urgency

from .enums import SCHEME, EvictionGround
from .models import CommissionFile, CommissionSession
from .permissions import sits

MOST = 30
NEAR = timedelta(days=21)


def asked(user: User, today: date) -> Iterable[Entry]:
    """What waits for the commission, by number."""
    if not sits(user):
        return
    yield from _sessions(today)
    open_ones = CommissionFile.objects.in_the_open().select_related("eviction")
    near = set(
        CaseClock.objects.live()
        .filter(case__scheme__key=SCHEME, clock="diagnosis_sent", due_on__lte=today + NEAR, due_on__gte=today)
        .values_list("case", flat=True)
    )
    waiting = open_ones.unanswered().filter(eviction__case__closed_on__isnull=True).order_by("referred_on", "number")
    for file in waiting[:MOST]:
        ground = file.eviction.ground if file.eviction else file.ground
        is_near = bool(file.eviction and file.eviction.case_id in near)
        if not file.member and ground in ("", EvictionGround.ARREARS):
            yield _entry(file, _("Dossier à confier"), _("Confier à un membre"), is_near=is_near)
        elif is_near:
            yield _entry(file, _("Audience proche"), _("Rendre un avis"), is_near=True)


def _entry(file: CommissionFile, kind: str, act: str, *, is_near: bool) -> Entry:
    return Entry(
        kind=kind, title=_("Dossier %(label)s") % {"label": file.label}, act=act, due=file.referred_on,
        url=reverse("evictions:commission_file", kwargs={"key": file.key}),
        urgency=Urgency.TODAY if is_near else Urgency.SOON,
    )  # fmt: skip


def _sessions(today: date) -> Iterable[Entry]:
    """Sessions that were held and not closed, and those of the week."""
    rows = CommissionSession.objects.filter(closed_at__isnull=True, held_on__lte=today + timedelta(days=7))
    for session in rows.order_by("held_on")[:MOST]:
        is_over = session.held_on < today
        yield Entry(
            kind=_("Séance à lever") if is_over else _("Séance à préparer"), due=session.held_on,
            title=_("Commission des expulsions"), url=reverse("evictions:session", kwargs={"key": session.key}),
            act=_("Noter les réponses et lever") if is_over else _("Revoir l’ordre du jour"),
            urgency=Urgency.OVERDUE if is_over else Urgency.SOON,
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [asked]
