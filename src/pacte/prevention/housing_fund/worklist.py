"""My day of the fund: to instruct, to notify, what lapses soon, instalments overdue; what a committee decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    seen = visible(user).filter(scheme__key=SCHEME).values("pk")
    rows = FundRequest.objects.filter(case__in=seen).select_related("case")
    mine = {row.pk: row for row in rows.order_by("asked_on", "pk")}
    if not mine:
        return
    for request in [row for row in mine.values() if row.state == FundState.TO_INSTRUCT][:MOST]:
        yield _entry(request, _("Fonds : à instruire"), _("Proposer"), request.completed_on, today)
    yield from _of_decisions(mine, today)
    late = FundLoan.objects.late(today).filter(request__in=mine)
    for loan in late.order_by("next_due_on", "pk")[:MOST]:
        yield _entry(
            mine[loan.request_id], _("Fonds : mensualité en retard"), _("Voir le prêt"), loan.next_due_on, today
        )


def _of_decisions(mine: dict[int, FundRequest], today: date) -> Iterable[Entry]:
    """The letters to hand over, the conditions to check and the contracts to bring back, of decisions in force."""
    unsigned = Q(contract_returned_on__isnull=True, contract_due_on__lte=today + SOON)
    found = FundDecision.objects.in_force().filter(Q(notified_on__isnull=True) | unsigned, request__in=mine)
    rows = list(found.order_by("decided_on", "pk"))
    for each in [row for row in rows if row.notified_on is None][:MOST]:
        yield _entry(mine[each.request_id], _("Fonds : à notifier"), _("Remettre la lettre"), each.decided_on, today)
    for each in [row for row in rows if row.contract_returned_on is None][:MOST]:
        if each.contract_due_on is not None and each.contract_due_on <= today + SOON:
            yield _entry(
                mine[each.request_id], _("Fonds : contrat"), _("Relancer le ménage"), each.contract_due_on, today
            )
    waiting = FundCondition.objects.filter(
        decision__request__in=mine, decision__replaced_by__isnull=True, state=FundConditionState.OPEN,
        due_on__lte=today + SOON,
    )  # fmt: skip
    for due, request in waiting.order_by("due_on", "pk").values_list("due_on", "decision__request")[:MOST]:
        yield _entry(mine[request], _("Fonds : condition"), _("Vérifier"), due, today)


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
        words = ngettext("%(many)s demande attend une décision", "%(many)s demandes attendent une décision", many)
        yield Entry(
            kind=_("Fonds : à décider"), title=words % {"many": many},
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
