"""Money that moves: loans and their accounts, payments, the budget. Appended; a mistake is corrected by an entry."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import FundAid, FundMove, FundPayee, LoanEntryKind
from .decisions import FundDecision
from .requests import FundRequest


class FundLoanQuerySet(models.QuerySet["FundLoan"]):
    def outstanding(self) -> FundLoanQuerySet:
        """Something is still owed."""
        return self.filter(balance_cents__gt=0)

    def late(self, day: date) -> FundLoanQuerySet:
        """An instalment due before this day is not settled."""
        return self.outstanding().filter(next_due_on__lt=day)


class FundLoan(models.Model):
    """A request's interest-free loan. Its entries say all; the columns are what they fold to, kept for lists."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField(FundRequest, models.CASCADE, related_name="loan")
    principal_cents = models.BigIntegerField(_("somme prêtée (centimes)"), default=0)
    balance_cents = models.BigIntegerField(_("reste dû (centimes)"), default=0)
    next_due_on = models.DateField(_("prochaine mensualité le"), null=True, blank=True)
    entries_count = models.PositiveIntegerField(default=0)

    objects = FundLoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("prêt du fonds de solidarité")
        verbose_name_plural = _("prêts du fonds de solidarité")
        constraints = [
            models.CheckConstraint(
                condition=Q(balance_cents__gte=0, balance_cents__lte=F("principal_cents")), name="fund_loan_balance"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"housing_fund.FundLoan:{self.key}"


class FundLoanEntry(models.Model):
    """One line of a loan's account (see rules/loans.py)."""

    loan = models.ForeignKey(FundLoan, models.CASCADE, related_name="entries")
    rank = models.PositiveIntegerField()
    kind = models.CharField(_("écriture"), max_length=12, choices=LoanEntryKind)
    on = models.DateField(_("date"), default=timezone.localdate)
    cents = models.BigIntegerField(_("somme (centimes)"), default=0)
    months = models.PositiveSmallIntegerField(_("mois"), default=0)
    first_due_on = models.DateField(_("première mensualité le"), null=True, blank=True)
    target_rank = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("écriture d’un prêt")
        verbose_name_plural = _("écritures des prêts")
        ordering = ["loan", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["loan", "rank"], name="fund_loan_entry_once"),
            models.UniqueConstraint(
                fields=["loan", "target_rank"], condition=Q(kind="reversed"), name="fund_loan_reversed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} · {self.rank}"


class FundPayment(models.Model):
    """Money paid out on a decision, or the counter-entry that cancels it (`cancels`, the opposite sum)."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(FundRequest, models.CASCADE, related_name="payments")
    decision = models.ForeignKey(FundDecision, models.RESTRICT, related_name="payments")
    payee = models.CharField(_("payé à"), max_length=10, choices=FundPayee)
    cents = models.BigIntegerField(_("somme (centimes)"))
    paid_on = models.DateField(_("payé le"), default=timezone.localdate)
    reference = models.CharField(_("référence"), max_length=40)
    cancels = models.OneToOneField("self", models.RESTRICT, null=True, blank=True, related_name="cancelled_by")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("paiement du fonds")
        verbose_name_plural = _("paiements du fonds")
        ordering = ["paid_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancels__isnull=True, cents__gt=0) | Q(cancels__isnull=False, cents__lt=0),
                name="fund_payment_or_its_opposite",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.cents}"


class FundBudgetMove(models.Model):
    """A movement of a budget line: a year and an aid. Its sums are exact and lead to nobody: no request is named.

    `year` is the budget's, `on` the day of the movement. A cancellation has the opposite sum.
    """

    year = models.PositiveSmallIntegerField(_("année"))
    aid = models.CharField(_("aide"), max_length=15, choices=FundAid)
    kind = models.CharField(_("mouvement"), max_length=12, choices=FundMove)
    cents = models.BigIntegerField(_("somme (centimes)"))
    on = models.DateField(_("date"), default=timezone.localdate)
    note = models.CharField(_("délibération ou référence"), max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("mouvement du budget du fonds")
        verbose_name_plural = _("mouvements du budget du fonds")
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(cents=0), name="fund_move_moves")]
        indexes = [models.Index(fields=["year", "aid", "kind"], name="fund_moves_of_a_line")]

    def __str__(self) -> str:
        return f"{self.year} · {self.aid} · {self.kind}"
