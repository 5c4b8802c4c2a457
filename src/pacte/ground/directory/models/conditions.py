"""What a place and a service both say: for whom, on which conditions, how full."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import AudienceRule, Saturation


class Conditions(models.Model):
    """For whom and how. A flag that nobody answered is None: "not stated" is printed, never taken for "no".

    `audiences` lists codes of `enums.Audience`, `languages` codes of `people.enums.Language`. Ages are in completed
    years, both included. `price` is words ("2 € par an"); with `is_free` it stays empty.
    """

    audiences = models.JSONField(_("publics"), default=list, blank=True)
    audience_rule = models.CharField(_("règle"), max_length=10, choices=AudienceRule, default=AudienceRule.EVERYONE)
    age_min = models.PositiveSmallIntegerField(_("à partir de (ans)"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("jusqu’à (ans)"), null=True, blank=True)
    is_unconditional = models.BooleanField(_("sans condition"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("sans donner son nom"), null=True, blank=True)
    needs_referral = models.BooleanField(_("sur orientation d’un professionnel"), null=True, blank=True)
    needs_appointment = models.BooleanField(_("sur rendez-vous"), null=True, blank=True)
    needs_registration = models.BooleanField(_("sur inscription"), null=True, blank=True)
    documents = models.CharField(_("papiers à apporter"), max_length=200, blank=True)
    is_free = models.BooleanField(_("gratuit"), null=True, blank=True)
    price = models.CharField(_("prix"), max_length=120, blank=True)
    languages = models.JSONField(_("langues parlées"), default=list, blank=True)
    is_step_free = models.BooleanField(_("accessible sans marche"), null=True, blank=True)
    accepts_animals = models.BooleanField(_("animaux acceptés"), null=True, blank=True)

    class Meta:
        abstract = True


class Crowded(models.Model):
    """How full it is, as declared by those who are there; past `saturation_until` nothing is said any more."""

    saturation = models.CharField(_("affluence"), max_length=10, choices=Saturation, blank=True)
    saturation_at = models.DateTimeField(null=True, blank=True, editable=False)
    saturation_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def saturation_on(self, at: datetime) -> str:
        """The level that holds at this moment; "" when nobody said, or too long ago."""
        if self.saturation_at is None or self.saturation_until is None:
            return ""
        return self.saturation if self.saturation_at <= at < self.saturation_until else ""

    @property
    def said_now(self) -> str:
        """The level that holds now."""
        return self.saturation_on(timezone.now())
