"""The adopted tables: how much, under what form, within which delays. An adopted one never changes."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..rules.ceilings import FundRules, read


class FundCeilingsQuerySet(models.QuerySet["FundCeilings"]):
    def adopted(self) -> FundCeilingsQuerySet:
        return self.filter(adopted_at__isnull=False)

    def in_force(self, day: date) -> FundCeilingsQuerySet:
        """The adopted versions valid on this day, the one that acts first."""
        return self.adopted().filter(valid_from__lte=day).order_by("-valid_from", "-number")


class FundCeilings(models.Model):
    """A version of the fund's rules: a draft until a named authority adopts it. `content` is a FundRules.

    A request is judged by the version in force on the day it was made.
    """

    number = models.PositiveIntegerField(_("version"), unique=True)
    valid_from = models.DateField(_("à partir du"))
    content = models.JSONField(_("plafonds et règles"), default=dict)
    is_sample = models.BooleanField(_("exemple"), default=True)
    authority = models.CharField(_("adoptée par"), max_length=160, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    adopted_at = models.DateTimeField(_("adoptée le"), null=True, blank=True)

    objects = FundCeilingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("plafonds du fonds de solidarité")
        verbose_name_plural = _("plafonds du fonds de solidarité")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(adopted_at__isnull=True) | ~Q(authority=""), name="fund_ceilings_adopted"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def rules(self) -> FundRules:
        """What it says, as the rules read it."""
        return read(self.content)

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"housing_fund.FundCeilings:{self.number}"
