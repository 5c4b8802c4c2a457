"""Yearly figures that others publish, as they give them: a level, or a change alone, with its source and stage."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.indicators.enums import Qualifier

from ..enums import FigureSource, FigureStage


class YearFigure(models.Model):
    """One figure of a year, of one stage, from one source.

    `value` is a number of cases; `change_percent` the change since the year before, as the source gives it. A source
    that gives a change without its levels leaves `value` empty, and the page says so. Never added to another row.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField(_("année"))
    stage = models.CharField(_("étape"), max_length=20, choices=FigureStage)
    source = models.CharField(_("source"), max_length=20, choices=FigureSource)
    value = models.PositiveIntegerField(_("nombre"), null=True, blank=True)
    change_percent = models.DecimalField(_("évolution (%)"), max_digits=6, decimal_places=2, null=True, blank=True)
    qualifier = models.CharField(_("précision"), max_length=12, choices=Qualifier, default=Qualifier.EXACT)
    reference = models.CharField(_("document"), max_length=200)
    is_sample = models.BooleanField(_("exemple"), default=False)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("chiffre annuel des expulsions")
        verbose_name_plural = _("chiffres annuels des expulsions")
        ordering = ["stage", "source", "year"]
        constraints = [
            models.UniqueConstraint(fields=["year", "stage", "source"], name="eviction_figure_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(change_percent__isnull=False),
                name="eviction_figure_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.year} · {self.source}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"evictions.YearFigure:{self.key}"
