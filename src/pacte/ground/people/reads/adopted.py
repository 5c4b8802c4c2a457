"""The lists in force: who adopted them, and what they say. The latest adopted one of each kind acts."""

from __future__ import annotations

from ..enums import RuleKind
from ..models import AdoptedRules
from ..rules.bases import Basis, bases_of


def in_force(kind: str) -> AdoptedRules | None:
    """The list of this kind that acts now; None while none was ever adopted."""
    return AdoptedRules.objects.filter(kind=kind).select_related("adopted_by").order_by("-adopted_at", "-pk").first()


def adopted_bases() -> tuple[str, list[Basis]]:
    """The version of the list of bases in force, and its bases; empty without a list."""
    latest = in_force(RuleKind.SHARING_BASES)
    return (latest.version, bases_of(latest.content)) if latest else ("", [])


def earlier(kind: str) -> list[AdoptedRules]:
    """The lists of this kind that acted before, the latest first."""
    return list(AdoptedRules.objects.filter(kind=kind).order_by("-adopted_at", "-pk")[1:21])
