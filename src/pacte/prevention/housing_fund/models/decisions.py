"""Proposals, decisions and conditions, informal appeals. Appended: a correction is a new decision."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import (
    GRANTING,
    FundAppealOutcome,
    FundConditionKind,
    FundConditionState,
    FundForm,
    FundRefusal,
    FundVerdict,
)
from .ceilings import FundCeilings
from .committee import FundSession
from .requests import FundRequest


def form_of(grant: int, loan: int) -> FundForm:
    """The form that two sums make."""
    if grant and loan:
        return FundForm.MIX
    if grant:
        return FundForm.GRANT
    return FundForm.LOAN if loan else FundForm.NONE


class FundProposal(models.Model):
    """What who instructs proposes, and why. The latest is decided; `for_appeal` when it answers an appeal."""

    request = models.ForeignKey(FundRequest, models.CASCADE, related_name="proposals")
    grant_cents = models.BigIntegerField(_("subvention (centimes)"), default=0)
    loan_cents = models.BigIntegerField(_("prêt (centimes)"), default=0)
    loan_months = models.PositiveSmallIntegerField(_("durée du prêt (mois)"), default=0)
    verdict = models.CharField(_("avis"), max_length=12, choices=FundVerdict, default=FundVerdict.FULL)
    sealed_reasons = models.TextField(blank=True)
    for_appeal = models.BooleanField(default=False)
    made_on = models.DateField(_("proposée le"), default=timezone.localdate)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("proposition au fonds de solidarité")
        verbose_name_plural = _("propositions au fonds de solidarité")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(grant_cents__gte=0, loan_cents__gte=0), name="fund_proposal_sums"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.pk}"

    @property
    def total(self) -> int:
        return self.grant_cents + self.loan_cents


class FundDecisionQuerySet(models.QuerySet["FundDecision"]):
    def in_force(self) -> FundDecisionQuerySet:
        """The last word on each request."""
        return self.filter(replaced_by__isnull=True)

    def granting(self) -> FundDecisionQuerySet:
        return self.filter(verdict__in=GRANTING)


class FundDecision(models.Model):
    """One decision on a request, by somebody who did not instruct it: the database refuses that they be one person.

    Sums in cents; the grant and the loan make the total. `replaces` is the decision that this one takes over: a
    deferral that was answered, an appeal, a correction (`is_correction`), an agreement that lapsed. `ceiling_cents` is
    what the adopted rules allowed that day, `ceilings` which; `sealed_derogation` why they were exceeded, if they were.
    `warnings` holds the codes of what was told and not refused.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(FundRequest, models.CASCADE, related_name="decisions")
    proposal = models.ForeignKey(FundProposal, models.RESTRICT, null=True, blank=True, related_name="decisions")
    replaces = models.OneToOneField("self", models.RESTRICT, null=True, blank=True, related_name="replaced_by")
    is_correction = models.BooleanField(default=False)
    on_appeal = models.BooleanField(default=False)
    verdict = models.CharField(_("décision"), max_length=12, choices=FundVerdict)
    grant_cents = models.BigIntegerField(_("subvention (centimes)"), default=0)
    loan_cents = models.BigIntegerField(_("prêt (centimes)"), default=0)
    total_cents = models.BigIntegerField(_("somme accordée (centimes)"), default=0)
    loan_months = models.PositiveSmallIntegerField(_("durée du prêt (mois)"), default=0)
    first_due_on = models.DateField(_("première mensualité le"), null=True, blank=True)
    refusal = models.CharField(_("motif"), max_length=20, choices=FundRefusal, blank=True)
    sealed_words = models.TextField(blank=True)
    deferred_until = models.DateField(_("ajournée jusqu’au"), null=True, blank=True)
    ceilings = models.ForeignKey(FundCeilings, models.PROTECT, null=True, blank=True, related_name="+")
    ceiling_cents = models.BigIntegerField(_("plafond (centimes)"), null=True, blank=True)
    sealed_derogation = models.TextField(blank=True)
    derogates = models.BooleanField(_("au-delà du plafond"), default=False)
    warnings = models.CharField(_("avertissements"), max_length=200, blank=True)
    session = models.ForeignKey(FundSession, models.RESTRICT, null=True, blank=True, related_name="decisions")
    instructed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("décidée le"), default=timezone.localdate)
    noted_at = models.DateTimeField(default=timezone.now)
    notified_on = models.DateField(_("notifiée le"), null=True, blank=True)
    contract_sent_on = models.DateField(_("contrat remis le"), null=True, blank=True)
    contract_due_on = models.DateField(_("contrat attendu le"), null=True, blank=True)
    contract_returned_on = models.DateField(_("contrat signé le"), null=True, blank=True)

    objects = FundDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision du fonds de solidarité")
        verbose_name_plural = _("décisions du fonds de solidarité")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(instructed_by=F("decided_by")), name="fund_decider_did_not_instruct"),
            models.CheckConstraint(
                condition=Q(grant_cents__gte=0, loan_cents__gte=0, total_cents=F("grant_cents") + F("loan_cents")),
                name="fund_decision_sums",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["full", "partial", "conditional"], total_cents__gt=0) | Q(total_cents=0),
                name="fund_decision_gives_when_it_grants",
            ),
            models.CheckConstraint(condition=~Q(verdict="refused") | ~Q(refusal=""), name="fund_refusal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(loan_months__lte=400) & (Q(loan_cents=0) | Q(loan_months__gte=1)), name="fund_loan_months"
            ),
            models.CheckConstraint(
                condition=Q(verdict="lapsed") | Q(decided_by__isnull=False, instructed_by__isnull=False),
                name="fund_decision_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(replaces__isnull=True), name="fund_first_decision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.verdict}"

    @property
    def is_granting(self) -> bool:
        return self.verdict in GRANTING

    @property
    def form(self) -> FundForm:
        return form_of(self.grant_cents, self.loan_cents)

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"housing_fund.FundDecision:{self.key}"


class FundCondition(models.Model):
    """What is waited for before the money is paid, and until when."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.ForeignKey(FundDecision, models.CASCADE, related_name="conditions")
    kind = models.CharField(_("condition"), max_length=15, choices=FundConditionKind)
    sealed_words = models.TextField(blank=True)
    due_on = models.DateField(_("avant le"))
    state = models.CharField(_("état"), max_length=6, choices=FundConditionState, default=FundConditionState.OPEN)
    ended_on = models.DateField(_("levée ou passée le"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("condition d’un accord du fonds")
        verbose_name_plural = _("conditions des accords du fonds")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.kind}"


class FundAppeal(models.Model):
    """An informal appeal against a decision: received, instructed by another, decided."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    decision = models.OneToOneField(FundDecision, models.CASCADE, related_name="appeal")
    received_on = models.DateField(_("reçu le"), default=timezone.localdate)
    sealed_words = models.TextField(blank=True)
    outcome = models.CharField(_("suite"), max_length=8, choices=FundAppealOutcome, default=FundAppealOutcome.PENDING)
    answer = models.OneToOneField(FundDecision, models.SET_NULL, null=True, blank=True, related_name="answers")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("recours gracieux")
        verbose_name_plural = _("recours gracieux")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="pending") | Q(answer__isnull=False), name="fund_appeal_answered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} · {self.outcome}"
