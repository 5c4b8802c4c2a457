"""Doors of the grids, of waiting, and of persons kept apart."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link, Reach, either, only
from pacte.ground.people.permissions import FOLLOWING_ROLES

from ..permissions import REGULATING_ROLES, SITE_ROLES, STEERING_ROLES

_STEER = only(*STEERING_ROLES)
_READ = either(only(*REGULATING_ROLES), only(*STEERING_ROLES), only(*SITE_ROLES))
_FOLLOW = only(*FOLLOWING_ROLES, reach=Reach.SELF)
_BOTH = {"GET": _STEER, "POST": _STEER}

DOORS: list[Door] = [
    Door("shelter:grid", {"GET": PUBLIC}),
    Door("shelter:grids", {"GET": PUBLIC}),
    Door("shelter:grid_version", {"GET": PUBLIC}),
    Door("shelter:grid_csv", {"GET": PUBLIC}),
    Door("shelter:grid_json", {"GET": PUBLIC}),
    Door("shelter:grid_changes", {"GET": PUBLIC}),
    Door("shelter:grid_sample", {"POST": _STEER}),
    Door("shelter:grid_draft", {"POST": _STEER}),
    Door("shelter:grid_edit", _BOTH),
    Door("shelter:grid_adopt", _BOTH),
    Door("shelter:criterion_add", _BOTH),
    Door("shelter:criterion_edit", _BOTH),
    Door("shelter:criterion_remove", {"POST": _STEER}),
    Door("shelter:waiting", {"GET": _READ}),
    Door("shelter:apart", {"GET": _FOLLOW, "POST": _FOLLOW}),
    Door("shelter:apart_end", {"POST": _FOLLOW}),
]
NAVIGATION: list[Link] = [
    Link(_("Priorités du 115"), "shelter:grid", PUBLIC, order=46),
    Link(_("Attente"), "shelter:waiting", _READ, order=47),
]
