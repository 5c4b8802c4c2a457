"""What is measured and what was measured. A definition is versioned; a measurement is superseded, never overwritten."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from .enums import CountingUnit, Deduplication, Direction, FigureKind, MeasurementStatus, Qualifier


class Indicator(models.Model):
    """Something worth counting, under a code that never changes. What it means is in its definitions.

    `owner` answers for its figures. `baseline` is the measurement from which change is told.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    scheme = models.SlugField(_("dispositif"), max_length=60, blank=True)
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="indicators")
    baseline = models.ForeignKey("Measurement", models.SET_NULL, null=True, blank=True, related_name="+")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    is_public = models.BooleanField(_("publié"), default=True)

    class Meta:
        verbose_name = _("indicateur")
        verbose_name_plural = _("indicateurs")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Definition(models.Model):
    """One version of an indicator's sheet: what is counted, in which unit, of whom, how, from where.

    `computed_by` names a computation that a room declares; its measurements are then never typed.
    `threshold` is the smallest count of people that may be published (0 is always publishable).
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="definitions")
    version = models.PositiveIntegerField(_("version"), default=1)
    label_fr = models.CharField(_("libellé"), max_length=200)
    label_en = models.CharField(_("libellé anglais"), max_length=200, blank=True)
    counted_fr = models.TextField(_("ce qui est compté"), blank=True)
    counted_en = models.TextField(_("ce qui est compté, en anglais"), blank=True)
    unit = models.CharField(_("unité de compte"), max_length=20, choices=CountingUnit)
    kind = models.CharField(_("nature du chiffre"), max_length=20, choices=FigureKind)
    population = models.CharField(_("population"), max_length=200, blank=True)
    deduplication = models.CharField(
        _("double compte"), max_length=20, choices=Deduplication, default=Deduplication.NOT_APPLICABLE
    )
    direction = models.CharField(_("sens"), max_length=10, choices=Direction, default=Direction.NONE)
    method = models.TextField(_("méthode"), blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    threshold = models.PositiveIntegerField(_("seuil de publication"), default=11)
    computed_by = models.CharField(_("calculé par"), max_length=80, blank=True)
    valid_from = models.DateField(_("en vigueur depuis le"), null=True, blank=True)

    class Meta:
        verbose_name = _("définition")
        verbose_name_plural = _("définitions")
        ordering = ["indicator", "version"]
        constraints = [models.UniqueConstraint(fields=["indicator", "version"], name="definition_version_once")]

    def __str__(self) -> str:
        return f"{self.indicator.code} v{self.version}"


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def approved(self) -> MeasurementQuerySet:
        return self.filter(status=MeasurementStatus.APPROVED)

    def current(self) -> MeasurementQuerySet:
        """The last approved revision of each fact: approved, and superseded by no approved one."""
        return self.approved().exclude(superseded_by__status=MeasurementStatus.APPROVED)

    def up_to(self, day: date) -> MeasurementQuerySet:
        """Facts whose period has ended by this day; a period not stated is always in."""
        return self.filter(Q(period_end__isnull=True) | Q(period_end__lte=day))


class Measurement(models.Model):
    """One value of an indicator, for a period and a territory, with where it comes from.

    No period at all means that the source does not state it. A percentage keeps its base: either both
    `numerator` and `denominator`, or `base` in words. `revision` counts from 1 along the chain of `supersedes`.
    `contributor` is the organisation that gave the value; `source` is who produced it, as printed.
    `review_note` says what to mend in a measurement that was returned.
    """

    definition = models.ForeignKey(Definition, models.PROTECT, related_name="measurements")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    period_start = models.DateField(_("début de période"), null=True, blank=True)
    period_end = models.DateField(_("fin de période"), null=True, blank=True)
    kind = models.CharField(_("nature du chiffre"), max_length=20, choices=FigureKind)
    unit = models.CharField(_("unité de compte"), max_length=20, choices=CountingUnit)
    qualifier = models.CharField(_("précision"), max_length=20, choices=Qualifier, default=Qualifier.EXACT)
    value = models.DecimalField(_("valeur"), max_digits=20, decimal_places=4)
    numerator = models.DecimalField(_("numérateur"), max_digits=20, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(_("dénominateur"), max_digits=20, decimal_places=4, null=True, blank=True)
    base = models.CharField(_("base"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    method = models.TextField(_("méthode"), blank=True)
    note = models.TextField(_("note"), blank=True)
    contributor = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="measurements")
    status = models.CharField(
        _("état"), max_length=12, choices=MeasurementStatus, default=MeasurementStatus.DRAFT, db_index=True
    )
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    revision = models.PositiveIntegerField(_("révision"), default=1)
    revision_reason = models.TextField(_("motif de la révision"), blank=True)
    origin = models.CharField(_("origine"), max_length=40, default="form")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    review_note = models.TextField(_("retour de l’équipe du Pacte"), blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("mesure")
        verbose_name_plural = _("mesures")
        ordering = ["definition", "period_end", "period_start", "revision"]
        indexes = [models.Index(fields=["definition", "period_end"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True) | Q(period_end__gte=F("period_start")),
                name="measurement_period_in_order",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | ~Q(denominator=0), name="measurement_base_not_zero"
            ),
            models.CheckConstraint(
                condition=~Q(unit=CountingUnit.PERCENT) | Q(denominator__isnull=False) | ~Q(base=""),
                name="measurement_percent_keeps_its_base",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(revision_reason=""), name="measurement_revision_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The short name by which the printed review points back here: "m17-r2"."""
        return f"m{self.pk}-r{self.revision}"


class Target(models.Model):
    """The value an indicator should reach by a date on a territory; `at_most` when less is better."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    territory = models.ForeignKey(Territory, models.PROTECT, related_name="+")
    value = models.DecimalField(_("valeur"), max_digits=20, decimal_places=4)
    at_most = models.BooleanField(_("au plus"), default=False)
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("cible")
        verbose_name_plural = _("cibles")
        ordering = ["indicator", "due_on"]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.value}"
