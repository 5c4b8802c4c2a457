"""What leaving child welfare keeps beside the case: plan, contracts, refusals, returns; the platform's workshops."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case
from pacte.ground.territory.models import Territory

from .enums import AppealKind, AppealOutcome, ContractKind, ContractRefusalGround, PlanDomain, WorkshopKind
from .rules import Signed, turns_21


class YoungAdultQuerySet(models.QuerySet["YoungAdult"]):
    def in_the_open(self) -> YoungAdultQuerySet:
        """Without restricted persons: a protected child is in no list nor count shown to others."""
        return self.filter(Q(case__file__isnull=True) | Q(case__file__person__restricted_since__isnull=True))

    def under_contract(self, on: date) -> YoungAdultQuerySet:
        """Those whose contract holds that day."""
        held = YoungContract.objects.in_force(on).values("young")
        return self.filter(pk__in=held)


class YoungAdult(models.Model):
    """A young person leaving child welfare, behind a case. The days are what the case's facts and steps say, for lists.

    No birth date is kept here: the day of 18 years is enough. `sealed_trusted` is who they chose to be at their side.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="young_adult")
    turns_18_on = models.DateField(_("18 ans le"), null=True, blank=True)
    taken_in_charge_on = models.DateField(_("prise en charge depuis le"), null=True, blank=True)
    left_on = models.DateField(_("sortie le"), null=True, blank=True)
    sealed_trusted = models.TextField(blank=True)
    trusted_named_on = models.DateField(_("personne de confiance choisie le"), null=True, blank=True)

    objects = YoungAdultQuerySet.as_manager()

    class Meta:
        verbose_name = _("jeune majeur")
        verbose_name_plural = _("jeunes majeurs")

    def __str__(self) -> str:
        return str(self.case)

    @property
    def turns_21_on(self) -> date | None:
        """The day of 21 years."""
        return turns_21(self.turns_18_on) if self.turns_18_on else None


class AutonomyGoal(models.Model):
    """One aim of the plan towards autonomy, in a domain, in the young person's words."""

    young = models.ForeignKey(YoungAdult, models.CASCADE, related_name="goals")
    domain = models.CharField(_("domaine"), max_length=12, choices=PlanDomain)
    sealed_words = models.TextField(blank=True)
    by_on = models.DateField(_("pour le"), null=True, blank=True)
    done_on = models.DateField(_("fait le"), null=True, blank=True)

    class Meta:
        verbose_name = _("but du projet d’accès à l’autonomie")
        verbose_name_plural = _("buts du projet d’accès à l’autonomie")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.young_id} · {self.domain}"


class YoungContractQuerySet(models.QuerySet["YoungContract"]):
    def in_force(self, on: date) -> YoungContractQuerySet:
        """Contracts that hold that day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), starts_on__lte=on, ends_on__gte=on)


class YoungContract(models.Model):
    """A contract between two days, both included. A renewal is another contract. `ended_on`: stopped before its term.

    `past_21`: it goes past 21 years, so that a year of school or study that was begun is finished.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    young = models.ForeignKey(YoungAdult, models.CASCADE, related_name="contracts")
    kind = models.CharField(_("nature"), max_length=10, choices=ContractKind)
    signed_on = models.DateField(_("signé le"))
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    ended_on = models.DateField(_("arrêté le"), null=True, blank=True)
    past_21 = models.BooleanField(_("au-delà de 21 ans, pour finir l’année"), default=False)
    sealed_content = models.TextField(blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = YoungContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("contrat jeune majeur")
        verbose_name_plural = _("contrats jeune majeur")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="young_contract_ends_after"),
            models.UniqueConstraint(fields=["young", "starts_on"], name="young_contract_once"),
        ]
        indexes = [models.Index(fields=["ends_on"], name="young_contracts_by_term")]

    def __str__(self) -> str:
        return f"{self.young_id} · {self.starts_on}"

    @property
    def dates(self) -> Signed:
        """Its days, as the rules read them."""
        return Signed(self.starts_on, self.ends_on, self.ended_on)


class ContractRefusal(models.Model):
    """A contract refused, why, when the young person was told how to appeal, and what became of the appeal."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    young = models.ForeignKey(YoungAdult, models.CASCADE, related_name="refusals")
    refused_on = models.DateField(_("refusé le"))
    is_renewal = models.BooleanField(_("pour un renouvellement"), default=False)
    ground = models.CharField(_("motif"), max_length=20, choices=ContractRefusalGround)
    sealed_words = models.TextField(blank=True)
    told_on = models.DateField(_("motif et recours écrits à la personne le"), null=True, blank=True)
    appeal_kind = models.CharField(_("recours"), max_length=16, choices=AppealKind, blank=True)
    appeal_on = models.DateField(_("recours déposé le"), null=True, blank=True)
    appeal_outcome = models.CharField(_("réponse"), max_length=20, choices=AppealOutcome, blank=True)
    appeal_decided_on = models.DateField(_("réponse du"), null=True, blank=True)

    class Meta:
        verbose_name = _("refus d’un contrat jeune majeur")
        verbose_name_plural = _("refus de contrats jeune majeur")
        ordering = ["refused_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(appeal_outcome="") | Q(appeal_on__isnull=False, appeal_decided_on__isnull=False),
                name="an_appeal_is_filed_before_it_is_decided",
            )
        ]

    def __str__(self) -> str:
        return f"{self.young_id} · {self.refused_on}"


class CareReturn(models.Model):
    """Somebody who had left comes back before 21."""

    young = models.ForeignKey(YoungAdult, models.CASCADE, related_name="returns")
    on = models.DateField(_("revenu·e le"))
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("retour d’un jeune majeur")
        verbose_name_plural = _("retours de jeunes majeurs")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.young_id} · {self.on}"


class Workshop(models.Model):
    """A workshop of the platform, and who of its caseload came."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("sujet"), max_length=12, choices=WorkshopKind)
    on = models.DateField(_("date"))

    class Meta:
        verbose_name = _("atelier de la plateforme")
        verbose_name_plural = _("ateliers de la plateforme")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.on}"


class WorkshopAttendance(models.Model):
    """Somebody came to a workshop, once."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="attendances")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("présence à un atelier")
        verbose_name_plural = _("présences aux ateliers")
        constraints = [models.UniqueConstraint(fields=["workshop", "case"], name="workshop_attended_once")]

    def __str__(self) -> str:
        return f"{self.workshop_id} · {self.case_id}"


class PlatformCapacity(models.Model):
    """How many young people a worker of the platform may follow well at once. The organisation says it."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    places = models.PositiveSmallIntegerField(_("places"))
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("capacité sur la plateforme")
        verbose_name_plural = _("capacités sur la plateforme")
        constraints = [models.UniqueConstraint(fields=["organisation", "user"], name="platform_capacity_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.user_id}"
