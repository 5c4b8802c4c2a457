"""Grids of priority: versioned, public, and without effect until a named authority adopts them."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MOST_TIERS = 9


class PriorityGridQuerySet(models.QuerySet["PriorityGrid"]):
    def in_force(self, night: date) -> PriorityGridQuerySet:
        """Adopted, and in force this night; the last to come into force first."""
        return self.filter(
            Q(in_force_until__isnull=True) | Q(in_force_until__gte=night),
            adopted_on__isnull=False,
            in_force_from__lte=night,
        ).order_by("-in_force_from", "-version")


class PriorityGrid(models.Model):
    """One version of the rules of priority. `quota_percent` of the free units go to those who waited that long.

    Once adopted it is never edited: a change is a new version. `source` names the text it comes from.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(_("version"), unique=True)
    title = models.CharField(_("titre"), max_length=160)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("exemple"), default=False)
    quota_percent = models.PositiveSmallIntegerField(
        _("part réservée à l’attente (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    quota_after = models.PositiveSmallIntegerField(_("après (nuits sans place)"), null=True, blank=True)
    adopted_by = models.CharField(_("adoptée par"), max_length=200, blank=True)
    adopted_on = models.DateField(_("adoptée le"), null=True, blank=True)
    in_force_from = models.DateField(_("en vigueur à partir de la nuit du"), null=True, blank=True)
    in_force_until = models.DateField(_("jusqu’à la nuit du"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PriorityGridQuerySet.as_manager()

    class Meta:
        verbose_name = _("grille de priorité")
        verbose_name_plural = _("grilles de priorité")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True) | (~Q(adopted_by="") & Q(in_force_from__isnull=False)),
                name="grid_adopted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
                name="grid_in_force_in_order",
            ),
            models.CheckConstraint(
                condition=Q(quota_percent__isnull=True, quota_after__isnull=True)
                | Q(quota_percent__isnull=False, quota_after__isnull=False),
                name="grid_quota_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def target(self) -> str:
        """How the journal names the grid."""
        return f"shelter.PriorityGrid:{self.key}"


class PriorityCriterion(models.Model):
    """What puts a household in a tier. `rule` is a code of `rules.priorities` with its number (a child's age, months…).

    Without a rule the criterion is stated by whoever qualifies the request.
    """

    grid = models.ForeignKey(PriorityGrid, models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"), max_length=60)
    tier = models.PositiveSmallIntegerField(
        _("priorité"), validators=[MinValueValidator(1), MaxValueValidator(MOST_TIERS)]
    )
    name_fr = models.CharField(_("critère"), max_length=200)
    name_en = models.CharField(_("critère en anglais"), max_length=200, blank=True)
    rule = models.CharField(_("règle"), max_length=30, blank=True)
    number = models.PositiveSmallIntegerField(_("nombre de la règle"), null=True, blank=True)

    class Meta:
        verbose_name = _("critère de priorité")
        verbose_name_plural = _("critères de priorité")
        ordering = ["grid", "tier", "pk"]
        constraints = [models.UniqueConstraint(fields=["grid", "code"], name="criterion_once_in_a_grid")]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name_fr
