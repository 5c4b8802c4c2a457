"""From rows to stories: the scheme of a version, the events of a case, what they fold to. Texts are read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from ..enums import CaseEventKind
from ..models import Case, CaseEvent, LegalPeriod, PathwayScheme, SchemeVersion
from ..rules.fold import fold
from ..rules.parse import read
from ..rules.periods import Period
from ..rules.scheme import Scheme
from ..rules.story import Event, EventKind, Story

TELLING = frozenset(kind.value for kind in EventKind)
"""The kinds that are folded; the others say who does what, or what was noted beside."""


@lru_cache(maxsize=128)
def _parsed(text: str) -> Scheme:
    return read(text)


def scheme_of_version(version: SchemeVersion) -> Scheme:
    """What a version says, read once for each text."""
    return _parsed(version.text)


def scheme_of(case: Case) -> Scheme:
    """What the case's own version says, whatever the city published since."""
    return _parsed(case.version.text)


def schemes_of(versions: Iterable[int]) -> dict[int, Scheme]:
    """What these versions say, by primary key, in one query."""
    return {each.pk: _parsed(each.text) for each in SchemeVersion.objects.filter(pk__in=set(versions))}


def version_on(scheme: PathwayScheme, day: date) -> SchemeVersion | None:
    """The published version that a case opened on this day takes: the latest valid then, else the first published."""
    published = scheme.versions.filter(state="published")
    valid = published.filter(valid_from__lte=day).order_by("-valid_from", "-number").first()
    return valid or published.order_by("valid_from", "number").first()


def periods() -> list[Period]:
    """The legal periods that the city keeps."""
    return [
        Period(each.kind, each.starts_on, each.ends_on, each.reference, each.is_sample)
        for each in LegalPeriod.objects.order_by("kind", "starts_on")
    ]


def event_of(row: CaseEvent) -> Event:
    """A row as the rules read it. A correction's replacement has a key of its own, drawn from the row's."""
    key, fulfils = str(row.key), str(row.fulfils or "")
    if row.kind != CaseEventKind.CORRECTED:
        return Event(key, row.rank, EventKind(row.kind), row.what, row.on, row.value, fulfils)
    replacement = None
    if row.replaces:
        replacement = Event(f"{key}/r", row.rank, EventKind(row.replaces), row.what, row.on, row.value, fulfils)
    return Event(key, row.rank, EventKind.CORRECTED, target=str(row.target_event or ""), replacement=replacement)


def events_from(rows: Iterable[CaseEvent]) -> list[Event]:
    """The events among these rows that are folded."""
    return [event_of(row) for row in rows if row.kind in TELLING]


def events_of(case: Case) -> list[Event]:
    """The events of a case that are folded, by rank."""
    return events_from(case.events.order_by("rank"))


def story_of(case: Case) -> Story:
    """Where the case stands, folded from its events now."""
    return fold(scheme_of(case), events_of(case), periods())
