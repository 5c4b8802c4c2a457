"""The outbox: messages on their way, and the rules by which people let themselves be reached.

An address and what a message says are sealed at rest, and dropped once it has left. No page shows them.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import WAITING, Channel, MessageState
from .rules import EVERY_DAY, SafeHours


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> MessageQuerySet:
        """Messages that wait and whose time has come."""
        return self.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), state__in=WAITING)


class Message(models.Model):
    """One message to one recipient. `recipient_key` is opaque ("user:<uuid>", "person:12"): it names nobody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient_key = models.CharField(_("destinataire"), max_length=80)
    channel = models.CharField(_("canal"), max_length=10, choices=Channel)
    sealed_address = models.TextField(blank=True)
    template = models.CharField(_("modèle"), max_length=120)
    sealed_context = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="fr")
    organisation = models.CharField(_("organisation"), max_length=60, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=MessageState, default=MessageState.QUEUED)
    not_before = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(_("raison"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("demandé le"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("parti le"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="message_state")]

    def __str__(self) -> str:
        return str(self.key)


class ContactRule(models.Model):
    """How one person lets themselves be reached. Every send obeys it; without a rule, any hour will do.

    `discreet`: the subject and the sender's words never name the organisation that writes.
    """

    recipient_key = models.CharField(_("destinataire"), max_length=80, unique=True)
    never_contact = models.BooleanField(_("ne jamais contacter"), default=False)
    discreet = models.BooleanField(_("discrétion"), default=False)
    safe_channel = models.CharField(_("canal sûr"), max_length=10, choices=Channel, blank=True)
    sealed_address = models.TextField(blank=True)
    safe_from = models.TimeField(_("à partir de"), null=True, blank=True)
    safe_until = models.TimeField(_("jusqu’à"), null=True, blank=True)
    safe_days = models.CharField(_("jours"), max_length=7, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("règle de contact")
        verbose_name_plural = _("règles de contact")

    def __str__(self) -> str:
        return self.recipient_key

    @property
    def hours(self) -> SafeHours:
        """The window as the rules read it; `safe_days` holds ISO weekdays as digits ("12345")."""
        days = frozenset(int(day) for day in self.safe_days) or EVERY_DAY
        return SafeHours(self.safe_from, self.safe_until, days)
