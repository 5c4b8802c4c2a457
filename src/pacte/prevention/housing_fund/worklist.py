"""My day of the fund: to instruct, to notify, what lapses soon, instalments overdue; what a committee decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.pathways.reads.cases import visible
from pacte.ground.worklist.rules import Entry, Urgency

from .enums import FundConditionState, FundSessionState, FundState
from .models import FundCondition, FundDecision, FundLoan, FundRequest, FundSession
from .permissions import decides, instructs

SCHEME = "housing_fund"
SOON = timedelta(days=14)
MOST = 60


def followed(user: User, today: date) -> Iterable[Entry]:
    """What the requests that one follows ask. By number, never by name."""
    if not instructs(user):
        return
    seen = list(
        visible(user).filter(scheme__key=SCHEME).values_list("pk", flat=True)
    )  # asked once: the sight is what costs
    if not seen:
        return
    mine = FundRequest.objects.filter(case__in=seen).select_related("case")
    for request in mine.filter(state=FundState.TO_INSTRUCT).order_by("asked_on", "pk")[:MOST]:
        yield _entry(request, _("Fonds : à instruire"), _("Proposer"), request.completed_on, today)
    for decision in _to_notify(seen):
        yield _entry(decision.request, _("Fonds : à notifier"), _("Remettre la lettre"), decision.decided_on, today)
    waiting = FundCondition.objects.filter(
        decision__request__case__in=seen, decision__replaced_by__isnull=True, state=FundConditionState.OPEN,
        due_on__lte=today + SOON,
    )  # fmt: skip
    for row in waiting.select_related("decision__request__case").order_by("due_on", "pk")[:MOST]:
        yield _entry(row.decision.request, _("Fonds : condition"), _("Vérifier"), row.due_on, today)
    unsigned = FundDecision.objects.in_force().filter(
        request__case__in=seen, contract_due_on__lte=today + SOON, contract_returned_on__isnull=True
    )
    for each in unsigned.select_related("request__case").order_by("contract_due_on", "pk")[:MOST]:
        yield _entry(each.request, _("Fonds : contrat"), _("Relancer le ménage"), each.contract_due_on, today)
    late = FundLoan.objects.late(today).filter(request__case__in=seen).select_related("request__case")
    for loan in late.order_by("next_due_on", "pk")[:MOST]:
        yield _entry(loan.request, _("Fonds : mensualité en retard"), _("Voir le prêt"), loan.next_due_on, today)


def _to_notify(seen: list[int]) -> Iterable[FundDecision]:
    found = FundDecision.objects.in_force().filter(request__case__in=seen, notified_on__isnull=True)
    return found.select_related("request__case").order_by("decided_on", "pk")[:MOST]


def _entry(request: FundRequest, kind: str, act: str, due: date | None, today: date) -> Entry:
    urgency = Urgency.LATER
    if due is not None:
        urgency = Urgency.OVERDUE if due < today else Urgency.TODAY if due == today else Urgency.SOON
    return Entry(
        kind=kind, title=_("Demande %(label)s") % {"label": request.label},
        url=reverse("housing_fund:request", kwargs={"key": request.key}), act=act, due=due, urgency=urgency,
    )  # fmt: skip


def decided(user: User, today: date) -> Iterable[Entry]:
    """The sessions to come, and what waits for one."""
    if not decides(user):
        return
    many = FundRequest.objects.shown_to_committee().filter(state=FundState.TO_DECIDE).count()
    if many:
        yield Entry(
            kind=_("Fonds : à décider"), title=_("%(many)s demandes attendent une décision") % {"many": many},
            url=reverse("housing_fund:committee"), act=_("Ouvrir"), due=None, urgency=Urgency.SOON,
        )  # fmt: skip
    soon = FundSession.objects.filter(state=FundSessionState.OPEN, held_on__lte=today + SOON)
    for session in soon.order_by("held_on", "pk")[:MOST]:
        urgency = Urgency.OVERDUE if session.held_on < today else Urgency.SOON
        yield Entry(
            kind=_("Fonds : séance"), title=_("Séance de la commission du fonds"),
            url=reverse("housing_fund:session", kwargs={"key": session.key}), act=_("Ouvrir la séance"),
            due=session.held_on, urgency=Urgency.TODAY if session.held_on == today else urgency,
        )  # fmt: skip


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [followed, decided]
