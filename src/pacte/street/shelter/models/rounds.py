"""A round: proposals for every open request over every free lot, each decided by a person; and its log."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums.allocation import OverrideReason, Policy, RoundLineState, RoundState
from .priorities import PriorityGrid
from .requests import ShelterRequest
from .stays import ShelterPlacement
from .stock import Lot


class AllocationRound(models.Model):
    """One computation of a night. `sealed_log` replays it byte for byte; `comparison` sets policies side by side."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    night = models.DateField(_("nuit du"))
    number = models.PositiveSmallIntegerField(_("tour"))
    state = models.CharField(_("état"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    policy = models.CharField(_("manière"), max_length=12, choices=Policy, default=Policy.OPTIMAL)
    seed = models.BigIntegerField(_("graine du tirage"))
    grid = models.ForeignKey(PriorityGrid, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("ouvert à"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(_("décidé à"), null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    sealed_log = models.TextField()
    digest = models.CharField(_("empreinte du journal"), max_length=64)
    reached = models.JSONField(_("niveaux atteints"), default=list)
    comparison = models.JSONField(_("comparaison"), default=list)
    counterfactuals = models.JSONField(_("ce qui servirait davantage"), default=list)

    class Meta:
        verbose_name = _("tour d’attribution")
        verbose_name_plural = _("tours d’attribution")
        ordering = ["-night", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["night", "number"], name="round_number_once_a_night"),
            models.UniqueConstraint(fields=["night"], condition=Q(state="open"), name="one_open_round_a_night"),
        ]

    def __str__(self) -> str:
        return f"{self.night} · {self.number}"

    @property
    def target(self) -> str:
        """How the journal names the round."""
        return f"shelter.AllocationRound:{self.key}"


class ProposalLine(models.Model):
    """What the round proposes for one request (or one agreed part of it), and what a person decided."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(AllocationRound, models.CASCADE, related_name="lines")
    request = models.ForeignKey(ShelterRequest, models.CASCADE, related_name="lines")
    part = models.PositiveSmallIntegerField(_("partie"), default=0)
    lot = models.ForeignKey(Lot, models.SET_NULL, null=True, blank=True, related_name="+")
    members = models.JSONField(_("membres"), default=list)
    state = models.CharField(_("état"), max_length=10, choices=RoundLineState, default=RoundLineState.PROPOSED)
    explanation = models.JSONField(_("explication"), default=dict)
    decided_at = models.DateTimeField(_("décidée à"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    override_reason = models.CharField(_("raison"), max_length=16, choices=OverrideReason, blank=True)
    sealed_words = models.TextField(blank=True)
    placement = models.OneToOneField(ShelterPlacement, models.SET_NULL, null=True, blank=True, related_name="line")

    class Meta:
        verbose_name = _("ligne d’un tour")
        verbose_name_plural = _("lignes de tours")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "request", "part"], name="request_proposed_once_a_round"),
            models.CheckConstraint(
                condition=~Q(state__in=["overridden", "set_aside"]) | ~Q(override_reason=""),
                name="override_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
