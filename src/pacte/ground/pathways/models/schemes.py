"""What a city runs: schemes and their versions, and legal periods."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..enums import LegalPeriodKind, VersionState


class PathwayScheme(models.Model):
    """A scheme that the city runs as a pathway. What it says is in its versions; `is_open` when new cases may begin.

    `programme` is its code among the pact’s schemes.
    """

    key = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("nom"), max_length=160)
    programme = models.SlugField(_("dispositif du Pacte"), max_length=60, blank=True)
    is_open = models.BooleanField(_("ouvert à de nouveaux parcours"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("dispositif de parcours")
        verbose_name_plural = _("dispositifs de parcours")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"pathways.PathwayScheme:{self.key}"


class SchemeVersion(models.Model):
    """One version of a scheme: its text, checked. A published text never changes; a draft becomes one, or goes.

    `valid_from` is the first day on which a case opened takes this version. `adopted_by` names the authority.
    """

    scheme = models.ForeignKey(PathwayScheme, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("état"), max_length=10, choices=VersionState, default=VersionState.DRAFT)
    text = models.TextField(_("texte"))
    valid_from = models.DateField(_("à partir du"), default=date(2015, 1, 1))
    is_sample = models.BooleanField(_("exemple"), default=False)
    adopted_by = models.CharField(_("adoptée par"), max_length=160, blank=True)
    note = models.CharField(_("ce qui change"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("version d’un dispositif")
        verbose_name_plural = _("versions de dispositifs")
        ordering = ["scheme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_once"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="scheme_version_out_of_draft_is_dated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id} · {self.number}"


class LegalPeriodQuerySet(models.QuerySet["LegalPeriod"]):
    def of(self, kind: str) -> LegalPeriodQuerySet:
        return self.filter(kind=kind)


class LegalPeriod(models.Model):
    """A dated period out of which terms are moved, such as a winter truce: data, because texts prolong it.

    A period whose reference nobody gave is a sample.
    """

    kind = models.CharField(_("nature"), max_length=20, choices=LegalPeriodKind, default=LegalPeriodKind.WINTER_TRUCE)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    reference = models.CharField(_("texte"), max_length=200, blank=True)
    is_sample = models.BooleanField(_("exemple"), default=False)

    objects = LegalPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("période légale")
        verbose_name_plural = _("périodes légales")
        ordering = ["kind", "-starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "starts_on"], name="legal_period_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="legal_period_ends_after"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"
