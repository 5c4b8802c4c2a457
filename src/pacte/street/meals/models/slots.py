"""When a point serves a meal, how many portions it offers, and how many it served."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.enums import PlaceStatus
from pacte.ground.directory.models import Place, Service

from ..enums import Food, Meal


class SlotQuerySet(models.QuerySet["Slot"]):
    def running(self, first: date, last: date) -> SlotQuerySet:
        """Those in force on some day between these two, both included."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=first), valid_from__lte=last)

    def offered(self) -> SlotQuerySet:
        """Those of running services at published places: what the grid counts."""
        return self.filter(
            service__is_active=True, place__status=PlaceStatus.PUBLISHED, place__merged_into__isnull=True
        )


class Slot(models.Model):
    """A meal that a point serves again and again: the hours of the meal, the portions of each day of service.

    `hours` are in OpenStreetMap's syntax. A service belongs to the day on which it starts, even past midnight.
    A slot that changes ends, and another takes over: the past keeps what was offered then.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="meal_slots", verbose_name=_("point"))
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="meal_slots", verbose_name=_("service")
    )
    meal = models.CharField(_("repas"), max_length=10, choices=Meal)
    food = models.CharField(_("nourriture"), max_length=8, choices=Food)
    hours = models.CharField(_("horaires du repas"), max_length=300)
    portions = models.PositiveIntegerField(_("portions par jour de service"))
    valid_from = models.DateField(_("à partir du"), default=timezone.localdate)
    valid_until = models.DateField(_("jusqu’au"), null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("créneau de repas")
        verbose_name_plural = _("créneaux de repas")
        ordering = ["place", "meal", "valid_from", "pk"]
        indexes = [models.Index(fields=["valid_from", "valid_until"], name="slots_in_force")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="slot_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(hours=""), name="slot_has_hours"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the slot."""
        return f"meals.Slot:{self.key}"


class PortionChange(models.Model):
    """On one date a slot offers another number of portions; 0: the service does not take place."""

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="changes")
    day = models.DateField(_("jour"))
    portions = models.PositiveIntegerField(_("portions ce jour-là"))
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("portions d’un jour")
        verbose_name_plural = _("portions d’un jour")
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["slot", "day"], name="portions_of_a_day_once")]

    def __str__(self) -> str:
        return f"{self.slot_id} {self.day}"


class ServedTotal(models.Model):
    """Portions that a slot served on a day, typed at its end; the last revision holds, those before are kept.

    `client_id` is drawn by the form or the device: sent twice, written once.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True)
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="served_totals")
    day = models.DateField(_("jour"))
    revision = models.PositiveSmallIntegerField(default=1)
    portions = models.PositiveIntegerField(_("portions servies"))
    reason = models.CharField(_("raison de la correction"), max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("total servi")
        verbose_name_plural = _("totaux servis")
        ordering = ["day", "slot", "revision"]
        indexes = [models.Index(fields=["day", "slot"], name="served_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["slot", "day", "revision"], name="served_revision_once"),
            models.CheckConstraint(condition=Q(revision=1) | ~Q(reason=""), name="served_correction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.client_id)
