"""Territories as pages, permissions and imports need them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models.expressions import RawSQL

from pacte.ground.declarations.rooms import switchable
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import RoomSwitch, Territory


def lineage(territory: Territory) -> set[int]:
    """The keys of a territory and of all those that contain it: a right on any of them reaches it."""
    keys: set[int] = set()
    step: Territory | None = territory
    while step is not None and step.pk not in keys:
        keys.add(step.pk)
        step = step.parent
    return keys


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


def covered(key: int) -> set[int]:
    """The keys of a territory, of what it contains and of what it groups, down to the smallest."""
    keys, frontier = {key}, {key}
    while frontier:
        inside = Territory.objects.filter(parent__in=frontier).values_list("pk", flat=True)
        grouped = Territory.objects.filter(groupings__in=frontier).values_list("pk", flat=True)
        frontier = {*inside, *grouped} - keys
        keys |= frontier
    return keys


def inside(key: int) -> RawSQL:
    """The same keys as `covered`, as a subquery of a search: `filter(territory__in=inside(key))` costs no query."""
    return RawSQL(COVERED, [key])  # noqa: S611 - the text is constant, the key a parameter


COVERED = """
WITH RECURSIVE reach(id) AS (
  SELECT CAST(%s AS bigint)
  UNION
  SELECT step.part FROM reach JOIN (
    SELECT id AS part, parent_id AS whole FROM territory_territory
    UNION ALL
    SELECT to_territory_id AS part, from_territory_id AS whole FROM territory_territory_members
  ) AS step ON step.whole = reach.id
)
SELECT id FROM reach
"""


def reaching(territory: Territory) -> set[int]:
    """The keys of the territories that reach this one: itself, those that contain it, those that group any of them.

    A site on an arrondissement belongs to the directorate that groups the arrondissement.
    """
    line = lineage(territory)
    return line | set(Territory.objects.filter(members__in=line).values_list("pk", flat=True))


def directorate_of(territory: Territory) -> Territory | None:
    """The directorate that groups this territory or one that contains it; None where no directorate is known."""
    found = Territory.objects.filter(kind=TerritoryKind.DIRECTORATE, pk__in=reaching(territory))
    return found.defer("geometry").order_by("order", "code").first()


@dataclass(frozen=True)
class Room:
    """A room that the city may switch: its code and name, whether it is in service, the decision if there is one."""

    code: str
    label: str
    is_on: bool
    decision: RoomSwitch | None


def rooms_off() -> frozenset[str]:
    """The rooms out of service now: switched off, or delivered off and never switched on."""
    decided = dict(RoomSwitch.objects.values_list("room", "is_on"))
    return frozenset(code for code, switch in switchable().items() if not decided.get(code, switch.is_on))


def rooms() -> list[Room]:
    """The rooms that the city may switch, by their name."""
    decided = {row.room: row for row in RoomSwitch.objects.all()}
    found = [
        Room(code, str(switch.label), decided[code].is_on if code in decided else switch.is_on, decided.get(code))
        for code, switch in switchable().items()
    ]
    return sorted(found, key=lambda room: room.label)
