"""Two records that may be one person: proposed with reasons, decided by a person, linked and never merged."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import PairState
from .persons import Person


class Pair(models.Model):
    """Two records, the older first, and what was decided. A decision is remembered: the pair is not proposed again.

    `score` is the weight of the evidence in bits (log2 of how much likelier the likeness is for one person than for
    two); `reasons` the comparisons that make it, as codes and weights; `source` who proposed it ("rules", "splink").
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.ForeignKey(Person, models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(_("décision"), max_length=10, choices=PairState, default=PairState.PROPOSED)
    score = models.FloatField(_("poids"))
    reasons = models.JSONField(default=list)
    source = models.CharField(max_length=40)
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("paire de fiches")
        verbose_name_plural = _("paires de fiches")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_known_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="pairs_to_decide")]

    def __str__(self) -> str:
        return f"{self.first_id} · {self.second_id}"

    @property
    def target(self) -> str:
        """How the journal names the pair."""
        return f"people.Pair:{self.key}"
