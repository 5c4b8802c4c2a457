"""Paying out: a dated payment with its reference; a mistake is cancelled by a counter-entry."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import GRANTING, FundConditionState, FundMove, FundPayee
from ..models import FundDecision, FundPayment, FundRequest
from ..rules.money import euros
from .budget import move
from .standing import OUTCOMES, decision_of, end_case, paid_out, stand, take_up_case, tell_case, to_write, under_lock


def pay(actor: User, key: UUID | str, cents: int, on: date, *, payee: str, reference: str) -> FundPayment:
    """Write a payment made. Raises BadInput beyond the sum decided, before a condition is lifted or a loan signed."""
    found, _sight = to_write(actor, key)
    _check(payee, cents, on, reference)
    with transaction.atomic():
        request = under_lock(found)
        decision = _payable(request)
        left = decision.total_cents - paid_out(request)
        if cents > left:
            what = _("Il reste %(sum)s à payer.") % {"sum": euros(left)}
            raise BadInput(Fault("amount", what, _("Vérifiez la somme.")))
        row = FundPayment.objects.create(
            request=request, decision=decision, payee=payee, cents=cents, paid_on=on, reference=reference.strip(),
            noted_by=actor,
        )  # fmt: skip
        move(actor, (decision.decided_on.year, request.aid), FundMove.PAID, cents, on)
        tell_case(request, actor, "aid_paid", on)
        stand(request)
        if cents == left:
            end_case(request, actor, OUTCOMES[request.aid], on)  # type: ignore[index]
        record(actor, "fund.paid", request.target, organisation=request.case.organisation.slug)
    return row


def cancel(actor: User, key: UUID | str, payment: UUID | str, on: date | None = None) -> FundPayment:
    """Cancel a payment by its counter-entry. BadInput when it was cancelled already."""
    found, _sight = to_write(actor, key)
    day = on or timezone.localdate()
    with transaction.atomic():
        request = under_lock(found)
        was = FundPayment.objects.filter(key=payment, request=request, cancels__isnull=True).first()
        if was is None:
            raise Http404
        if FundPayment.objects.filter(cancels=was).exists():
            raise BadInput(Fault("", _("Ce paiement est déjà annulé.")))
        row = FundPayment.objects.create(
            request=request, decision=was.decision, payee=was.payee, cents=-was.cents, paid_on=day,
            reference=was.reference, cancels=was, noted_by=actor,
        )  # fmt: skip
        move(actor, (was.decision.decided_on.year, request.aid), FundMove.PAID, -was.cents, day)
        take_up_case(request, actor, day)
        stand(request)
        record(actor, "fund.payment_cancelled", request.target, organisation=request.case.organisation.slug)
    return row


def _check(payee: str, cents: int, on: date, reference: str) -> None:
    faults = []
    if payee not in FundPayee.values:
        faults.append(Fault("payee", _("Choisissez à qui l’aide est payée.")))
    if cents < 1:
        faults.append(Fault("amount", _("La somme manque."), _("Écrivez-la en euros.")))
    if on > timezone.localdate():
        faults.append(Fault("on", _("Ce jour est à venir."), _("Notez le paiement quand il est fait.")))
    if not reference.strip() or len(reference.strip()) > 40:
        faults.append(
            Fault("reference", _("La référence manque, ou dépasse 40 signes."), _("Celle du mandat, sans nom."))
        )
    if faults:
        raise BadInput(*faults)


def _payable(request: FundRequest) -> FundDecision:
    decision = decision_of(request)
    if decision is None or decision.verdict not in GRANTING:
        raise BadInput(Fault("", _("Cette demande n’a pas d’accord en cours.")))
    if decision.conditions.exclude(state=FundConditionState.LIFTED).exists():
        raise BadInput(Fault("", _("Une condition n’est pas levée."), _("Levez-la d’abord.")))
    if decision.loan_cents and not decision.contract_returned_on:
        raise BadInput(Fault("", _("Le contrat de prêt n’est pas signé."), _("Notez son retour d’abord.")))
    return decision
