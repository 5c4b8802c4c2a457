"""What each arrondissement needs, and what the team tries on the grid before deciding."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.territory.models import Territory

from ..enums import Meal, Weekday


class MealNeed(models.Model):
    """Portions needed in an area for a meal on a day of the week, from a date on; the latest one holds.

    It is a judgement of the coordination with its source, never computed from persons.
    """

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+", verbose_name=_("arrondissement"))
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday)
    meal = models.CharField(_("repas"), max_length=10, choices=Meal)
    portions = models.PositiveIntegerField(_("portions nécessaires"))
    valid_from = models.DateField(_("à partir du"), default=timezone.localdate)
    source = models.CharField(_("source"), max_length=200)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("besoin de repas")
        verbose_name_plural = _("besoins de repas")
        ordering = ["territory", "weekday", "meal", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["territory", "weekday", "meal", "valid_from"], name="need_once_a_date"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="need_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.weekday} {self.meal}"


class Scenario(models.Model):
    """A trial that is kept under a name: points added, closed or moved. It changes nothing but the page that shows it.

    `changes` is what the trial's page reads from its address, as a query string.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nom de l’essai"), max_length=80)
    changes = models.CharField(max_length=2000)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("essai de la semaine des repas")
        verbose_name_plural = _("essais de la semaine des repas")
        ordering = ["-made_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)
