"""The commission: what was brought to it, its sessions, to whom each case is assigned, what it answered."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.territory.models import Territory

from ..enums import AnswerRecipient, CommissionAnswerKind, CommissionMember, EvictionGround, LandlordKind, Referrer
from .evictions import Eviction

if TYPE_CHECKING:
    from datetime import date


class CommissionSession(models.Model):
    """A sitting of the commission. Its agenda names cases by number, never a person."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_on = models.DateField(_("séance du"))
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    closed_at = models.DateTimeField(_("levée le"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("séance de la commission")
        verbose_name_plural = _("séances de la commission")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return str(self.held_on)

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"evictions.CommissionSession:{self.key}"


class CommissionFileQuerySet(models.QuerySet["CommissionFile"]):
    def in_the_open(self) -> CommissionFileQuerySet:
        """Without restricted persons, who are in no list shown to others."""
        return self.filter(Q(eviction__isnull=True) | Q(eviction__case__file__person__restricted_since__isnull=True))

    def to_assign(self) -> CommissionFileQuerySet:
        return self.filter(member="")

    def unanswered(self) -> CommissionFileQuerySet:
        return self.filter(answers__isnull=True)

    def off_agenda(self) -> CommissionFileQuerySet:
        return self.filter(session__isnull=True)


class CommissionFile(models.Model):
    """A case as the commission knows it: a number and what its decision needs, never who it is.

    It may come before any follow-up exists here (`eviction` none): the State's file or a bailiff reported it. `dates`
    holds what the State's file says of the procedure, by step; `imported` the prints by which a later import knows
    what was changed here.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("numéro"), unique=True)
    eviction = models.ForeignKey(Eviction, models.SET_NULL, null=True, blank=True, related_name="commission_files")
    exploc_id = models.CharField(_("numéro EXPLOC"), max_length=60, blank=True)
    session = models.ForeignKey(CommissionSession, models.SET_NULL, null=True, blank=True, related_name="files")
    referred_by = models.CharField(_("saisine par"), max_length=10, choices=Referrer)
    referred_on = models.DateField(_("saisine du"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("arrondissement")
    )
    ground = models.CharField(_("motif"), max_length=20, choices=EvictionGround, blank=True)
    landlord_kind = models.CharField(_("bailleur"), max_length=20, choices=LandlordKind, blank=True)
    debt_cents = models.BigIntegerField(_("dette"), null=True, blank=True)
    rent_cents = models.BigIntegerField(_("loyer mensuel"), null=True, blank=True)
    dates = models.JSONField(default=dict, blank=True)
    imported = models.JSONField(default=dict, blank=True)
    member = models.CharField(_("confié à"), max_length=20, choices=CommissionMember, blank=True)
    assigned_on = models.DateField(_("confié le"), null=True, blank=True)

    objects = CommissionFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier de la commission")
        verbose_name_plural = _("dossiers de la commission")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["exploc_id"], condition=~Q(exploc_id=""), name="commission_exploc_once"),
            models.CheckConstraint(
                condition=Q(debt_cents__isnull=True) | Q(debt_cents__gte=0), name="commission_debt_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages and sheets name it: "C-00042"."""
        return f"C-{self.number:05}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"evictions.CommissionFile:{self.key}"

    def day_of(self, step: str) -> date | None:
        """What the State's file says of a step's day."""
        from ..rules.exploc import iso_day

        return iso_day(self.dates.get(step))


class CommissionAnswer(models.Model):
    """An opinion, a recommendation or a decision on the housing aid, with its grounds sealed. Never changed."""

    file = models.ForeignKey(CommissionFile, models.CASCADE, related_name="answers")
    kind = models.CharField(_("réponse"), max_length=20, choices=CommissionAnswerKind)
    recipient = models.CharField(_("à"), max_length=20, choices=AnswerRecipient)
    on = models.DateField(_("le"))
    sealed_words = models.TextField(blank=True)
    noted_at = models.DateTimeField(default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("réponse de la commission")
        verbose_name_plural = _("réponses de la commission")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.kind}"
