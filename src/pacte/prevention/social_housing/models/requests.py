"""A household's request for a social home: what counts, what was shown, and never an address in clear."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.pathways.models import Case

from ..enums import EvidenceKind, RequestRoute


class HousingRequestQuerySet(models.QuerySet["HousingRequest"]):
    def in_the_open(self) -> HousingRequestQuerySet:
        """Without restricted persons, who are in no list nor count shown to others."""
        return self.filter(Q(case__file__isnull=True) | Q(case__file__person__restricted_since__isnull=True))

    def waiting(self) -> HousingRequestQuerySet:
        """Still waiting for a home: the case runs, leads to somebody, and nothing was allocated."""
        taken = {"candidacies__allocated_on__isnull": False, "candidacies__declined_on__isnull": True}
        busy = self.model.objects.filter(**taken).values("pk")
        return self.filter(case__closed_on__isnull=True, case__file__isnull=False).exclude(pk__in=busy)


class HousingRequest(models.Model):
    """What a request says. It is named by its case's number; `request_number` is the one known country-wide.

    Money is in cents, a month. `own_resources_alone`: a victim of violence who is married or in a civil union (CCH,
    art. L441-1). `answers` are codes of criteria that the household states.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="housing_request")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request_number = models.CharField(_("numéro unique de la demande"), max_length=40, blank=True)
    requested_on = models.DateField(_("demande faite le"))
    route = models.CharField(_("voie"), max_length=30, choices=RequestRoute, default=RequestRoute.SCORED)
    adults = models.PositiveSmallIntegerField(
        _("adultes"), default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    children = models.PositiveSmallIntegerField(_("enfants"), default=0, validators=[MaxValueValidator(20)])
    needs_accessible = models.BooleanField(_("logement accessible"), default=False)
    resources_cents = models.PositiveIntegerField(_("ressources du mois"), null=True, blank=True)
    partner_resources_cents = models.PositiveIntegerField(_("ressources du conjoint"), null=True, blank=True)
    own_resources_alone = models.BooleanField(_("ses seules ressources comptent"), default=False)
    rent_cents = models.PositiveIntegerField(_("loyer actuel"), null=True, blank=True)
    current_rooms = models.PositiveSmallIntegerField(_("pièces du logement actuel"), null=True, blank=True)
    answers = models.JSONField(_("réponses aux critères"), default=list, blank=True)
    fitting_refusals = models.PositiveSmallIntegerField(_("logements adaptés refusés"), default=0)
    sealed_address = models.TextField(blank=True)
    sealed_landlord = models.TextField(blank=True)
    hides_address = models.BooleanField(_("adresse et bailleur cachés"), default=False)
    told_on = models.DateField(_("cotation remise le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HousingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande de logement social")
        verbose_name_plural = _("demandes de logement social")
        constraints = [
            models.UniqueConstraint(
                fields=["request_number"], condition=~Q(request_number=""), name="request_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages name it where no name has a place."""
        return self.case.label

    @property
    def persons(self) -> int:
        return self.adults + self.children

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"social_housing.HousingRequest:{self.key}"


class SeenEvidence(models.Model):
    """A paper that a worker saw. No copy is kept: its kind, the day, and sealed words for who follows alone."""

    request = models.ForeignKey(HousingRequest, models.CASCADE, related_name="evidence")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("justificatif"), max_length=30, choices=EvidenceKind)
    seen_on = models.DateField(_("vu le"), default=timezone.localdate)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sealed_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("justificatif vu")
        verbose_name_plural = _("justificatifs vus")
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["request", "kind"], name="evidence_kind_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
