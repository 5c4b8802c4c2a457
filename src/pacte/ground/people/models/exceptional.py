"""Access outside follow-up and sharing: in urgency, or to answer the person's own request."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import BreakGlassReason, ExceptionalKind, ReviewFinding
from .persons import Person


class ExceptionalAccessQuerySet(models.QuerySet["ExceptionalAccess"]):
    def in_force(self, at: datetime | None = None) -> ExceptionalAccessQuerySet:
        """Not over yet."""
        return self.filter(until__gt=at or timezone.now())

    def to_review(self) -> ExceptionalAccessQuerySet:
        """Accesses in urgency that the data protection officer has not looked at yet."""
        return self.filter(kind=ExceptionalKind.BREAK_GLASS, reviewed_at__isnull=True)


class ExceptionalAccess(models.Model):
    """Somebody opened a person's files for some hours, said why, and the data protection officer was told.

    `organisation` is the one for which they acted (its slug); `reference` the request it answers, for the desk.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="exceptional_accesses")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(_("nature"), max_length=15, choices=ExceptionalKind)
    reason = models.CharField(_("raison"), max_length=15, choices=BreakGlassReason, blank=True)
    sealed_words = models.TextField(blank=True)
    reference = models.CharField(max_length=60, blank=True)
    organisation = models.CharField(_("organisation"), max_length=60, blank=True)
    since = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateTimeField(_("jusqu’à"))
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    finding = models.CharField(_("conclusion"), max_length=15, choices=ReviewFinding, blank=True)

    objects = ExceptionalAccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("accès exceptionnel")
        verbose_name_plural = _("accès exceptionnels")
        ordering = ["-since"]

    def __str__(self) -> str:
        return str(self.key)
