"""A scheme's own measures counted from its cases: no person, restricted ones left out.

A case is folded under its own version; what a measure counts is what its latest published version says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from pacte.ground.indicators.rules.computed import Result, Row
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import covered

from ..models import Case, CaseClock, CaseEvent
from ..rules.fold import fold
from ..rules.measures import MeasureCount, Told, counted
from ..rules.scheme import Measure, MeasureKind, Scheme
from ..rules.story import Story
from .schemes import published
from .stories import events_from, periods, schemes_of

LONGEST_CODE = 80
AS_STORED = (MeasureKind.OPENED, MeasureKind.OPEN, MeasureKind.OUTCOME)
"""Measures that the case's own columns tell, without its events."""
BATCH = 2000


@dataclass(frozen=True)
class SchemeMeasure:
    """A measure and the scheme that declares it."""

    scheme: Scheme
    measure: Measure

    def code(self, part: str = "") -> str:
        """The code of its computation: "pathway_evictions_kept"; `part` tells two counts of one measure apart.

        One that would be too long is cut and ends with a print of the whole.
        """
        whole = "_".join(filter(None, ("pathway", self.scheme.key, self.measure.key, part)))
        if len(whole) <= LONGEST_CODE:
            return whole
        return f"{whole[: LONGEST_CODE - 9]}_{sha256(whole.encode()).hexdigest()[:8]}"

    @property
    def label(self) -> str:
        return _("%(scheme)s : %(measure)s") % {"scheme": self.scheme.name, "measure": self.measure.label}


def declared() -> list[SchemeMeasure]:
    """The measures of every scheme that was published, each as its latest published version has it."""
    found: dict[tuple[str, str], SchemeMeasure] = {}
    for version, said in published():
        for measure in said.measures:
            found.setdefault((version.scheme.key, measure.key), SchemeMeasure(said, measure))
    return list(found.values())


def value_of(one: SchemeMeasure, on: date, territory: Territory | None, *, of_due: bool = False) -> Result:
    """What a measure counts from 1 January to that day, and the arrondissements behind it.

    Of a clock: those met in time, or with `of_due` all those whose term came. Of a number of days: their median, in
    whole days or halves; nought when nothing was counted.
    """
    cases = list(_cases(one, territory))
    since = date(on.year, 1, 1)
    places = {case["pk"]: case["territory__name_fr"] or "" for case in cases}
    if one.measure.kind == MeasureKind.DAYS:
        return _median(one, cases, places, since, on)
    sums: dict[str, int] = defaultdict(int)
    for place, count in _counts(one, cases, places, since, on):
        sums[place] += int((count.denominator if of_due else count.value) or 0)
    return Result(Decimal(sum(sums.values())), _rows(sums))


def _counts(
    one: SchemeMeasure, cases: list[dict[str, Any]], places: dict[int, str], since: date, until: date
) -> Iterator[tuple[str, MeasureCount]]:
    """The count of each arrondissement, version by version."""
    schemes = schemes_of(case["version"] for case in cases)
    groups: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for case, story in _told(one, cases, schemes):
        groups[(case["version"], places[case["pk"]])].append((case["pk"], case["opened_on"], story))
    for (version, place), stories in groups.items():
        yield place, counted(schemes[version], one.measure, stories, since, until)


def _median(
    one: SchemeMeasure, cases: list[dict[str, Any]], places: dict[int, str], since: date, until: date
) -> Result:
    schemes = schemes_of(case["version"] for case in cases)
    stories = [(case["pk"], case["opened_on"], story) for case, story in _told(one, cases, schemes)]
    found = counted(one.scheme, one.measure, stories, since, until)
    sums: dict[str, int] = defaultdict(int)
    for key in found.keys:
        sums[places[int(str(key))]] += 1
    return Result(Decimal(str(found.value or 0)), _rows(sums))


def _rows(sums: dict[str, int]) -> list[Row]:
    rows = [
        Row(place or _("Arrondissement non précisé"), {"count": str(count)}) for place, count in sums.items() if count
    ]
    return sorted(rows, key=lambda row: row.label)


def _cases(one: SchemeMeasure, territory: Territory | None) -> Iterable[Any]:
    """The cases that may count, without restricted persons."""
    rows: QuerySet[Case] = Case.objects.in_the_open().of_scheme(one.scheme.key)
    if territory is not None and territory.kind != "city":
        rows = rows.filter(territory__in=covered(territory.pk))
    rows = _NARROWED.get(one.measure.kind, lambda kept, measure: kept)(rows, one.measure)
    return rows.values("pk", "version", "opened_on", "closed_on", "outcome", "territory__name_fr")


def _of_step(rows: QuerySet[Case], step: str) -> QuerySet[Case]:
    return rows.filter(Exists(CaseEvent.objects.filter(case=OuterRef("pk"), what=step)))


_NARROWED: dict[str, Callable[[QuerySet[Case], Measure], QuerySet[Case]]] = {
    MeasureKind.STEP: lambda rows, measure: _of_step(rows, measure.step),
    MeasureKind.DAYS: lambda rows, measure: _of_step(rows, measure.until),
    MeasureKind.OUTCOME: lambda rows, measure: rows.filter(outcome=measure.outcome),
    MeasureKind.WITHIN: lambda rows, measure: rows.filter(
        Exists(CaseClock.objects.filter(case=OuterRef("pk"), clock=measure.clock))
    ),
}


def _told(
    one: SchemeMeasure, cases: list[dict[str, Any]], schemes: dict[int, Scheme]
) -> Iterator[tuple[dict[str, Any], Story]]:
    """Each case with its story: from its columns when they tell enough, else folded."""
    if one.measure.kind in AS_STORED:
        for case in cases:
            yield case, Story(outcome=case["outcome"], closed_on=case["closed_on"])
        return
    truces = periods()
    for start in range(0, len(cases), BATCH):
        some = cases[start : start + BATCH]
        events: dict[int, list[CaseEvent]] = defaultdict(list)
        for row in CaseEvent.objects.filter(case__in=[case["pk"] for case in some]).defer("sealed_words"):
            events[row.case_id].append(row)
        for case in some:
            yield case, fold(schemes[case["version"]], events_from(events[case["pk"]]), truces)
