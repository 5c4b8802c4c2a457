"""Scoring grids: versioned, public, and without effect until a named authority adopts them."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import GridMeasure, RubricAdding


class ScoringGridQuerySet(models.QuerySet["ScoringGrid"]):
    def in_force(self, on: date) -> ScoringGridQuerySet:
        """Adopted and in force this day; the last to come into force first."""
        return self.filter(adopted_on__isnull=False, valid_from__lte=on).order_by("-valid_from", "-version")


class ScoringGrid(models.Model):
    """One version of the rules of scoring. Once adopted it is never edited: a change is a new version.

    `is_complete` false: an extract, that no authority may put in force. `refusal_points` are taken off for each refusal
    of a home that fitted; 0: refusing changes nothing.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(_("version"), unique=True)
    code = models.SlugField(_("code"), max_length=60, blank=True)
    title = models.CharField(_("titre"), max_length=160)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_sample = models.BooleanField(_("exemple"), default=False)
    is_complete = models.BooleanField(_("complète"), default=True)
    refusal_points = models.PositiveSmallIntegerField(_("points retirés après un refus"), default=0)
    adopted_by = models.CharField(_("adoptée par"), max_length=200, blank=True)
    adopted_on = models.DateField(_("adoptée le"), null=True, blank=True)
    valid_from = models.DateField(_("en vigueur à partir du"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = ScoringGridQuerySet.as_manager()

    class Meta:
        verbose_name = _("grille de cotation")
        verbose_name_plural = _("grilles de cotation")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True)
                | (~Q(adopted_by="") & Q(valid_from__isnull=False) & Q(is_complete=True)),
                name="scoring_grid_adopted_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def target(self) -> str:
        """How the journal names the grid."""
        return f"social_housing.ScoringGrid:{self.key}"


class ScoringRubric(models.Model):
    """Criteria of a grid that go together."""

    grid = models.ForeignKey(ScoringGrid, models.CASCADE, related_name="rubrics")
    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("rubrique"), max_length=160)
    adds = models.CharField(_("addition"), max_length=10, choices=RubricAdding, default=RubricAdding.BEST)

    class Meta:
        verbose_name = _("rubrique de cotation")
        verbose_name_plural = _("rubriques de cotation")
        ordering = ["grid", "pk"]
        constraints = [models.UniqueConstraint(fields=["grid", "code"], name="scoring_rubric_once_in_a_grid")]

    def __str__(self) -> str:
        return self.label


class ScoringCriterion(models.Model):
    """One criterion: its points, what it means in plain words, the papers that show it.

    With a `measure` it holds from `low` (included) to `high` (excluded); without one the household states it.
    `is_protected`: it says something of health or danger, and its words are replaced where a landlord or a committee
    reads.
    """

    rubric = models.ForeignKey(ScoringRubric, models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"), max_length=40)
    points = models.SmallIntegerField(_("points"))
    label = models.CharField(_("critère"), max_length=160)
    explanation = models.CharField(_("ce que cela veut dire"), max_length=300, blank=True)
    evidence = models.JSONField(_("justificatifs"), default=list, blank=True)
    measure = models.CharField(_("calculé sur"), max_length=20, choices=GridMeasure, blank=True)
    low = models.DecimalField(_("à partir de"), max_digits=8, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(_("en dessous de"), max_digits=8, decimal_places=2, null=True, blank=True)
    is_protected = models.BooleanField(_("santé ou danger"), default=False)

    class Meta:
        verbose_name = _("critère de cotation")
        verbose_name_plural = _("critères de cotation")
        ordering = ["rubric", "pk"]
        constraints = [models.UniqueConstraint(fields=["rubric", "code"], name="scoring_criterion_once")]

    def __str__(self) -> str:
        return self.label
