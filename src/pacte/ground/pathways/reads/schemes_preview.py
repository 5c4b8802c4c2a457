"""A version tried on the real running cases before it acts: counts first, then cases by their number alone.

Restricted persons are neither counted nor listed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import Case, CaseEvent, SchemeVersion
from ..rules.compared import CaseChange, TermChange, compare
from ..rules.scheme import Scheme
from .schemes import running_of
from .stories import events_from, periods, schemes_of

LOOKED_AT = 2000
"""At most so many cases are folded for a preview; of more, one in so many is taken, by number."""


@dataclass(frozen=True)
class Line:
    """What changes for one case, in words."""

    label: str
    words: list[str]
    is_lossy: bool


@dataclass
class Preview:
    """What a version would change. `total` running cases, `looked_at` of them tried; the counts are of those."""

    total: int = 0
    looked_at: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    lines: list[Line] = field(default_factory=list)

    @property
    def is_sampled(self) -> bool:
        return self.looked_at < self.total

    @property
    def unchanged(self) -> int:
        return self.looked_at - len(self.lines)


def preview(version: SchemeVersion, said: Scheme, only: SchemeVersion | None = None) -> Preview:
    """Fold every running case of the scheme (of the version `only`, when given) under what a version says."""
    cases = running_of(version.scheme, [only] if only else []).exclude(version=version).order_by("number")
    found = Preview(total=cases.count())
    step = -(-found.total // LOOKED_AT) or 1
    chosen = list(cases.only("pk", "number", "version_id"))[::step]
    found.looked_at = len(chosen)
    schemes = schemes_of(each.version_id for each in chosen)
    for case, change in _changes(chosen, schemes, said):
        if not change.is_nothing:
            _count(found.counts, change)
            before = schemes[case.version_id]
            lossy = bool(change.lost or change.outcome or (change.stage and not change.stage[1]))
            found.lines.append(Line(case.label, list(_words(before, said, change)), lossy))
    found.lines.sort(key=lambda line: (not line.is_lossy, line.label))
    return found


def _changes(chosen: list[Case], schemes: dict[int, Scheme], said: Scheme) -> Iterator[tuple[Case, CaseChange]]:
    events: dict[int, list[CaseEvent]] = defaultdict(list)
    keys = [each.pk for each in chosen]
    for start in range(0, len(keys), 500):
        for row in CaseEvent.objects.filter(case__in=keys[start : start + 500]).defer("sealed_words"):
            events[row.case_id].append(row)
    truces = periods()
    for case in chosen:
        yield case, compare(schemes[case.version_id], said, events_from(events[case.pk]), truces)


def _count(counts: Counter[str], change: CaseChange) -> None:
    """Cases by what happens to them; a case may be in several."""
    counts["terms"] += any(each.before and each.after for each in change.terms)
    counts["gone"] += any(each.after is None for each in change.terms)
    counts["new"] += any(each.before is None for each in change.terms)
    counts["stage"] += change.stage is not None
    counts["outcome"] += change.outcome is not None
    counts["lost"] += bool(change.lost)


def _words(before: Scheme, after: Scheme, change: CaseChange) -> Iterator[str]:
    for term in change.terms:
        yield _term(before, after, term)
    if change.stage:
        old, new = (_label(before, after, "step", key) for key in change.stage)
        yield _("Étape : %(old)s devient %(new)s.") % {"old": old, "new": new}
    if change.outcome:
        old, new = (_label(before, after, "outcome", key) for key in change.outcome)
        if not change.outcome[0]:
            yield _("Le parcours se terminerait : %(new)s.") % {"new": new}
        elif not change.outcome[1]:
            yield _("L’issue %(old)s serait perdue : le parcours reprendrait.") % {"old": old}
        else:
            yield _("Issue : %(old)s devient %(new)s.") % {"old": old, "new": new}
    for kind, key in change.lost:
        yield _("La nouvelle version ne connaît plus %(what)s, noté dans ce parcours.") % {
            "what": _label(before, after, kind, key)
        }


def _term(before: Scheme, after: Scheme, term: TermChange) -> str:
    values = {
        "clock": _label(before, after, "clock", term.clock), "old": _day(term.before), "new": _day(term.after),
    }  # fmt: skip
    if term.before is None:
        return _("%(clock)s : un nouveau délai, au %(new)s.") % values
    if term.after is None:
        return _("%(clock)s : ce délai (%(old)s) ne court plus.") % values
    return _("%(clock)s : le %(old)s devient le %(new)s.") % values


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _label(before: Scheme, after: Scheme, kind: str, key: str) -> str:
    found = getattr(after, kind)(key) or getattr(before, kind)(key) if key else None
    return f"«\u00a0{found.label}\u00a0»" if found else _("rien")
