"""The open data of a frozen edition: the files of its data package, each made once."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from pacte import __version__
from pacte.ground.indicators import datapackage
from pacte.ground.territory.models import Territory

from .editions import Issue

DAY = 86_400
TYPES = {
    "datapackage.json": "application/json; charset=utf-8",
    "mesures.csv": "text/csv; charset=utf-8",
    "indicateurs.csv": "text/csv; charset=utf-8",
    "catalogue.jsonld": "application/ld+json; charset=utf-8",
}


def address() -> str:
    """The address of the open data, as printed in the review."""
    return f"{settings.BASE_URL}{reverse('review:open_data')}"


def file(issue: Issue, name: str) -> bytes:
    """One file of the package."""
    files = cache.get_or_set(f"review/{__version__}/{issue.sha256}/data", lambda: _build(issue), DAY)
    return cast(dict[str, bytes], files)[name]


def _build(issue: Issue) -> dict[str, bytes]:
    parents = dict(Territory.objects.filter(parent__isnull=False).values_list("code", "parent__code"))
    base = f"{settings.BASE_URL}{reverse('review:dataset', args=[issue.code])}".removesuffix("datapackage.json")
    return datapackage.build(issue.snapshot, base_url=base, parents=parents)
