"""Doors of the room: a landlord reaches what its organisation wrote, a team what was handed to it on its territory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, Switch, either, only

from .permissions import LANDLORD_ROLES, NAMING_ROLES, TEAM_ROLES

SWITCH = Switch(_("Voisinage et santé"), is_on=False)
"""The room holds health data: it is off until the city decides otherwise."""

_LANDLORD = only(*LANDLORD_ROLES, reach=Reach.OWN_ORGANISATION)
_TEAM = only(*TEAM_ROLES, reach=Reach.SELF)
_READING = either(_LANDLORD, _TEAM)
_NAMING = only(*NAMING_ROLES)


def _form(route: str, audience: object) -> Door:
    return Door(f"neighbours:{route}", {"GET": audience, "POST": audience})  # type: ignore[dict-item]


DOORS: list[Door] = [
    Door("neighbours:home", {"GET": _READING}),
    Door("neighbours:signal", {"GET": _READING}),
    Door("neighbours:sheet", {"GET": _READING}),
    _form("write", _LANDLORD),
    _form("complete", _LANDLORD),
    _form("assign", _TEAM),
    _form("take", _TEAM),
    _form("contact", _TEAM),
    _form("evaluate", _TEAM),
    _form("close", _TEAM),
    _form("teams", _NAMING),
    Door("neighbours:end_team", {"POST": _NAMING}),
]
NAVIGATION: list[Link] = [
    Link(_("Voisinage"), "neighbours:home", only(*LANDLORD_ROLES), order=60),
    Link(_("Équipes de voisinage"), "neighbours:teams", _NAMING, order=160),
]
"""A social worker outside a neighbour team has nothing to read here: the team comes from its day and its cases."""
