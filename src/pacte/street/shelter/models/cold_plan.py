"""Levels of the cold plan, when they were active and by whose decision; and the report that closes a night."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class ColdPlanLevel(models.Model):
    """What a level means, in the authority's words. Degrees Celsius; none: no such bound."""

    level = models.PositiveSmallIntegerField(_("niveau"), unique=True)
    name_fr = models.CharField(_("nom"), max_length=80)
    name_en = models.CharField(_("nom anglais"), max_length=80, blank=True)
    night_below = models.SmallIntegerField(_("nuit sous (°C)"), null=True, blank=True)
    day_below = models.SmallIntegerField(_("jour sous (°C)"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_sample = models.BooleanField(_("exemple"), default=False)

    class Meta:
        verbose_name = _("niveau du plan grand froid")
        verbose_name_plural = _("niveaux du plan grand froid")
        ordering = ["level"]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name_fr


class ColdPlanActivationQuerySet(models.QuerySet["ColdPlanActivation"]):
    def active_on(self, night: date) -> ColdPlanActivationQuerySet:
        return self.filter(Q(until_night__isnull=True) | Q(until_night__gte=night), from_night__lte=night)

    def level_on(self, night: date) -> int:
        """The highest level active this night, 0 when none."""
        return self.active_on(night).aggregate(most=Max("level__level"))["most"] or 0


class ColdPlanActivation(models.Model):
    """A level is active between two nights, both included, by a named authority's decision.

    `rehousing`: what was planned, when it ended, for the households that were still in its sites.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    level = models.ForeignKey(ColdPlanLevel, models.PROTECT, related_name="activations")
    from_night = models.DateField(_("à partir de la nuit du"))
    until_night = models.DateField(_("jusqu’à la nuit du"), null=True, blank=True)
    decided_by = models.CharField(_("décidé par"), max_length=200)
    words = models.CharField(_("précisions"), max_length=300, blank=True)
    end_decided_by = models.CharField(_("fin décidée par"), max_length=200, blank=True)
    rehousing = models.CharField(_("relogement prévu"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ColdPlanActivationQuerySet.as_manager()

    class Meta:
        verbose_name = _("activation du plan grand froid")
        verbose_name_plural = _("activations du plan grand froid")
        ordering = ["-from_night", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_night__isnull=True) | Q(until_night__gte=F("from_night")), name="cold_plan_in_order"
            ),
            models.CheckConstraint(condition=~Q(decided_by=""), name="cold_plan_decided_by_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class NightReport(models.Model):
    """The end of a night: its figures as they were read out at closing, by the one who closed it."""

    night = models.DateField(_("nuit du"), unique=True)
    figures = models.JSONField(_("chiffres"), default=dict)
    words = models.TextField(_("faits marquants"), blank=True)
    closed_at = models.DateTimeField(_("close à"), default=timezone.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("bilan de nuit")
        verbose_name_plural = _("bilans de nuit")
        ordering = ["-night"]

    def __str__(self) -> str:
        return str(self.night)
