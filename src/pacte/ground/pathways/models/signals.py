"""Early signals: one entry, one answer within a delay. Who answers is a desk that the city names."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File
from pacte.ground.territory.models import Territory

from ..enums import SignalClosing, SignalKind, SignalSource, SignalState
from .cases import Case


class TriageDesk(models.Model):
    """The service that answers some kinds of signals on a territory (none: the whole city).

    `answer_within` is in days; no text gives it, the city settles it (`is_sample` until then).
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    kinds = models.JSONField(_("signaux traités"), default=list)
    answer_within = models.PositiveSmallIntegerField(_("réponse sous (jours)"), default=10)
    is_sample = models.BooleanField(_("exemple"), default=False)
    closed_on = models.DateField(_("fermé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("guichet des alertes")
        verbose_name_plural = _("guichets des alertes")

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.territory_id or ''}"


class SignalQuerySet(models.QuerySet["Signal"]):
    def waiting(self) -> SignalQuerySet:
        return self.filter(state=SignalState.WAITING)


class Signal(models.Model):
    """Somebody says that a rupture is near. Who and how to reach them is sealed until a worker makes a file of it.

    `desk` answers it, by `due_on`. `sender` and `sent_by` when a partner gave it; `reference` is the partner's own (a
    landlord's contract number), never a name. A signal opens a case, or is closed with a reason; it is never lost.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("numéro"), unique=True)
    kind = models.CharField(_("signal"), max_length=20, choices=SignalKind)
    source = models.CharField(_("source"), max_length=20, choices=SignalSource)
    state = models.CharField(_("état"), max_length=10, choices=SignalState, default=SignalState.WAITING)
    received_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    observed_on = models.DateField(_("constaté le"), null=True, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("arrondissement")
    )
    desk = models.ForeignKey(TriageDesk, models.SET_NULL, null=True, blank=True, related_name="signals")
    due_on = models.DateField(_("réponse attendue le"), null=True, blank=True)
    sender = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reference = models.CharField(_("référence du partenaire"), max_length=60, blank=True)
    person_told = models.BooleanField(_("la personne est informée"), default=False)
    sealed_who = models.TextField(blank=True)
    sealed_contact = models.TextField(blank=True)
    sealed_words = models.TextField(blank=True)
    facts = models.JSONField(_("précisions chiffrées"), default=dict, blank=True)
    file = models.ForeignKey(File, models.SET_NULL, null=True, blank=True, related_name="+")
    case = models.ForeignKey(Case, models.SET_NULL, null=True, blank=True, related_name="signals")
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closing = models.CharField(_("motif"), max_length=20, choices=SignalClosing, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("alerte précoce")
        verbose_name_plural = _("alertes précoces")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(closing=""), name="closed_signal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(answered_at__isnull=False), name="answered_signal_is_dated"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="signals_to_answer")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages name it: "A-00042"."""
        return f"A-{self.number:05}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"pathways.Signal:{self.key}"
