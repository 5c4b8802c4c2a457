"""A loan's account: what comes in, what is corrected, put off, spread again or remitted. Nothing is edited."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import FundMove, LoanEntryKind
from ..models import FundDecision, FundLoan, FundLoanEntry, FundRequest
from ..permissions import require_deciding
from ..reads.accounts import entries_of
from ..reads.situation import ceilings_of, rules_of
from ..rules.ceilings import LONGEST_LOAN
from ..rules.loans import BadLoan, Entry, would_be
from ..rules.money import euros
from .budget import move
from .standing import to_write, under_lock


def receive(actor: User, key: UUID | str, cents: int, on: date) -> FundLoanEntry:
    """An instalment came, in part, late or ahead."""
    return _by_worker(actor, key, LoanEntryKind.PAID, on, cents=cents)


def reverse(actor: User, key: UUID | str, rank: int, on: date) -> FundLoanEntry:
    """A payment written by mistake, or that did not go through, is cancelled by an entry of its own."""
    return _by_worker(actor, key, LoanEntryKind.REVERSED, on, target=rank)


def reschedule(actor: User, key: UUID | str, months: int, first_due: date) -> FundLoanEntry:
    """What is still owed is spread again."""
    return _by_worker(actor, key, LoanEntryKind.RESCHEDULED, timezone.localdate(), months=months, first_due=first_due)


def suspend(actor: User, key: UUID | str, months: int, from_day: date) -> FundLoanEntry:
    """Instalments due from this day on wait so many months."""
    return _by_worker(actor, key, LoanEntryKind.SUSPENDED, from_day, months=months)


def write_off(actor: User, request_key: UUID | str, cents: int, on: date) -> FundLoanEntry:
    """Part of what is owed is remitted: by the committee, never by who instructed."""
    require_deciding(actor)
    found = FundRequest.objects.shown_to_committee().filter(key=request_key, loan__isnull=False).first()
    if found is None:
        raise Http404
    with transaction.atomic():
        request = under_lock(found)
        if actor.pk in set(request.proposals.values_list("made_by", flat=True)):
            raise BadInput(Fault("", _("Vous avez instruit cette demande : une autre personne en remet la dette.")))
        return _append(request, actor, LoanEntryKind.WRITTEN_OFF, on, cents=cents)


def lend(request: FundRequest, actor: User | None, decision: FundDecision) -> None:
    """The loan follows the decision: opened, or changed by a correction. Inside the decision's transaction.

    Raises BadInput when more was already settled than the corrected loan.
    """
    loan = FundLoan.objects.filter(request=request).first()
    if loan is None and not decision.loan_cents:
        return
    if loan is not None and loan.principal_cents == decision.loan_cents:
        return
    kind = LoanEntryKind.CHANGED
    if loan is None:
        FundLoan.objects.create(request=request)
        kind = LoanEntryKind.OPENED
    _append(
        request, actor, kind, decision.decided_on, cents=decision.loan_cents, months=decision.loan_months or 1,
        first_due=decision.first_due_on,
    )  # fmt: skip


def _by_worker(actor: User, key: UUID | str, kind: LoanEntryKind, on: date, **values: Any) -> FundLoanEntry:
    found, _sight = to_write(actor, key)
    with transaction.atomic():
        request = under_lock(found)
        if kind in (LoanEntryKind.PAID, LoanEntryKind.REVERSED) and on > timezone.localdate():
            raise BadInput(Fault("on", _("Ce jour est à venir."), _("Notez le versement quand il est reçu.")))
        if kind == LoanEntryKind.RESCHEDULED:
            _check_months(request, values["months"])
        return _append(request, actor, kind, on, **values)


def _check_months(request: FundRequest, months: int) -> None:
    loan = FundLoan.objects.filter(request=request).first()
    if loan is None:
        raise Http404
    rules, balance = rules_of(ceilings_of(request)), loan.balance_cents
    most = rules.loan_months or LONGEST_LOAN
    if months > 1 and rules.least_instalment and balance // months < rules.least_instalment:
        what = _("Une mensualité serait sous le minimum de %(sum)s.") % {"sum": euros(rules.least_instalment)}
        raise BadInput(Fault("months", what, _("Réduisez le nombre de mensualités.")))
    if months > min(most, LONGEST_LOAN):
        what = _("%(given)s mois : un prêt s’arrête à %(most)s mois.") % {"given": months, "most": most}
        raise BadInput(Fault("months", what, _("Réduisez la durée.")))


def _append(
    request: FundRequest, actor: User | None, kind: LoanEntryKind, on: date, *, cents: int = 0, months: int = 0,
    first_due: date | None = None, target: int = 0,
) -> FundLoanEntry:  # fmt: skip
    loan = FundLoan.objects.select_for_update().filter(request=request).first()
    if loan is None:
        raise Http404
    before = entries_of(loan)
    entry = Entry(loan.entries_count + 1, kind.value, on, cents, months, first_due, target)
    try:
        account = would_be(before, entry)
    except BadLoan as bad:
        raise BadInput(_fault(bad)) from bad
    row = FundLoanEntry.objects.create(
        loan=loan, rank=entry.rank, kind=kind, on=on, cents=cents, months=months, first_due_on=first_due,
        target_rank=target or None, by=actor,
    )  # fmt: skip
    loan.entries_count, loan.principal_cents = entry.rank, account.principal
    loan.balance_cents, loan.next_due_on = account.balance, account.next_due
    loan.save()
    _move(request, actor, entry, before)
    record(actor, f"fund.loan_{kind.value}", loan.target, organisation=request.case.organisation.slug)
    return row


def _move(request: FundRequest, actor: User | None, entry: Entry, before: list[Entry]) -> None:
    """What comes back, and what is remitted, moves the budget of the year in which it does."""
    if entry.kind == LoanEntryKind.PAID:
        move(actor, (entry.on.year, request.aid), FundMove.REPAID, entry.cents, entry.on)
    elif entry.kind == LoanEntryKind.REVERSED:
        was = next(each for each in before if each.rank == entry.target)
        move(actor, (was.on.year, request.aid), FundMove.REPAID, -was.cents, entry.on)
    elif entry.kind == LoanEntryKind.WRITTEN_OFF:
        move(actor, (entry.on.year, request.aid), FundMove.WRITTEN_OFF, entry.cents, entry.on)


def _fault(bad: BadLoan) -> Fault:
    said = {
        "nothing": ("amount", _("La somme manque."), _("Écrivez-la en euros.")),
        "more_than_owed": (
            "amount", _("Il reste %(sum)s à rembourser.") % {"sum": euros(bad.amount)}, _("Vérifiez la somme."),
        ),
        "not_a_payment": ("", _("Ce versement n’existe pas, ou il est déjà annulé."), ""),
        "nothing_owed": ("", _("Il ne reste rien à rembourser."), ""),
        "months": ("months", _("Cette durée ne convient pas à la somme."), _("Écrivez un nombre de mois plus petit.")),
        "no_day": ("first_due", _("La date de la première mensualité manque."), ""),
        "less_than_settled": (
            "loan", _("%(sum)s sont déjà remboursés ou remis.") % {"sum": euros(bad.amount)},
            _("Le prêt ne peut pas être plus petit."),
        ),
    }  # fmt: skip
    return Fault(*said.get(bad.code, ("", _("Cette écriture rendrait le compte faux."), "")))
