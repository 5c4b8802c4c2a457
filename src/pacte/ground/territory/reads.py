"""Territories as pages, permissions and imports need them."""

from __future__ import annotations

from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory


def lineage(territory: Territory) -> list[int]:
    """The keys of a territory and of all that contain it, nearest first; one query per step up."""
    keys: list[int] = []
    step: Territory | None = territory
    while step is not None and step.pk not in keys:
        keys.append(step.pk)
        step = step.parent
    return keys


def covers(outer: Territory | None, inner: Territory) -> bool:
    """Whether a right held on `outer` reaches `inner`; none stands for the whole city."""
    return outer is None or outer.pk in lineage(inner)


def divisions(kind: TerritoryKind = TerritoryKind.ARRONDISSEMENT) -> list[Territory]:
    """The city's divisions of one kind, in their order."""
    return list(Territory.objects.filter(kind=kind).select_related("parent"))


def features(kind: TerritoryKind = TerritoryKind.ARRONDISSEMENT) -> list[dict[str, object]]:
    """GeoJSON features of the divisions that have an outline, named by code and French name."""
    return [
        {
            "type": "Feature",
            "properties": {
                "code": territory.code,
                "name": territory.name_fr,
                "short": territory.name_fr.split(" ", maxsplit=1)[0],
            },
            "geometry": territory.geometry,
        }
        for territory in divisions(kind)
        if territory.geometry
    ]
