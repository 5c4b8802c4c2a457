"""What a case may begin with: the schemes open to new cases, in the version that a day takes."""

from __future__ import annotations

from datetime import date

from ..models import PathwayScheme
from ..rules.scheme import Scheme
from .stories import scheme_of_version, version_on


def open_schemes(day: date) -> list[Scheme]:
    """The schemes in which a case may begin on this day, by name."""
    found = []
    for kept in PathwayScheme.objects.filter(is_open=True).order_by("name").prefetch_related("versions"):
        published = [each for each in kept.versions.all() if each.state == "published"]
        valid = [each for each in published if each.valid_from <= day]
        if valid:
            found.append(scheme_of_version(max(valid, key=lambda each: (each.valid_from, each.number))))
    return found


def scheme_to_start(key: str, day: date) -> Scheme | None:
    """What this scheme says to a case that begins on this day; None when it takes none."""
    kept = PathwayScheme.objects.filter(key=key, is_open=True).first()
    version = version_on(kept, day) if kept else None
    return scheme_of_version(version) if version else None
