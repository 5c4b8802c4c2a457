"""Teams and what they cover; a landlord's signal; what the team does, apart, because it speaks of health."""

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
from pacte.ground.people.models import File
from pacte.ground.territory.models import Territory

from .enums import (
    TeamContactKind,
    TeamContactOutcome,
    TeamDecision,
    TenantConsent,
    TenantToldHow,
    TroubleDanger,
    TroubleState,
)


class TeamCoverageQuerySet(models.QuerySet["TeamCoverage"]):
    def on(self, day: date) -> TeamCoverageQuerySet:
        """Coverage that holds this day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class TeamCoverage(models.Model):
    """A health team covers an arrondissement between two days; one team at a time for each."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("équipe"))
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("arrondissement"))
    since = models.DateField(_("depuis le"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = TeamCoverageQuerySet.as_manager()

    class Meta:
        verbose_name = _("couverture d’une équipe de voisinage")
        verbose_name_plural = _("couvertures des équipes de voisinage")
        ordering = ["territory__code", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory"], condition=Q(until__isnull=True), name="one_neighbour_team_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="coverage_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.territory_id}"


class NeighbourSignalQuerySet(models.QuerySet["NeighbourSignal"]):
    def in_the_open(self) -> NeighbourSignalQuerySet:
        """Without those of restricted persons, who are in no count."""
        return self.filter(Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True))

    def taken_in_charge(self, on: date) -> NeighbourSignalQuerySet:
        """Those that the team followed that day."""
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=on), taken_on__lte=on)


class NeighbourSignal(models.Model):
    """A landlord's sheet: what was seen, when, and what the tenant knows of it. `number` names it: "V-00012".

    Who the tenant is, how to reach them and what was seen are sealed; `reference` is the landlord's own. `told_*` and
    `consent*` say how the tenant was informed and what they answered. While `state` is held, the team sees nothing.
    `file` and `case` exist once the team takes it in charge; the landlord never reaches them.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("numéro"), unique=True)
    landlord = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("bailleur"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(_("écrite le"), default=timezone.now)
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("arrondissement"))
    reference = models.CharField(_("référence du bailleur"), max_length=60, blank=True)
    sealed_tenant = models.TextField(blank=True)
    sealed_contact = models.TextField(blank=True)
    signs = models.JSONField(_("signes observés"), default=list)
    sealed_facts = models.TextField(blank=True)
    seen_from = models.DateField(_("observé depuis le"))
    seen_until = models.DateField(_("observé jusqu’au"))
    told_on = models.DateField(_("locataire informé·e le"), null=True, blank=True)
    told_how = models.CharField(_("comment"), max_length=10, choices=TenantToldHow, blank=True)
    told_by = models.CharField(_("par qui"), max_length=120, blank=True)
    consent = models.CharField(_("accord"), max_length=10, choices=TenantConsent, blank=True)
    consent_on = models.DateField(_("accord demandé le"), null=True, blank=True)
    danger = models.CharField(_("danger"), max_length=12, choices=TroubleDanger, blank=True)
    sealed_danger = models.TextField(blank=True)
    state = models.CharField(_("état"), max_length=10, choices=TroubleState, default=TroubleState.HELD)
    team = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("équipe"))
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    received_on = models.DateField(_("reçu le"), null=True, blank=True)
    taken_on = models.DateField(_("pris en charge le"), null=True, blank=True)
    closed_on = models.DateField(_("clos le"), null=True, blank=True)
    file = models.ForeignKey(File, models.SET_NULL, null=True, blank=True, related_name="+")
    case = models.OneToOneField(Case, models.SET_NULL, null=True, blank=True, related_name="neighbour_signal")

    objects = NeighbourSignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("signalement de voisinage")
        verbose_name_plural = _("signalements de voisinage")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="held")
                | ~Q(danger="")
                | Q(told_on__isnull=False, consent__in=["given", "no_answer"]),
                name="no_team_before_the_tenant_is_told",
            ),
            models.CheckConstraint(condition=Q(seen_until__gte=F("seen_from")), name="signs_seen_in_order"),
        ]
        indexes = [models.Index(fields=["team", "state"], name="neighbour_signals_of_a_team")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages name it: "V-00012"."""
        return f"V-{self.number:05}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"neighbours.NeighbourSignal:{self.key}"


class TeamContact(models.Model):
    """The team tried to meet the tenant: how, who went, what came of it. Its words are health data."""

    signal = models.ForeignKey(NeighbourSignal, models.CASCADE, related_name="contacts")
    on = models.DateField(_("date"))
    kind = models.CharField(_("nature"), max_length=20, choices=TeamContactKind)
    professions = models.JSONField(_("qui y est allé"), default=list)
    outcome = models.CharField(_("résultat"), max_length=12, choices=TeamContactOutcome)
    sealed_words = models.TextField(blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("rencontre de l’équipe de voisinage")
        verbose_name_plural = _("rencontres de l’équipe de voisinage")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.signal_id} · {self.on}"


class TeamEvaluation(models.Model):
    """What the team understood, sealed, and what it proposes. Read by the team alone, through the adopted grid."""

    signal = models.ForeignKey(NeighbourSignal, models.CASCADE, related_name="evaluations")
    on = models.DateField(_("date"))
    sealed_health = models.TextField(blank=True)
    decision = models.CharField(_("proposition"), max_length=14, choices=TeamDecision)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("évaluation de l’équipe de voisinage")
        verbose_name_plural = _("évaluations de l’équipe de voisinage")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.signal_id} · {self.on}"
