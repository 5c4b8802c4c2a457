"""The city's divisions, for programs."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from pacte.ground.territory.models import Territory

ROUTER = Router(tags=["territory"])


class TerritoryOut(Schema):
    """A division of the city; `parent` is the code of the one that contains it, or none."""

    code: str
    kind: str
    name_fr: str
    name_en: str
    parent: str | None
    is_approximate: bool

    @staticmethod
    def resolve_parent(territory: Territory) -> str | None:
        return territory.parent.code if territory.parent else None


@ROUTER.get("", response=list[TerritoryOut], url_name="territory_list")
def territory_list(request: HttpRequest, kind: str = "") -> list[Territory]:
    """Every division, or those of one kind."""
    rows = Territory.objects.select_related("parent")
    return list(rows.filter(kind=kind) if kind else rows)
