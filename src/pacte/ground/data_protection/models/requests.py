"""Requests by which people exercise their rights, and the statement that is made for one."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.documents.models import Attachment
from pacte.ground.people.models import Person

from ..enums import (
    AskedBy,
    AuthorityProof,
    ExtensionReason,
    IdentityProof,
    RefusalReason,
    RequestChannel,
    RequestKind,
    RequestOutcome,
    RequestStage,
)
from ..rules import Facts, state_of


class RequestQuerySet(models.QuerySet["Request"]):
    def open(self) -> RequestQuerySet:
        """Not answered yet, the earliest deadline first."""
        return self.filter(answered_on__isnull=True).order_by("due_on", "pk")


class Request(models.Model):
    """Someone exercises a right. The person is looked for only once the asker's identity is established.

    `sealed_words` is what was asked, `sealed_proof` what was shown (who attested, never a paper's number),
    `sealed_answer` what was answered. `done` counts, room by room, what an erasure took away.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("droit exercé"), max_length=15, choices=RequestKind)
    asked_by = models.CharField(_("demandeur"), max_length=10, choices=AskedBy, default=AskedBy.SELF)
    channel = models.CharField(_("reçue par"), max_length=10, choices=RequestChannel)
    received_on = models.DateField(_("reçue le"), default=timezone.localdate)
    due_on = models.DateField(_("répondre avant le"))
    extension = models.CharField(_("prolongation"), max_length=10, choices=ExtensionReason, blank=True)
    sealed_words = models.TextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    proof = models.CharField(_("preuve d’identité"), max_length=15, choices=IdentityProof, blank=True)
    authority = models.CharField(_("preuve d’autorité"), max_length=15, choices=AuthorityProof, blank=True)
    sealed_proof = models.TextField(blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    checked_at = models.DateTimeField(_("vérifiée le"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    done = models.JSONField(default=dict, blank=True)
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True)
    outcome = models.CharField(_("réponse"), max_length=15, choices=RequestOutcome, blank=True)
    refusal = models.CharField(_("motif"), max_length=15, choices=RefusalReason, blank=True)
    sealed_answer = models.TextField(blank=True)
    answered_on = models.DateField(_("répondue le"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d’une personne")
        verbose_name_plural = _("demandes des personnes")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(checked_by__isnull=True) | ~Q(confirmed_by=F("checked_by")),
                name="request_confirmed_by_someone_else",
            ),
        ]
        indexes = [models.Index(fields=["answered_on", "due_on"], name="requests_by_deadline")]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the request."""
        return f"data_protection.Request:{self.key}"

    @property
    def number(self) -> str:
        """What is written on letters: short, and drawn at random."""
        return f"DP-{self.key.hex[:8].upper()}"

    @property
    def state(self) -> RequestStage:
        facts = Facts(
            identified=self.checked_at is not None,
            by_relative=self.asked_by == AskedBy.RELATIVE,
            confirmed=self.confirmed_at is not None,
            found=self.person_id is not None,
            answered=self.answered_on is not None,
        )
        return RequestStage(state_of(facts))

    def is_late(self, today: date) -> bool:
        """Is the deadline past without an answer?"""
        return self.answered_on is None and self.due_on < today


class Statement(models.Model):
    """What is held about a person, made for one request; it goes with the request."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="statement")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("établi le"), default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("relevé de données")
        verbose_name_plural = _("relevés de données")

    def __str__(self) -> str:
        return str(self.pk)
