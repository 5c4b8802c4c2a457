"""A safe place asked for by referral: when it was asked, when she was safe. Never where."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.models import File
from pacte.ground.referrals.models import Referral

from ..enums import SafePlaceEnd


class SafePlaceRequest(models.Model):
    """One referral to a safe place and what came of it. No place, no address, no area: nothing leads there."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, models.SET_NULL, null=True, blank=True, related_name="+")
    referral = models.OneToOneField(Referral, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_on = models.DateField(_("demandé le"), default=timezone.localdate)
    withdrawn_on = models.DateField(_("repris le"), null=True, blank=True)
    sheltered_on = models.DateField(_("à l’abri depuis le"), null=True, blank=True)
    women = models.PositiveSmallIntegerField(
        _("femmes"), default=1, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    children = models.PositiveSmallIntegerField(_("enfants"), default=0, validators=[MaxValueValidator(20)])
    left_on = models.DateField(_("partie le"), null=True, blank=True)
    ending = models.CharField(_("suite"), max_length=20, choices=SafePlaceEnd, blank=True)
    was_apart = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("mise à l’abri demandée")
        verbose_name_plural = _("mises à l’abri demandées")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("sheltered_on")), name="safe_place_left_after"
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_on}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"social_housing.SafePlaceRequest:{self.key}"
