"""What is waited for after an agreement: conditions, and the contract of a loan. When the delay is over, it lapses.

Nothing lapses once money was paid out: somebody corrects the decision instead.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import GRANTING, FundConditionState, FundVerdict
from ..models import FundCondition, FundDecision, FundRequest
from ..reads.situation import rules_of
from .deciding import follow
from .standing import decision_of, paid_out, stand, tell_case, to_write, under_lock


def lift(actor: User, key: UUID | str, condition: UUID | str, on: date | None = None) -> FundCondition:
    """A condition is met. BadInput when it is no longer waited for."""
    found, _sight = to_write(actor, key)
    with transaction.atomic():
        request = under_lock(found)
        row = FundCondition.objects.filter(key=condition, decision__request=request).first()
        if row is None:
            raise Http404
        if row.state != FundConditionState.OPEN or row.decision.pk != _granted(request).pk:
            raise BadInput(Fault("", _("Cette condition n’est plus attendue.")))
        row.state, row.ended_on, row.ended_by = FundConditionState.LIFTED, on or timezone.localdate(), actor
        row.save()
        record(actor, "fund.condition_lifted", request.target, detail={"kind": row.kind})
    return row


def send_contract(actor: User, key: UUID | str, on: date | None = None) -> FundDecision:
    """The loan's contract is handed to the household; the delay to return it is the adopted rules'."""
    found, _sight = to_write(actor, key)
    day = on or timezone.localdate()
    with transaction.atomic():
        request = under_lock(found)
        decision = _lent(request)
        if decision.contract_sent_on:
            raise BadInput(Fault("", _("Le contrat est déjà remis.")))
        days = rules_of(decision.ceilings).contract_days
        decision.contract_sent_on = day
        decision.contract_due_on = day + timedelta(days=days) if days else None
        decision.save(update_fields=["contract_sent_on", "contract_due_on"])
        tell_case(request, actor, "contract_sent", day)
        record(actor, "fund.contract_sent", decision.target)
    return decision


def return_contract(actor: User, key: UUID | str, on: date | None = None) -> FundDecision:
    """The household signed. BadInput when no contract is waited for."""
    found, _sight = to_write(actor, key)
    day = on or timezone.localdate()
    with transaction.atomic():
        request = under_lock(found)
        decision = _lent(request)
        if not decision.contract_sent_on or decision.contract_returned_on:
            raise BadInput(Fault("", _("Aucun contrat n’est attendu.")))
        decision.contract_returned_on = day
        decision.save(update_fields=["contract_returned_on"])
        tell_case(request, actor, "contract_returned", day)
        record(actor, "fund.contract_returned", decision.target)
    return decision


def lapse_late(today: date) -> int:
    """Agreements whose condition or contract did not come in time: the night's work. Returns how many lapsed."""
    waiting = FundDecision.objects.in_force().granting()
    late = waiting.filter(conditions__state=FundConditionState.OPEN, conditions__due_on__lt=today)
    unsigned = waiting.filter(contract_due_on__lt=today, contract_returned_on__isnull=True)
    keys = set(late.values_list("request", flat=True)) | set(unsigned.values_list("request", flat=True))
    return sum(_lapse(pk, today) for pk in sorted(keys))


@transaction.atomic
def _lapse(pk: int, today: date) -> bool:
    request = under_lock(FundRequest.objects.get(pk=pk))
    former = decision_of(request)
    if former is None or former.verdict not in GRANTING or paid_out(request):
        return False
    late = former.conditions.filter(state=FundConditionState.OPEN, due_on__lt=today)
    unsigned = former.contract_due_on and former.contract_due_on < today and not former.contract_returned_on
    if not late.exists() and not unsigned:
        return False
    late.update(state=FundConditionState.LAPSED, ended_on=today)
    decision = FundDecision.objects.create(
        request=request, proposal=former.proposal, replaces=former, verdict=FundVerdict.LAPSED, decided_on=today,
        ceilings=former.ceilings, instructed_by=former.instructed_by,
    )  # fmt: skip
    follow(request, None, former, decision)
    stand(request)
    record(None, "fund.lapsed", decision.target)
    return True


def _granted(request: FundRequest) -> FundDecision:
    decision = decision_of(request)
    if decision is None or decision.verdict not in GRANTING:
        raise BadInput(Fault("", _("Cette demande n’a pas d’accord en cours.")))
    return decision


def _lent(request: FundRequest) -> FundDecision:
    decision = _granted(request)
    if not decision.loan_cents:
        raise BadInput(Fault("", _("Cet accord ne comporte pas de prêt.")))
    return decision
