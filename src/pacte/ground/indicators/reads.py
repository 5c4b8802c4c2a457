"""Figures as pages, programs and campaigns need them. Every list starts from what its reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import organisations_of
from pacte.ground.territory.models import Territory

from .enums import OPEN_TO_CONTRIBUTOR, UNITS_OF_PEOPLE, CountingUnit, MeasurementStatus
from .models import Definition, Indicator, Measurement, MeasurementQuerySet
from .permissions import CONTRIBUTING, may_read_small_counts, may_steer
from .rules.release import Fact, withheld

RELATED = ("definition__indicator__part_of", "territory__parent", "contributor")


@dataclass(frozen=True)
class Shown:
    """A measurement as one reader sees it: its value, or nothing when it is too small for them."""

    measurement: Measurement
    is_suppressed: bool


def current_measurements(
    codes: Iterable[str] | None = None, *, territory: Territory | None = None, on: date | None = None
) -> MeasurementQuerySet:
    """The last approved revision of each fact, of these indicators (all by default), known by that day."""
    found = Measurement.objects.all().current().select_related(*RELATED)
    if codes is not None:
        found = found.filter(definition__indicator__code__in=list(codes))
    if territory is not None:
        found = found.filter(territory=territory)
    return found.up_to(on) if on else found


def series(indicator: Indicator, territory: Territory | None = None) -> list[Measurement]:
    """The current figures of an indicator, latest period first; one whose period is not stated comes last."""
    rows = list(current_measurements([indicator.code], territory=territory))
    return sorted(rows, key=lambda m: (m.period_end or date.min, m.period_start or date.min, m.pk), reverse=True)


def revisions_of(measurement: Measurement) -> list[Measurement]:
    """All revisions of the fact that this measurement tells, oldest first, whatever their state; one query."""
    rows = Measurement.objects.filter(
        definition__indicator=measurement.definition.indicator_id, territory=measurement.territory_id
    ).select_related(*RELATED, "created_by", "approved_by")
    by_key = {row.pk: row for row in rows}
    following = {row.supersedes_id: row for row in by_key.values() if row.supersedes_id}
    first = by_key[measurement.pk]
    while first.supersedes_id in by_key:
        first = by_key[first.supersedes_id]
    chain = [first]
    while chain[-1].pk in following:
        chain.append(following[chain[-1].pk])
    return chain


def baseline_of(indicator: Indicator, figures: Sequence[Shown]) -> Shown | None:
    """The figure from which change is told, unless it is the latest itself."""
    return next((one for one in figures[1:] if one.measurement.pk == indicator.baseline_id), None)


def definition_of(indicator: Indicator, on: date | None = None) -> Definition | None:
    """The version in force on a day; the latest one when no day is given."""
    versions = indicator.definitions.order_by("-version")
    if on is not None:
        versions = versions.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    return versions.first()


def indicators_for(user: Someone) -> QuerySet[Indicator]:
    """Public indicators for everyone signed in; the others for their owner and the pact's team."""
    if may_steer(user):
        return Indicator.objects.all()
    return Indicator.objects.filter(Q(is_public=True) | Q(owner__in=organisations_of(user, *CONTRIBUTING)))


def visible_to(user: Someone) -> MeasurementQuerySet:
    """Approved figures of the indicators that the user sees, and all those of the organisations they speak for."""
    if may_steer(user):
        return Measurement.objects.all().select_related(*RELATED)
    mine = organisations_of(user, *CONTRIBUTING)
    approved = Q(status=MeasurementStatus.APPROVED, definition__indicator__in=indicators_for(user))
    return Measurement.objects.filter(approved | Q(contributor__in=mine)).select_related(*RELATED)


def is_open(measurement: Measurement) -> bool:
    """Whether its contributor may still change it."""
    return measurement.status in OPEN_TO_CONTRIBUTOR


def awaits_decision(measurement: Measurement) -> bool:
    """Whether the pact's team has to say yes or no."""
    return measurement.status == MeasurementStatus.SUBMITTED


def is_correctable(measurement: Measurement, revisions: Sequence[Measurement]) -> bool:
    """Whether a revision may start from it: approved, and the last of its revisions."""
    return measurement.status == MeasurementStatus.APPROVED and revisions[-1].pk == measurement.pk


def current_visible_to(user: Someone) -> MeasurementQuerySet:
    """Of what the user sees, the revisions that no approved one has replaced."""
    newer = Measurement.objects.filter(supersedes=OuterRef("pk"), status=MeasurementStatus.APPROVED)
    return visible_to(user).filter(~Exists(newer))


