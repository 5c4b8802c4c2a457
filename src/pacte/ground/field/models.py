"""Receipts: what arrived from a device, once, and what became of it. The item itself is not kept here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Receipt(models.Model):
    """An item was received and applied, or refused for a reason told by its code. Sent again, it gets the same answer.

    `at` is when it happened by our clock, `received_at` when it reached us.
    """

    client_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
    accepted = models.BooleanField(default=False)
    words_code = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("accusé de réception")
        verbose_name_plural = _("accusés de réception")
        indexes = [models.Index(fields=["received_at"], name="receipts_by_day")]

    def __str__(self) -> str:
        return str(self.client_id)
