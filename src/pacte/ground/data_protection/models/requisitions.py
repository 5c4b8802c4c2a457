"""Judicial requisitions: what was asked, by whom, what was decided. No person is searched from here."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import Asked, Decision


class RequisitionQuerySet(models.QuerySet["Requisition"]):
    def open(self) -> RequisitionQuerySet:
        """Not decided yet, the oldest first."""
        return self.filter(decided_on__isnull=True).order_by("received_on", "pk")


class Requisition(models.Model):
    """A written demand of a judicial authority, and its answer. Its scope and answer are sealed."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    authority = models.CharField(_("autorité"), max_length=160)
    reference = models.CharField(_("référence"), max_length=80)
    received_on = models.DateField(_("reçue le"), default=timezone.localdate)
    asks_for = models.CharField(_("ce qui est demandé"), max_length=10, choices=Asked)
    sealed_scope = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decision = models.CharField(_("décision"), max_length=10, choices=Decision, blank=True)
    sealed_answer = models.TextField(blank=True)
    decided_on = models.DateField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RequisitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("réquisition judiciaire")
        verbose_name_plural = _("réquisitions judiciaires")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asks_for=Asked.POSITION) | Q(decision__in=["", Decision.REFUSED]),
                name="positions_are_never_given",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the requisition."""
        return f"data_protection.Requisition:{self.key}"
