"""Counts at a place: one row per touch, told apart by the identifier that the device gave it. No row names anyone."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.agenda.models import Session
from pacte.ground.directory.models import Place

from . import rules
from .enums import CountKind


class CountQuerySet(models.QuerySet["Count"]):
    def standing(self) -> CountQuerySet:
        """Those that nobody undid: the only ones that count."""
        return self.filter(~Exists(Undo.objects.filter(client_id=OuterRef("client_id"))))

    def between(self, first_day: date, last_day: date) -> CountQuerySet:
        """Those of these days, both included."""
        return self.filter(day__range=(first_day, last_day))


class Count(models.Model):
    """So many of something, at a place, at a moment. `client_id` is drawn by the device: sent twice, counted once.

    `day` is the local day of `at`: a count made at one in the morning belongs to the day that has just begun. `session`
    is the stop or the session at which it was made, when there is one. Nothing here is ever changed.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="counts")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="counts")
    kind = models.CharField(_("ce qui est compté"), max_length=16, choices=CountKind)
    quantity = models.PositiveSmallIntegerField(_("nombre"), default=1)
    at = models.DateTimeField(_("à"), default=timezone.now)
    day = models.DateField(_("jour"))
    received_at = models.DateTimeField(auto_now_add=True)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CountQuerySet.as_manager()

    class Meta:
        verbose_name = _("comptage")
        verbose_name_plural = _("comptages")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["place", "day", "kind"], name="counts_of_a_day"),
            models.Index(fields=["day", "kind"], name="counts_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=rules.MOST_AT_ONCE), name="count_is_plausible"
            )
        ]

    def __str__(self) -> str:
        return str(self.client_id)


class Undo(models.Model):
    """A count is undone: a fact of its own, which may arrive before the count that it names.

    A count counts unless an undoing names it. Neither looks for the other when it is written, so neither the order in
    which they arrive nor two writings at the same moment change the total.
    """

    client_id = models.UUIDField(_("comptage annulé"), unique=True)
    at = models.DateTimeField(_("à"), default=timezone.now)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("annulation")
        verbose_name_plural = _("annulations")

    def __str__(self) -> str:
        return str(self.client_id)


class Correction(models.Model):
    """A day's sheet was wrong: what is added to its total (or taken from it), and why. Appended, never edited."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="count_corrections")
    day = models.DateField(_("jour"))
    kind = models.CharField(_("ce qui est compté"), max_length=16, choices=CountKind)
    difference = models.IntegerField(_("écart"))
    reason = models.CharField(_("raison"), max_length=200)
    at = models.DateTimeField(_("corrigé le"), default=timezone.now)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("correction de comptage")
        verbose_name_plural = _("corrections de comptage")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["place", "day", "kind"], name="corrections_of_a_day")]
        constraints = [models.CheckConstraint(condition=~Q(difference=0), name="correction_changes_something")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def target(self) -> str:
        """How the journal names the correction."""
        return f"footfall.Correction:{self.pk}"


class KindSwitch(models.Model):
    """A keeper puts a counter on, or out, against what the place's services imply."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="count_switches")
    kind = models.CharField(_("ce qui est compté"), max_length=16, choices=CountKind)
    is_on = models.BooleanField(_("compté"))

    class Meta:
        verbose_name = _("compteur choisi")
        verbose_name_plural = _("compteurs choisis")
        constraints = [models.UniqueConstraint(fields=["place", "kind"], name="switch_once")]

    def __str__(self) -> str:
        return f"{self.place_id}:{self.kind}"
