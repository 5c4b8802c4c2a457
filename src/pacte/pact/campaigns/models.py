"""Editions of the yearly meeting, the campaigns that collect their figures, who decided what on each figure."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pacte.ground.indicators.enums import CountingUnit, FigureKind, MeasurementStatus
from pacte.ground.indicators.models import Indicator, Measurement
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.pact.commitments.models import Node, Pact

from .enums import EditionState


class Edition(models.Model):
    """One yearly meeting. Once frozen, `snapshot` holds all that its review prints, and nothing moves it.

    `snapshot_sha256` is the hash of the snapshot's canonical JSON.
    """

    pact = models.ForeignKey(Pact, models.PROTECT, related_name="editions")
    code = models.SlugField(_("code"), max_length=20)
    title_fr = models.CharField(_("titre"), max_length=160)
    title_en = models.CharField(_("titre anglais"), max_length=160, blank=True)
    period_start = models.DateField(_("du"))
    period_end = models.DateField(_("au"))
    meets_on = models.DateField(_("date de la rencontre"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=EditionState, default=EditionState.OPEN)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    snapshot = models.JSONField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("édition")
        verbose_name_plural = _("éditions")
        ordering = ["-period_end"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "code"], name="edition_once"),
            models.CheckConstraint(
                condition=Q(state=EditionState.OPEN) | Q(snapshot__isnull=False),
                name="edition_frozen_with_its_snapshot",
            ),
        ]

    def __str__(self) -> str:
        return self.title_fr


class Achievement(models.Model):
    """A named achievement told under a chapter of an edition. Its text holds no figure: those are measurements."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="achievements")
    node = models.ForeignKey(Node, models.CASCADE, related_name="achievements")
    title_fr = models.CharField(_("titre"), max_length=160)
    title_en = models.CharField(_("titre anglais"), max_length=160, blank=True)
    text_fr = models.TextField(_("récit"))
    text_en = models.TextField(_("récit, en anglais"), blank=True)
    place = models.CharField(_("lieu"), max_length=120, blank=True)
    partner = models.CharField(_("partenaire"), max_length=160, blank=True)
    year = models.PositiveIntegerField(_("année"), null=True, blank=True)
    order = models.PositiveIntegerField(_("ordre"), default=0)

    class Meta:
        verbose_name = _("réalisation")
        verbose_name_plural = _("réalisations")
        ordering = ["edition", "node", "order"]

    def __str__(self) -> str:
        return self.title_fr


class Campaign(models.Model):
    """A collection of figures for an edition, between two days."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="campaigns")
    title = models.CharField(_("titre"), max_length=160)
    period_start = models.DateField(_("période du"))
    period_end = models.DateField(_("période au"))
    opens_on = models.DateField(_("ouverture"))
    due_on = models.DateField(_("échéance"))
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("campagne")
        verbose_name_plural = _("campagnes")
        ordering = ["-opens_on"]

    def __str__(self) -> str:
        return self.title


class FigureRequest(models.Model):
    """One figure asked of one organisation. `measurement` is its answer, once begun."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="requests")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="requests")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="figure_requests")
    unit = models.CharField(_("unité de compte"), max_length=20, choices=CountingUnit)
    kind = models.CharField(_("nature du chiffre"), max_length=20, choices=FigureKind)
    period_start = models.DateField(_("période du"), null=True, blank=True)
    period_end = models.DateField(_("période au"), null=True, blank=True)
    due_on = models.DateField(_("échéance"))
    measurement = models.OneToOneField(
        Measurement, models.PROTECT, null=True, blank=True, related_name="figure_request"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("chiffre demandé")
        verbose_name_plural = _("chiffres demandés")
        ordering = ["campaign", "indicator__code", "territory__code", "period_end"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "indicator", "territory", "period_start", "period_end"], name="figure_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} · {self.indicator_id}"


class Transition(models.Model):
    """Who moved a measurement from one state to another, when and why. Appended only."""

    measurement = models.ForeignKey(Measurement, models.CASCADE, related_name="transitions")
    source = models.CharField(_("de"), max_length=12, choices=MeasurementStatus, blank=True)
    target = models.CharField(_("à"), max_length=12, choices=MeasurementStatus)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(_("motif"), blank=True)

    class Meta:
        verbose_name = _("passage d’état")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"


class SpreadsheetImport(models.Model):
    """A spreadsheet of figures that was read: who, when, which file, what changed."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="imports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    file_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("import de tableur")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.campaign_id} · {self.at:%Y-%m-%d}"
