"""A dated session: where, when, for how many."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place, Stop
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import RegistrationMode, SessionKind


class SessionQuerySet(models.QuerySet["Session"]):
    def to_come(self) -> SessionQuerySet:
        """Sessions that are not over and were not cancelled."""
        return self.filter(ends_at__gt=timezone.now(), cancelled_at__isnull=True)

    def public(self) -> SessionQuerySet:
        return self.filter(is_public=True)


class Session(models.Model):
    """Something that happens at a place, or at a stop of an itinerary, between two moments.

    `capacity` counts people; none means no limit. `territory` is the place's or the stop's unless said otherwise.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("nature"), max_length=16, choices=SessionKind)
    title = models.CharField(_("titre"), max_length=160)
    description = models.TextField(_("présentation"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="sessions", verbose_name=_("organisation")
    )
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="sessions", verbose_name=_("lieu")
    )
    stop = models.ForeignKey(
        Stop, models.SET_NULL, null=True, blank=True, related_name="sessions", verbose_name=_("arrêt")
    )
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    registration = models.CharField(
        _("inscription"), max_length=12, choices=RegistrationMode, default=RegistrationMode.FREE
    )
    is_public = models.BooleanField(_("annoncée au public"), default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("raison"), max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at", "is_public"], name="sessions_by_start")]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def target(self) -> str:
        """How the journal names the session."""
        return f"agenda.Session:{self.key}"
