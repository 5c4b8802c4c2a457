"""The permission matrix, one row per URL: who may use which method, on whose objects.

Views do not read this table: they ask their own predicates. The table says what the answer must be, and
`tests/house/test_doors.py` knocks at every door as everybody to compare the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Reach(StrEnum):
    """Whose objects a role may touch through a door."""

    ANY = "any"
    OWN_ORGANISATION = "own_organisation"
    OWN_TERRITORY = "own_territory"
    SELF = "self"


class Placement(StrEnum):
    """Where the object behind a door stands, seen from the person who knocks."""

    OWN = "own"
    OTHER_ORGANISATION = "other_organisation"
    OTHER_TERRITORY = "other_territory"


@dataclass(frozen=True)
class Audience:
    """Who passes: everyone, anyone signed in, or the holders of some roles, each with a reach.

    `roles` maps a role's code to its reach. An empty audience lets nobody in.
    """

    everyone: bool = False
    signed_in: bool = False
    roles: Mapping[str, Reach] = field(default_factory=dict)


PUBLIC = Audience(everyone=True)
SIGNED_IN = Audience(signed_in=True)
NOBODY = Audience()


def only(*roles: str, reach: Reach = Reach.ANY) -> Audience:
    """The holders of these roles, all with the same reach.

    >>> only("pact_team").roles["pact_team"].value
    'any'
    """
    return Audience(roles=dict.fromkeys(roles, reach))


def either(*audiences: Audience) -> Audience:
    """Whoever passes one of these audiences passes this one; the later one wins on a shared role.

    >>> sorted(either(only("a"), only("b", reach=Reach.SELF)).roles)
    ['a', 'b']
    """
    roles: dict[str, Reach] = {}
    for audience in audiences:
        roles |= audience.roles
    return Audience(any(a.everyone for a in audiences), any(a.signed_in for a in audiences), roles)


@dataclass(frozen=True)
class Door:
    """One URL pattern: its route name (`namespace:name`) and, for each method, who passes.

    A method that is not listed answers 405. A permitted call may still be told that its input is wrong (the form
    again with its errors, 400 or 422). Who is refused: anonymous goes to the sign-in page (401 for a `machine`
    door), a role that has no right gets 403, an object out of a role's reach answers 404.
    """

    route: str
    methods: Mapping[str, Audience]
    machine: bool = False


@dataclass(frozen=True)
class Link:
    """An entry of the navigation: shown to those whose audience it names, in this order."""

    label: str | StrPromise
    route: str
    audience: Audience
    order: int = 100


@dataclass(frozen=True)
class Switch:
    """A room that the city switches on or off: its name in words, and whether it is delivered on.

    A room declares it as `access.SWITCH`. One that is off answers 404 everywhere and is in no navigation, no day and
    no panel; one that holds health notes is delivered off.
    """

    label: str | StrPromise
    is_on: bool = True
