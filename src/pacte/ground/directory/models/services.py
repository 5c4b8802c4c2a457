"""What a place offers, and the dated periods in which its hours are other than usual."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums import Category, PeriodKind, PeriodReason, PlaceStatus
from .conditions import Conditions, Crowded
from .places import Place


class ServiceQuerySet(models.QuerySet["Service"]):
    def published(self) -> ServiceQuerySet:
        """What the public sees: running services of published places."""
        return self.filter(is_active=True, place__status=PlaceStatus.PUBLISHED, place__merged_into__isnull=True)


class Service(Conditions, Crowded):
    """What a place does for people. Empty `hours` are the place's; its own conditions hold if `has_own_conditions`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="services")
    category = models.CharField(_("service"), max_length=30, choices=Category)
    name = models.CharField(_("nom"), max_length=160, blank=True)
    description = models.TextField(_("précisions"), blank=True)
    hours = models.CharField(_("horaires"), max_length=500, blank=True)
    has_own_conditions = models.BooleanField(_("conditions propres"), default=False)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    is_active = models.BooleanField(_("proposé"), default=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service de l’annuaire")
        verbose_name_plural = _("services de l’annuaire")
        ordering = ["place", "category", "pk"]
        indexes = [models.Index(fields=["category", "is_active", "place"], name="services_by_category")]

    def __str__(self) -> str:
        return self.name or str(self.get_category_display())

    @property
    def conditions(self) -> Conditions:
        """What holds for this service: its own conditions, or its place's."""
        return self if self.has_own_conditions else self.place

    @property
    def usual_hours(self) -> str:
        """Its hours, or its place's."""
        return self.hours or self.place.hours


class SpecialPeriodQuerySet(models.QuerySet["SpecialPeriod"]):
    def touching(self, first: date, last: date) -> SpecialPeriodQuerySet:
        """Those with a day between these two, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class SpecialPeriod(models.Model):
    """Days on which a place, or one of its services, is closed, keeps other hours, or has something to say.

    Both days are included. `hours` is needed for other hours and empty otherwise; they replace the usual ones whole.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.CASCADE, related_name="periods")
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, related_name="periods")
    kind = models.CharField(_("nature"), max_length=12, choices=PeriodKind)
    reason = models.CharField(_("raison"), max_length=10, choices=PeriodReason, default=PeriodReason.OTHER)
    first_day = models.DateField(_("premier jour"))
    last_day = models.DateField(_("dernier jour"))
    hours = models.CharField(_("horaires"), max_length=500, blank=True)
    message = models.CharField(_("message au public"), max_length=300, blank=True)
    source = models.SlugField(max_length=60, blank=True, editable=False)

    objects = SpecialPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("période particulière")
        verbose_name_plural = _("périodes particulières")
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["place", "last_day"], name="periods_of_a_place")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="period_in_order"),
            models.CheckConstraint(
                condition=Q(kind=PeriodKind.OTHER_HOURS) & ~Q(hours="") | ~Q(kind=PeriodKind.OTHER_HOURS) & Q(hours=""),
                name="period_hours_when_they_change",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
