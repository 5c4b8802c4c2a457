"""Runs of retention with their figures, and the archives' agreement without which some rules do nothing."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import LineState, RunKind


class ArchiveVisaQuerySet(models.QuerySet["ArchiveVisa"]):
    def in_force(self, on: date | None = None) -> ArchiveVisaQuerySet:
        """Given, not past its last day, not ended."""
        day = on or timezone.localdate()
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=day), given_on__lte=day, ended_at__isnull=True
        ).order_by("given_on", "pk")


class ArchiveVisa(models.Model):
    """The archives agree to the destruction that some rules carry out (code du patrimoine, article L. 212-2).

    `rules` holds the codes of the rules that it covers.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("référence du visa"), max_length=120)
    given_on = models.DateField(_("donné le"))
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    rules = models.JSONField(_("règles couvertes"), default=list)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    objects = ArchiveVisaQuerySet.as_manager()

    class Meta:
        verbose_name = _("visa des archives")
        verbose_name_plural = _("visas des archives")
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the visa."""
        return f"data_protection.ArchiveVisa:{self.key}"


class RetentionRun(models.Model):
    """Every rule applied, or rehearsed, at one moment. `by` is None for the nightly one."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("nature"), max_length=10, choices=RunKind)
    at = models.DateTimeField(_("moment"), default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("application des durées de conservation")
        verbose_name_plural = _("applications des durées de conservation")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the run."""
        return f"data_protection.RetentionRun:{self.key}"


class RetentionLine(models.Model):
    """What one rule did in a run: how many rows, under which visa."""

    run = models.ForeignKey(RetentionRun, models.CASCADE, related_name="lines")
    rule = models.CharField(_("règle"), max_length=120, db_index=True)
    keep_days = models.PositiveIntegerField(_("durée en jours"))
    state = models.CharField(_("issue"), max_length=10, choices=LineState)
    count = models.PositiveIntegerField(_("lignes"), default=0)
    visa = models.ForeignKey(ArchiveVisa, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("effet d’une règle de conservation")
        verbose_name_plural = _("effets des règles de conservation")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "rule"], name="rule_once_in_a_run")]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.rule}"
