"""Doors of this part: the line is one for the whole city, its regulators see every request of the night."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only

from ..permissions import REGULATING_ROLES

REGULATION = only(*REGULATING_ROLES)


def _form(route: str) -> Door:
    return Door(route, {"GET": REGULATION, "POST": REGULATION})


def _page(route: str) -> Door:
    return Door(route, {"GET": REGULATION})


def _act(route: str) -> Door:
    return Door(route, {"POST": REGULATION})


DOORS: list[Door] = [
    _page("shelter:queue"),
    _form("shelter:call"),
    _form("shelter:new_request"),
    _page("shelter:request"),
    _form("shelter:request_edit"),
    _act("shelter:request_take"),
    _act("shelter:request_let_go"),
    _act("shelter:request_again"),
    _form("shelter:request_unmet"),
    _form("shelter:request_refusal"),
    _form("shelter:request_cancel"),
    _act("shelter:request_reopen"),
    _form("shelter:request_exclude"),
    _act("shelter:request_offer_site"),
    _form("shelter:minor"),
]
NAVIGATION: list[Link] = [
    Link(_("Demandes"), "shelter:queue", REGULATION, order=11),
]
