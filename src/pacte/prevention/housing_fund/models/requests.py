"""What a household asks of the fund: the aid, the lines, its means. A request hangs on a case and is seen as it is."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.pathways.models import Case

from ..enums import FundAid, FundItem, FundState


class FundRequestQuerySet(models.QuerySet["FundRequest"]):
    def shown_to_committee(self) -> FundRequestQuerySet:
        """What a committee may list: a restricted person's request only when its instructor put it there on purpose."""
        open_ = Q(case__file__isnull=True) | Q(case__file__person__restricted_since__isnull=True)
        return self.filter(open_ | Q(may_be_listed=True))

    def in_the_open(self) -> FundRequestQuerySet:
        """Without restricted persons, who are in no count shown to others."""
        return self.filter(Q(case__file__isnull=True) | Q(case__file__person__restricted_since__isnull=True))

    def to_decide(self) -> FundRequestQuerySet:
        """Those that wait for a decision, the oldest first."""
        return self.filter(state=FundState.TO_DECIDE).order_by("asked_on", "pk")

    def received_between(self, first: date, last: date) -> FundRequestQuerySet:
        return self.filter(asked_on__range=(first, last))


class FundRequest(models.Model):
    """A request to the fund. Sums in cents. `state` follows from what was proposed and decided, and is kept for lists.

    `sealed_situation` holds the resources by line, the rent, the charges and the debt; `sealed_words` what the worker
    wrote. `may_be_listed`: a restricted person agreed to be on an agenda, by number alone.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.OneToOneField(Case, models.CASCADE, related_name="fund_request")
    aid = models.CharField(_("aide"), max_length=15, choices=FundAid)
    asked_on = models.DateField(_("demandée le"), default=timezone.localdate)
    asked_cents = models.BigIntegerField(_("somme demandée (centimes)"), default=0)
    older = models.PositiveSmallIntegerField(_("personnes de 14 ans et plus"), default=1)
    younger = models.PositiveSmallIntegerField(_("enfants de moins de 14 ans"), default=0)
    sealed_situation = models.TextField(blank=True)
    sealed_words = models.TextField(blank=True)
    completed_on = models.DateField(_("complète le"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=12, choices=FundState, default=FundState.TO_COMPLETE)
    decided_on = models.DateField(_("décidée le"), null=True, blank=True)
    instructed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    may_be_listed = models.BooleanField(_("inscription à l’ordre du jour acceptée"), default=False)

    objects = FundRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande au fonds de solidarité")
        verbose_name_plural = _("demandes au fonds de solidarité")
        ordering = ["asked_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(asked_cents__gte=0), name="fund_asked_not_negative"),
            models.CheckConstraint(condition=Q(older__gte=1) | Q(younger__gte=1), name="fund_household_not_empty"),
        ]
        indexes = [models.Index(fields=["state", "asked_on"], name="fund_requests_by_state")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages, letters and agendas name it: the number of its case."""
        return self.case.label

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"housing_fund.FundRequest:{self.key}"

    @property
    def size(self) -> int:
        return self.older + self.younger


class FundLine(models.Model):
    """One thing asked, with its sum in cents. A request's lines sum to what it asks."""

    request = models.ForeignKey(FundRequest, models.CASCADE, related_name="lines")
    item = models.CharField(_("besoin"), max_length=20, choices=FundItem)
    cents = models.BigIntegerField(_("somme (centimes)"))

    class Meta:
        verbose_name = _("ligne d’une demande au fonds")
        verbose_name_plural = _("lignes des demandes au fonds")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "item"], name="fund_line_once"),
            models.CheckConstraint(condition=Q(cents__gte=1), name="fund_line_is_a_sum"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.item}"
