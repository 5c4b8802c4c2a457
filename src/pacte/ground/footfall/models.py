"""Counts at a place: one row per touch, told apart by the identifier that the device gave it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.agenda.models import Session
from pacte.ground.directory.models import Place

from .enums import CountKind


class Count(models.Model):
    """So many of something, at a place, at a moment. `client_id` is drawn by the device: sent twice, counted once.

    A count that was undone keeps its row with `undone_at`: whatever the order in which both arrive, it counts nothing.
    `day` is the local day of `at`.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="counts")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="counts")
    kind = models.CharField(_("ce qui est compté"), max_length=16, choices=CountKind)
    quantity = models.PositiveSmallIntegerField(_("nombre"), default=1)
    at = models.DateTimeField(_("à"), default=timezone.now)
    day = models.DateField(_("jour"))
    received_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("comptage")
        verbose_name_plural = _("comptages")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["place", "day", "kind"], name="counts_of_a_day")]

    def __str__(self) -> str:
        return str(self.client_id)
