"""Editions of the yearly meeting, the campaigns that collect their figures, who decided what on each figure."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pacte.ground.indicators.enums import CountingUnit, FigureKind, MeasurementStatus
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.pact.commitments.models import Node, Pact

from .enums import NEEDS_REPORTING, EditionState, ImportState, RequestState


class FrozenError(RuntimeError):
    """Something tried to move what is frozen. A verb asks first; this is the last guard."""


class EditionQuerySet(QuerySet["Edition"]):
    """Editions; a bulk write never reaches a frozen one."""

    def open(self) -> EditionQuerySet:
        return self.filter(state=EditionState.OPEN)

    def frozen(self) -> EditionQuerySet:
        return self.filter(state=EditionState.FROZEN)

    def light(self) -> EditionQuerySet:
        """Without the snapshots, which may weigh megabytes."""
        return self.defer("snapshot")

    def update(self, **values: Any) -> int:
        if self.filter(state=EditionState.FROZEN).exists():
            raise FrozenError("a frozen edition is never updated")
        return super().update(**values)


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
    freeze_reason = models.TextField(_("motif d’un gel incomplet"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("édition")
        verbose_name_plural = _("éditions")
        ordering = ["-period_end"]
        constraints = [
            models.UniqueConstraint(fields=["pact", "code"], name="edition_once"),
            models.CheckConstraint(
                condition=Q(state=EditionState.OPEN)
                | (Q(snapshot__isnull=False) & Q(frozen_at__isnull=False) & ~Q(snapshot_sha256="")),
                name="edition_frozen_with_its_snapshot",
            ),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="edition_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.title_fr

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to write over an edition that the database holds as frozen."""
        if self.pk and Edition.objects.frozen().filter(pk=self.pk).exists():
            raise FrozenError("a frozen edition is never written again")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.is_frozen:
            raise FrozenError("a frozen edition is never deleted")
        return super().delete(*args, **kwargs)

    @property
    def is_frozen(self) -> bool:
        return self.state == EditionState.FROZEN


class OfAnEdition(models.Model):
    """What belongs to an edition and stops moving with it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._guard()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._guard()
        return super().delete(*args, **kwargs)

    def owning_edition(self) -> int:
        raise NotImplementedError

    def _guard(self) -> None:
        if Edition.objects.frozen().filter(pk=self.owning_edition()).exists():
            raise FrozenError("what belongs to a frozen edition is never written again")


class Achievement(OfAnEdition):
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

    def owning_edition(self) -> int:
        return self.edition_id


class Campaign(OfAnEdition):
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
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="campaign_due_after_it_opens"),
            models.CheckConstraint(condition=Q(period_end__gte=F("period_start")), name="campaign_period_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    def owning_edition(self) -> int:
        return self.edition_id


class FigureRequestQuerySet(QuerySet["FigureRequest"]):
    def with_state(self, today: date) -> FigureRequestQuerySet:
        """Each request with its `state`, told by its measurement, or by the date when there is none."""
        return self.annotate(
            state=Case(
                When(measurement__isnull=False, then=F("measurement__status")),
                When(due_on__lt=today, then=Value(RequestState.LATE)),
                default=Value(RequestState.AWAITED),
                output_field=models.CharField(),
            )
        )

    def in_state(self, today: date, *states: str) -> FigureRequestQuerySet:
        """Those that stand in one of these states, with it."""
        return self.with_state(today).filter(Q(("state__in", states)))

    def needing_report(self, today: date) -> FigureRequestQuerySet:
        """What a contributor still has to do something about, in campaigns that run today."""
        running = self.filter(campaign__closed_at__isnull=True, campaign__opens_on__lte=today)
        running = running.filter(campaign__edition__state=EditionState.OPEN)
        return running.in_state(today, *NEEDS_REPORTING)

    def with_label(self) -> FigureRequestQuerySet:
        """Each request with the `label` of its indicator's latest sheet, in the reader's language."""
        sheets = Definition.objects.filter(indicator=OuterRef("indicator")).order_by("-version")
        french = Subquery(sheets.values("label_fr")[:1])
        if (get_language() or "fr").startswith("en"):
            return self.annotate(label=Coalesce(NullIf(Subquery(sheets.values("label_en")[:1]), Value("")), french))
        return self.annotate(label=french)

    def to_remind(self, today: date, before: timedelta, every: timedelta) -> FigureRequestQuerySet:
        """Those due within `before` or late, of which nobody was reminded for `every`."""
        soon = self.needing_report(today).filter(due_on__lte=today + before)
        return soon.filter(Q(reminded_at__isnull=True) | Q(reminded_at__date__lte=today - every))


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

    objects = FigureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("chiffre demandé")
        verbose_name_plural = _("chiffres demandés")
        ordering = ["campaign", "indicator__code", "territory__code", "period_end"]
        constraints = [
            # An absent start is a stock: to a database, two absences are not equal, so it has a rule of its own.
            models.UniqueConstraint(
                fields=["campaign", "indicator", "territory", "period_start", "period_end"], name="figure_asked_once"
            ),
            models.UniqueConstraint(
                fields=["campaign", "indicator", "territory", "period_end"],
                condition=Q(period_start__isnull=True),
                name="stock_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} · {self.indicator_id}"

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What names this request in a spreadsheet: indicator, territory, first and last day ("" when none)."""
        start, end = (day.isoformat() if day else "" for day in (self.period_start, self.period_end))
        return self.indicator.code, self.territory.code, start, end


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
    """A spreadsheet of figures that was handed in: who, when, what changed, or why it was refused whole.

    The file itself lies in the data folder under `key` until it is read, then is deleted. `faults` are
    [where, what, remedy] in the language of whoever handed it in.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="imports")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("état"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    file_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("lignes lues"), default=0)
    changed = models.PositiveIntegerField(_("lignes changées"), default=0)
    faults = models.JSONField(_("erreurs"), default=list, blank=True)
    job_key = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("import de tableur")
        verbose_name_plural = _("imports de tableur")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.campaign_id} · {self.at:%Y-%m-%d}"

    @property
    def path(self) -> Path:
        """Where the file waits to be read: the opaque key alone, never what its sender called it."""
        return Path(settings.MEDIA_ROOT) / "imports" / self.key.hex
