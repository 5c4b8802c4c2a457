"""What the exchange pages show: files handed in, pairs to decide, the open data's version."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.http import Http404

from pacte.ground.jobs.models import Job

from ..enums import ImportStage, Likeness, PlacePairState
from ..models import DirectoryImport, Origin, Place, PlacePair, Service, SpecialPeriod, Stop
from .history import label_of

FIELDS = ("name", "run_by", "address", "postal_code", "municipality", "telephone", "email", "website", "hours")


def imports() -> QuerySet[DirectoryImport]:
    """The files handed in, the latest first, without their details."""
    return DirectoryImport.objects.defer("faults", "preview")


def import_of(key: UUID) -> DirectoryImport:
    """One file, or Http404."""
    found = DirectoryImport.objects.select_related("actor").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def job_of(run: DirectoryImport) -> Job | None:
    """The work that is under way for this file."""
    if run.stage not in (ImportStage.RECEIVED, ImportStage.CONFIRMED) or run.job_key is None:
        return None
    return Job.objects.filter(key=run.job_key).first()


def sources() -> list[dict[str, Any]]:
    """Each source with how many entries it knows, and when it was last seen."""
    rows = Origin.objects.values("source").annotate(count=Count("pk"), seen=Max("seen_at"))
    return [dict[str, Any](row) for row in rows.order_by("source")]


def pairs(state: str = PlacePairState.PROPOSED) -> QuerySet[PlacePair]:
    """Pairs in this state, the most alike first; one with a confidential place is not shown."""
    rows = PlacePair.objects.filter(state=state, first__is_confidential=False, second__is_confidential=False)
    if state == PlacePairState.PROPOSED:
        rows = rows.filter(first__merged_into=None, second__merged_into=None)
    return rows.select_related("first__organisation", "second__organisation", "decided_by")


def pair_of(number: int) -> PlacePair:
    """One pair whose two places may be shown, or Http404."""
    rows = PlacePair.objects.filter(pk=number, first__is_confidential=False, second__is_confidential=False)
    related = ("first__services", "second__services", "first__origins", "second__origins")
    found = rows.select_related("first__organisation", "second__organisation").prefetch_related(*related).first()
    if found is None:
        raise Http404
    return found


def sides(pair: PlacePair) -> list[dict[str, Any]]:
    """The two entries line by line: the field, what each says, whether they differ."""
    return [
        {
            "label": label_of("operator" if name == "run_by" else name),
            "first": first,
            "second": second,
            "differs": first != second,
        }
        for name in FIELDS
        if (first := getattr(pair.first, name)) or getattr(pair.second, name)
        for second in [getattr(pair.second, name)]
    ]


def reasons(pair: PlacePair) -> list[str]:
    """Why they may be one place, in words."""
    return [str(Likeness(code).label) for code in pair.reasons if code in Likeness.values]


def version() -> tuple[str, Any]:
    """A print of what is published, that changes with any of it, and when it last changed."""
    places = Place.objects.published().aggregate(n=Count("pk"), last=Max("updated_at"), top=Max("pk"))
    running = Service.objects.published()
    parts = [places, running.aggregate(n=Count("pk"), top=Max("pk")), Place.objects.confidential().count()]
    parts += [rows.objects.aggregate(n=Count("pk"), top=Max("pk")) for rows in (Stop, SpecialPeriod)]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24], places["last"]
