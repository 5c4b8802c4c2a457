"""Schemes as pages and commands read them: the list, the versions, the cases of each, drafts that hold or not."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.http import Http404

from pacte.ground.partners.permissions import Someone

from ..enums import VersionState
from ..models import Case, PathwayScheme, SchemeVersion
from ..permissions import keeps_schemes
from ..rules.faults import SchemeFaults
from ..rules.parse import parse, read
from ..rules.scheme import Scheme
from .scheme_words import ToldFault, told
from .stories import scheme_of_version, version_on


@dataclass(frozen=True)
class SchemeRow:
    """A scheme of the list: its versions, drafts, running cases (restricted persons left out)."""

    scheme: PathwayScheme
    numbers: str
    drafts: int
    running: int
    is_sample: bool

    @property
    def is_published(self) -> bool:
        return bool(self.numbers)

    @property
    def takes_cases(self) -> bool:
        """Whether a new case may begin."""
        return self.scheme.is_open and self.is_published


@dataclass(frozen=True)
class VersionRow:
    """A version of a scheme, and how many cases run under it (restricted persons left out)."""

    version: SchemeVersion
    running: int
    takes_cases: bool


@dataclass(frozen=True)
class Written:
    """What a version's text says, sound or not: `scheme` is None when its form itself is broken."""

    scheme: Scheme | None
    faults: list[ToldFault]


def overview(*, with_drafts: bool = True) -> list[SchemeRow]:
    """Every scheme with its versions and running cases, by name; only the published ones for who keeps none."""
    running = _running("scheme")
    rows = []
    for scheme in PathwayScheme.objects.prefetch_related("versions"):
        versions = list(scheme.versions.all())
        published = [each for each in versions if each.state == VersionState.PUBLISHED]
        drafts = sum(each.state == VersionState.DRAFT for each in versions)
        if published or with_drafts:
            numbers = ", ".join(str(each.number) for each in sorted(published, key=lambda each: each.number))
            is_sample = bool(published) and all(each.is_sample for each in published)
            rows.append(SchemeRow(scheme, numbers, drafts, running.get(scheme.pk, 0), is_sample))
    return rows


def scheme_seen(user: Someone, key: str) -> PathwayScheme:
    """The scheme of this key; one that was never published is for those who keep schemes. Raises Http404."""
    found = PathwayScheme.objects.filter(key=key).first()
    if found is None or not (keeps_schemes(user) or found.versions.exclude(state=VersionState.DRAFT).exists()):
        raise Http404
    return found


def version_seen(user: Someone, key: str, number: int) -> SchemeVersion:
    """A version; drafts are for those who keep schemes. Raises Http404."""
    found = SchemeVersion.objects.select_related("scheme").filter(scheme__key=key, number=number).first()
    if found is None or (found.state == VersionState.DRAFT and not keeps_schemes(user)):
        raise Http404
    return found


def versions(scheme: PathwayScheme, day: date, *, with_drafts: bool) -> list[VersionRow]:
    """The versions, the latest first, and which one a case opened today takes."""
    rows: QuerySet[SchemeVersion] = scheme.versions.select_related("published_by").order_by("-number")
    if not with_drafts:
        rows = rows.exclude(state=VersionState.DRAFT)
    running, current = _running("version"), version_on(scheme, day)
    return [VersionRow(each, running.get(each.pk, 0), each == current and scheme.is_open) for each in rows]


def written(version: SchemeVersion) -> Written:
    """What a version says, with the faults of a draft in words."""
    try:
        said = read(version.text)
    except SchemeFaults as bad:
        return Written(None, told(bad.faults))
    try:
        parse(version.text)
    except SchemeFaults as bad:
        return Written(said, told(bad.faults))
    return Written(said, [])


def published() -> list[tuple[SchemeVersion, Scheme]]:
    """Every version that is or was in force, with what it says, the latest of each scheme first.

    One that the rules of today would not accept is left out, so that no figure of another falls with it.
    """
    rows = SchemeVersion.objects.exclude(state=VersionState.DRAFT).select_related("scheme")
    found = []
    for each in rows.order_by("scheme__key", "-number"):
        with suppress(SchemeFaults):
            found.append((each, scheme_of_version(each)))
    return found


def versions_deferred_by(kind: str) -> list[int]:
    """The versions with a clock that this kind of legal period moves."""
    return [each.pk for each, said in published() if any(clock.deferred_by == kind for clock in said.clocks)]


def running_of(scheme: PathwayScheme, versions: Iterable[SchemeVersion] = ()) -> QuerySet[Case]:
    """Running cases that may be told by number: restricted persons left out."""
    rows = Case.objects.running().in_the_open().filter(scheme=scheme)
    chosen = [each.pk for each in versions]
    return rows.filter(version__in=chosen) if chosen else rows


def _running(by: str) -> dict[int, int]:
    rows = Case.objects.running().in_the_open().values(by).annotate(count=Count("pk"))
    return {row[by]: row["count"] for row in rows.order_by()}
