"""Homes offered, and the households that stand for them: dates from which a state is derived."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import CandidateState, DwellingQuota, HomeDecline
from .grids import ScoringGrid
from .requests import HousingRequest


class OfferedDwellingQuerySet(models.QuerySet["OfferedDwelling"]):
    def open(self) -> OfferedDwellingQuerySet:
        """Neither taken back nor let."""
        return self.filter(withdrawn_on__isnull=True).exclude(candidates__leased_on__isnull=False)


class OfferedDwelling(models.Model):
    """A home to be allocated. No address: a number, an arrondissement, rooms, a rent with charges in cents a month.

    `seed` draws the lots between households that nothing else tells apart; it is written before the ranking.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("numéro"), unique=True)
    landlord = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    quota = models.CharField(_("contingent"), max_length=20, choices=DwellingQuota)
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    rooms = models.PositiveSmallIntegerField(_("pièces"), validators=[MinValueValidator(1), MaxValueValidator(9)])
    surface = models.PositiveSmallIntegerField(_("surface (m²)"), null=True, blank=True)
    rent_cents = models.PositiveIntegerField(_("loyer avec charges"))
    is_accessible = models.BooleanField(_("accessible en fauteuil"), default=False)
    available_on = models.DateField(_("libre le"))
    seed = models.CharField(_("graine du tirage"), max_length=40)
    grid = models.ForeignKey(ScoringGrid, models.PROTECT, null=True, blank=True, related_name="+")
    sheet_on = models.DateField(_("fiche préparée le"), null=True, blank=True)
    ranked = models.PositiveIntegerField(_("ménages classés"), default=0)
    committee_on = models.DateField(_("commission du"), null=True, blank=True)
    withdrawn_on = models.DateField(_("retiré le"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = OfferedDwellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("logement proposé")
        verbose_name_plural = _("logements proposés")
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"L-{self.number:05}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"social_housing.OfferedDwelling:{self.key}"


class DwellingCandidateQuerySet(models.QuerySet["DwellingCandidate"]):
    def allocated(self) -> DwellingCandidateQuerySet:
        """Homes given: allocated, and not declined afterwards."""
        return self.filter(allocated_on__isnull=False, declined_on__isnull=True)


class DwellingCandidate(models.Model):
    """A household on a home's sheet. `points` and `lines` are those of the day of the sheet, under the home's grid.

    `lines` hold codes and points alone. The request goes when its person is forgotten; the counted facts stay:
    `for_woman_victim` is written when the home is allocated. `was_apart`: the person was then kept out of sight.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dwelling = models.ForeignKey(OfferedDwelling, models.CASCADE, related_name="candidates")
    request = models.ForeignKey(HousingRequest, models.SET_NULL, null=True, blank=True, related_name="candidacies")
    rank = models.PositiveSmallIntegerField(_("rang"))
    points = models.SmallIntegerField(_("points"))
    lines = models.JSONField(default=list)
    decided_by = models.CharField(max_length=10, default="points")
    persons = models.PositiveSmallIntegerField(_("personnes"), default=1)
    children = models.PositiveSmallIntegerField(_("enfants"), default=0)
    committee_rank = models.PositiveSmallIntegerField(_("rang décidé"), null=True, blank=True)
    passed_over_on = models.DateField(_("non retenu le"), null=True, blank=True)
    proposed_on = models.DateField(_("proposé le"), null=True, blank=True)
    visited_on = models.DateField(_("visité le"), null=True, blank=True)
    allocated_on = models.DateField(_("attribué le"), null=True, blank=True)
    declined_on = models.DateField(_("refusé le"), null=True, blank=True)
    decline_reason = models.CharField(_("raison du refus"), max_length=20, choices=HomeDecline, blank=True)
    leased_on = models.DateField(_("bail signé le"), null=True, blank=True)
    for_woman_victim = models.BooleanField(_("pour une femme victime de violences"), default=False)
    was_apart = models.BooleanField(default=False)

    objects = DwellingCandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidature à un logement")
        verbose_name_plural = _("candidatures à un logement")
        ordering = ["dwelling", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["dwelling", "rank"], name="candidate_rank_once"),
            models.UniqueConstraint(
                fields=["dwelling"], condition=Q(allocated_on__isnull=False, declined_on__isnull=True),
                name="dwelling_allocated_once",
            ),
            models.CheckConstraint(
                condition=Q(declined_on__isnull=True) | ~Q(decline_reason=""), name="decline_has_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.dwelling_id} · {self.rank}"

    @property
    def label(self) -> str:
        """The request's number; a dash once nobody can say whose it was."""
        return self.request.label if self.request else "–"

    @property
    def state(self) -> CandidateState:
        """Where it stands, from its dates."""
        for found, state in (
            (self.declined_on, CandidateState.DECLINED), (self.leased_on, CandidateState.LEASED),
            (self.allocated_on, CandidateState.ALLOCATED), (self.visited_on, CandidateState.VISITED),
            (self.proposed_on, CandidateState.PROPOSED), (self.passed_over_on, CandidateState.PASSED_OVER),
            (self.committee_rank, CandidateState.RANKED),
        ):  # fmt: skip
            if found:
                return state
        return CandidateState.ON_SHEET

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"social_housing.DwellingCandidate:{self.key}"
