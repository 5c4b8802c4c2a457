"""A dated session: where, when, for how many."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place, Stop
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import RegistrationMode, SessionKind
from .series import Series, Tour


class SessionQuerySet(models.QuerySet["Session"]):
    def to_come(self) -> SessionQuerySet:
        """Sessions that are not over and were not cancelled."""
        return self.filter(ends_at__gt=timezone.now(), cancelled_at__isnull=True)

    def public(self) -> SessionQuerySet:
        return self.filter(is_public=True)

    def kept(self) -> SessionQuerySet:
        """Those that were not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def whole(self) -> SessionQuerySet:
        """Permanences and not their slots: what a list shows."""
        return self.filter(within__isnull=True)

    def between(self, first: datetime, last: datetime) -> SessionQuerySet:
        """Those that begin from one moment on, before another."""
        return self.filter(starts_at__gte=first, starts_at__lt=last)

    def with_where(self) -> SessionQuerySet:
        """With what a page says of where they are and who runs them."""
        return self.select_related("organisation", "place", "place__territory", "stop", "territory").defer(
            "territory__geometry", "place__territory__geometry"
        )


class Session(models.Model):
    """Something that happens at a place, at a stop of an itinerary, or where its words say, between two moments.

    `capacity` counts people; none means no limit. `territory` is the place's or the stop's unless said otherwise.
    `within` is the permanence of which an appointment is a slot. `anonymous_count` is how many came without a name.
    Registration closes `closes_before` hours before the start.
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
    place_words = models.CharField(_("où, en quelques mots"), max_length=200, blank=True)
    series = models.ForeignKey(Series, models.SET_NULL, null=True, blank=True, related_name="sessions")
    tour = models.ForeignKey(Tour, models.SET_NULL, null=True, blank=True, related_name="sessions")
    within = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="slots")
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    registration = models.CharField(
        _("inscription"), max_length=12, choices=RegistrationMode, default=RegistrationMode.FREE
    )
    closes_before = models.PositiveSmallIntegerField(_("clôture des inscriptions (heures avant)"), default=0)
    is_public = models.BooleanField(_("annoncée au public"), default=False)
    is_for_partners = models.BooleanField(_("annoncée aux partenaires"), default=False)
    anonymous_count = models.PositiveIntegerField(_("venues sans nom"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(_("raison"), max_length=200, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["starts_at", "is_public"], name="sessions_by_start"),
            models.Index(fields=["organisation", "starts_at"], name="sessions_of_a_partner"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_in_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def target(self) -> str:
        """How the journal names the session."""
        return f"agenda.Session:{self.key}"

    @property
    def closes_at(self) -> datetime:
        """From when on nobody registers any more."""
        return self.starts_at - timedelta(hours=self.closes_before)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def has_started(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def unnamed(self) -> int:
        """How many came without a name, as far as was said."""
        return self.anonymous_count or 0

    @property
    def takes_registrations(self) -> bool:
        """May somebody register now, for a seat or to wait for one?"""
        is_asked = self.registration != RegistrationMode.FREE
        return is_asked and not self.is_cancelled and timezone.now() < self.closes_at

    @property
    def takes_accounts(self) -> bool:
        return self.takes_registrations and self.registration in {RegistrationMode.ACCOUNT, RegistrationMode.BOTH}

    @property
    def takes_people(self) -> bool:
        """May a professional register somebody now?"""
        return self.takes_registrations and self.registration in {RegistrationMode.PROFESSIONAL, RegistrationMode.BOTH}
