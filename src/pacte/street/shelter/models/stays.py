"""A household's place: the placement, the units it holds night by night, how it gets there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums.requests import DangerReason
from ..enums.stays import HOLDING_STATES, PlacementOrigin, PlacementState, Presence, StayEnd, TransportKind
from .requests import ShelterRequest
from .stock import Lot


class PlacementQuerySet(models.QuerySet["ShelterPlacement"]):
    def holding(self) -> PlacementQuerySet:
        """Those that keep their units."""
        return self.filter(state__in=HOLDING_STATES)


class ShelterPlacement(models.Model):
    """A household (or one agreed part of it) is given units of a lot from `first_night` on.

    `last_night`: the last night it is given for; none: until an orientation. `members`: positions in the request.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(ShelterRequest, models.PROTECT, related_name="placements")
    part = models.PositiveSmallIntegerField(_("partie"), default=0)
    members = models.JSONField(_("membres"), default=list)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="placements")
    units = models.PositiveSmallIntegerField(_("unités"), default=1)
    persons = models.PositiveSmallIntegerField(_("personnes"), default=1)
    first_night = models.DateField(_("première nuit"))
    last_night = models.DateField(_("dernière nuit"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=12, choices=PlacementState, default=PlacementState.OFFERED)
    origin = models.CharField(_("origine"), max_length=10, choices=PlacementOrigin)
    danger = models.CharField(_("danger immédiat"), max_length=10, choices=DangerReason, blank=True)
    sealed_reason = models.TextField(blank=True)
    placed_at = models.DateTimeField(_("attribuée à"), default=timezone.now)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    arrived_at = models.DateTimeField(_("arrivée à"), null=True, blank=True)
    ended_at = models.DateTimeField(_("fin à"), null=True, blank=True)
    end = models.CharField(_("fin"), max_length=15, choices=StayEnd, blank=True)
    sealed_orientation = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("attribution d’une place")
        verbose_name_plural = _("attributions de places")
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "part"], condition=Q(state__in=list(HOLDING_STATES)), name="placed_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(origin="immediate") | ~Q(danger=""), name="immediate_placement_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | (~Q(end="") & Q(ended_at__isnull=False)), name="ended_stay_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["lot", "state"], name="placements_of_a_lot")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"shelter.ShelterPlacement:{self.key}"


class HeldUnit(models.Model):
    """One unit of a lot, one night, held by one placement. The database refuses it twice: two cannot both win."""

    placement = models.ForeignKey(ShelterPlacement, models.CASCADE, related_name="held")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="held")
    night = models.DateField(_("nuit du"))
    position = models.PositiveIntegerField(_("unité n°"))
    presence = models.CharField(_("présence"), max_length=8, choices=Presence, blank=True)

    class Meta:
        verbose_name = _("unité tenue une nuit")
        verbose_name_plural = _("unités tenues par nuit")
        ordering = ["night", "lot", "position"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "night", "position"], name="unit_held_once_a_night"),
            models.CheckConstraint(condition=Q(position__gte=1), name="held_unit_is_numbered"),
        ]
        indexes = [models.Index(fields=["night", "lot"], name="units_held_a_night")]

    def __str__(self) -> str:
        return f"{self.lot_id} · {self.night} · {self.position}"


class Transport(models.Model):
    """How a placed household reaches the site."""

    placement = models.OneToOneField(ShelterPlacement, models.CASCADE, related_name="transport")
    kind = models.CharField(_("transport"), max_length=10, choices=TransportKind)
    asked_at = models.DateTimeField(_("demandé à"), default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    left_at = models.DateTimeField(_("parti à"), null=True, blank=True)

    class Meta:
        verbose_name = _("transport vers un site")
        verbose_name_plural = _("transports vers les sites")

    def __str__(self) -> str:
        return str(self.pk)
