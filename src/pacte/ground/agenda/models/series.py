"""Sessions that belong together: a series that comes back, a day's tour of a mobile service."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation

from ..enums import Frequency


class Series(models.Model):
    """The rule by which sessions come back, until a day. Its sessions are rows of their own, changed one by one."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    frequency = models.CharField(_("revient"), max_length=12, choices=Frequency)
    until = models.DateField(_("jusqu’au"))
    skips_holidays = models.BooleanField(_("sauf les jours fériés"), default=True)

    class Meta:
        verbose_name = _("série de séances")
        verbose_name_plural = _("séries de séances")

    def __str__(self) -> str:
        return str(self.key)


class Tour(models.Model):
    """One day on which an itinerary is run: its stops become sessions, and some of the team go."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="tours", verbose_name=_("itinéraire"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField(_("jour"))
    staff = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("équipe"))

    class Meta:
        verbose_name = _("tournée")
        verbose_name_plural = _("tournées")
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["place", "day"], name="tour_once_a_day")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the tour."""
        return f"agenda.Tour:{self.key}"
