"""How much of a file somebody sees, from what binds them to it. Plain Python: nothing here reads a row.

A bond gives a level, classes of data, audiences of notes, and whether one may write. Without a bond: nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pacte.ground.declarations.privacy import FieldClass

HANDOVER_DAYS = 30
"""After a handover inside one organisation, the previous worker still reads this long."""

EXISTENCE, FOLLOW_UP, FULL = "existence", "follow_up", "full"
LEVELS = (EXISTENCE, FOLLOW_UP, FULL)


class Relation(StrEnum):
    """What binds a user to a file, from the closest to the furthest."""

    WORKER = "worker"
    PREVIOUS_WORKER = "previous_worker"
    BREAK_GLASS = "break_glass"
    SHARING = "sharing"
    TEAM = "team"


CLASSES_OF_LEVEL: dict[str, frozenset[str]] = {
    EXISTENCE: frozenset({FieldClass.IDENTITY}),
    FOLLOW_UP: frozenset({FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.FREE_TEXT}),
    FULL: frozenset(
        {FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.FREE_TEXT, FieldClass.SITUATION, FieldClass.HEALTH}
    ),
}
"""What a level may open at most; a protected address is for those who follow the person alone."""

WITHOUT_GRID = frozenset({FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.FREE_TEXT, FieldClass.SITUATION})
"""What those who follow a person see while no grid is adopted: neither health nor protected addresses."""

AUDIENCES: dict[str, frozenset[str]] = {
    EXISTENCE: frozenset(),
    FOLLOW_UP: frozenset({"partners"}),
    FULL: frozenset({"partners", "organisation"}),
}


class Grid:
    """Which classes of data a role may see in a kind of organisation, from an adopted list.

    `content` holds `rights`: lists of roles, kinds and classes. Without content, `WITHOUT_GRID` for everyone.

    >>> grid = Grid({"rights": [{"roles": ["social_worker"], "kinds": ["health"], "classes": ["health"]}]})
    >>> sorted(grid.classes("social_worker", "health")), sorted(grid.classes("social_worker", "landlord"))
    (['health'], [])
    """

    def __init__(self, content: Mapping[str, Any] | None = None) -> None:
        self.rights = None if content is None else content["rights"]

    def classes(self, role: str, kind: str) -> frozenset[str]:
        """The classes for this role in this kind of organisation."""
        if self.rights is None:
            return WITHOUT_GRID
        given = (row["classes"] for row in self.rights if role in row["roles"] and kind in row["kinds"])
        return frozenset(each for classes in given for each in classes)


@dataclass(frozen=True)
class Bond:
    """What binds a user to a file: in which role, of which kind of organisation; for a sharing, what it opens."""

    relation: Relation
    role: str
    organisation_kind: str
    level: str = FULL
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Seen:
    """What the bonds open together."""

    level: str
    may_write: bool
    classes: frozenset[str]
    audiences: frozenset[str]


def seen_through(bond: Bond, grid: Grid, file_is_open: bool = True) -> Seen:
    """What one bond opens.

    >>> seen_through(Bond(Relation.TEAM, "social_worker", "association"), Grid()).level
    'existence'
    >>> worker = seen_through(Bond(Relation.WORKER, "social_worker", "association"), Grid())
    >>> worker.may_write, "health" in worker.classes, "workers" in worker.audiences
    (True, False, True)
    """
    held = grid.classes(bond.role, bond.organisation_kind)
    match bond.relation:
        case Relation.WORKER:
            return Seen(FULL, file_is_open, held, AUDIENCES[FULL] | {"workers"})
        case Relation.PREVIOUS_WORKER:
            return Seen(FULL, False, held - {FieldClass.PROTECTED_ADDRESS}, AUDIENCES[FULL] | {"workers"})
        case Relation.BREAK_GLASS:
            return Seen(FULL, False, held & CLASSES_OF_LEVEL[FULL], AUDIENCES[FULL])
        case Relation.SHARING:
            opened = CLASSES_OF_LEVEL[bond.level] & bond.classes
            return Seen(bond.level, False, held & opened, AUDIENCES[bond.level])
        case Relation.TEAM:
            return Seen(EXISTENCE, False, held & CLASSES_OF_LEVEL[EXISTENCE], AUDIENCES[EXISTENCE])


def together(parts: Iterable[Seen]) -> Seen | None:
    """The most that these open together; None when there is nothing."""
    held = list(parts)
    if not held:
        return None
    return Seen(
        level=max((part.level for part in held), key=LEVELS.index),
        may_write=any(part.may_write for part in held),
        classes=frozenset(each for part in held for each in part.classes),
        audiences=frozenset(each for part in held for each in part.audiences),
    )