def shown_to(user: Someone, measurements: Sequence[Measurement]) -> list[Shown]:
    """The same measurements, each with whether its value is withheld from this user.

    What is too small, and what would give it away, is judged over all the current figures of the same family of
    indicators, so that two requests never tell more than one. Two more queries at most.
    """
    hidden = _withheld(measurements) if not may_steer(user) else frozenset()
    return [Shown(m, (m.pk in hidden) and not may_read_small_counts(user, m)) for m in measurements]


def _withheld(measurements: Sequence[Measurement]) -> frozenset[object]:
    """Keys of the measurements that must be hidden from the public."""
    asked = [m for m in measurements if m.unit in UNITS_OF_PEOPLE or m.unit == CountingUnit.PERCENT]
    if not asked:
        return frozenset()
    roots = {m.definition.indicator.part_of_id or m.definition.indicator_id for m in asked}
    family = Measurement.objects.current().filter(
        Q(definition__indicator__in=roots) | Q(definition__indicator__part_of__in=roots), _same_ends(asked)
    )
    release = {m.pk: m for m in family.select_related(*RELATED)}
    hidden = withheld((fact_of(m) for m in release.values()), _parents(release.values()))
    # A figure outside the release (a draft, an earlier revision) is hidden when it is small itself, or when what
    # replaced it is hidden: the two may differ by one person.
    old = [m for m in asked if m.pk not in release]
    small = withheld((fact_of(m) for m in old), {})
    places = {_place(release[pk]) for pk in hidden if pk in release}
    return hidden | small | {m.pk for m in old if _place(m) in places}


def _same_ends(measurements: Iterable[Measurement]) -> Q:
    """Figures that end when these do: what is published of other periods tells nothing about them."""
    ends = {m.period_end for m in measurements}
    return Q(period_end__in=ends - {None}) | (Q(period_end__isnull=True) if None in ends else Q())


def _place(measurement: Measurement) -> tuple[object, ...]:
    m = measurement
    return m.definition.indicator_id, m.territory_id, m.period_start, m.period_end


def _parents(measurements: Iterable[Measurement]) -> dict[str, str]:
    return {m.territory.code: m.territory.parent.code for m in measurements if m.territory.parent}


def fact_of(measurement: Measurement) -> Fact:
    """The measurement as small-count protection sees it; what counts no people has a threshold of 0."""
    m, indicator = measurement, measurement.definition.indicator
    of_people = m.unit in UNITS_OF_PEOPLE or (m.unit == CountingUnit.PERCENT and m.denominator is not None)
    period = (m.period_start.isoformat() if m.period_start else "", m.period_end.isoformat() if m.period_end else "")
    return Fact(
        m.pk, indicator.code, indicator.part_of.code if indicator.part_of else "", m.territory.code, period,
        m.value, m.definition.threshold if of_people else 0, m.numerator, m.denominator,
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of the list of indicators: its sheet in force and its latest figure, as this reader sees it."""

    indicator: Indicator
    definition: Definition
    latest: Shown | None


ORDERS = {"label": "label_fr", "code": "indicator__code", "unit": "unit"}
"""How the list of indicators may be sorted: the name in the address, the column."""


def listed_for(user: Someone, *, q: str = "", unit: str = "", sort: str = "label") -> QuerySet[Definition]:
    """The sheets in force of the indicators that the user sees, narrowed and sorted ("-label" for the reverse)."""
    newer = Definition.objects.filter(indicator=OuterRef("indicator"), version__gt=OuterRef("version"))
    found = Definition.objects.filter(~Exists(newer), indicator__in=indicators_for(user))
    if q:
        words = Q(label_fr__icontains=q) | Q(label_en__icontains=q) | Q(indicator__code__icontains=q)
        found = found.filter(words)
    if unit:
        found = found.filter(unit=unit)
    column = ORDERS.get(sort.lstrip("-"), "label_fr")
    return found.select_related("indicator__owner").order_by(f"-{column}" if sort.startswith("-") else column, "pk")


def lines(user: Someone, definitions: Sequence[Definition]) -> list[Line]:
    """Those sheets with the latest figure of each, the widest territory first; three queries at most."""
    rank = Window(
        RowNumber(),
        partition_by=F("definition__indicator"),
        order_by=[F("period_end").desc(nulls_last=True), F("territory__parent").asc(nulls_first=True), F("pk").desc()],
    )
    rows = current_measurements([definition.indicator.code for definition in definitions]).annotate(rank=rank)
    shown = {one.measurement.definition.indicator_id: one for one in shown_to(user, list(rows.filter(rank=1)))}
    return [Line(sheet.indicator, sheet, shown.get(sheet.indicator_id)) for sheet in definitions]
