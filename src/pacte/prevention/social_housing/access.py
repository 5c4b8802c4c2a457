"""Doors of the room: everyone reads the grid, those who follow their requests, the committee and landlords numbers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import PUBLIC, Door, Link, Reach, Switch, either, only
from pacte.ground.partners.enums import Role
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .permissions import COMMITTEE_ROLES, GRID_ROLES, LANDLORD_ROLES

SWITCH = Switch(_("Logement social : cotation, attribution, mise à l’abri"))

_KEEP = only(*GRID_ROLES)
_FOLLOW = only(*FOLLOWING_ROLES, reach=Reach.SELF)
_FOLLOW_ALL = only(*FOLLOWING_ROLES)
_DECIDE = only(*COMMITTEE_ROLES)
_LET = only(*LANDLORD_ROLES, reach=Reach.OWN_ORGANISATION)
_HOMES = either(_DECIDE, _LET)

_KEEP_BOTH = {"GET": _KEEP, "POST": _KEEP}
_FOLLOW_BOTH = {"GET": _FOLLOW, "POST": _FOLLOW}

DOORS: list[Door] = [
    Door("social_housing:grid", {"GET": PUBLIC}),
    Door("social_housing:grids", {"GET": PUBLIC}),
    Door("social_housing:grid_version", {"GET": PUBLIC}),
    Door("social_housing:simulation", {"GET": _KEEP}),
    Door("social_housing:grid_samples", {"POST": _KEEP}),
    Door("social_housing:grid_draft", {"POST": _KEEP}),
    Door("social_housing:grid_edit", _KEEP_BOTH),
    Door("social_housing:grid_adopt", _KEEP_BOTH),
    Door("social_housing:rubric_add", _KEEP_BOTH),
    Door("social_housing:rubric_edit", _KEEP_BOTH),
    Door("social_housing:criterion_add", _KEEP_BOTH),
    Door("social_housing:criterion_edit", _KEEP_BOTH),
    Door("social_housing:criterion_remove", {"POST": _KEEP}),
    Door("social_housing:requests", {"GET": _FOLLOW_ALL}),
    Door("social_housing:request_new", _FOLLOW_BOTH),
    Door("social_housing:request_of_case", _FOLLOW_BOTH),
    Door("social_housing:request", {"GET": _FOLLOW}),
    Door("social_housing:request_address", {"POST": only(Role.SOCIAL_WORKER, reach=Reach.SELF)}),
    Door("social_housing:request_answers", _FOLLOW_BOTH),
    Door("social_housing:request_evidence", _FOLLOW_BOTH),
    Door("social_housing:evidence_remove", {"POST": _FOLLOW}),
    Door("social_housing:request_told", {"POST": _FOLLOW}),
    Door("social_housing:request_explained", {"GET": _FOLLOW}),
    Door("social_housing:request_visited", _FOLLOW_BOTH),
    Door("social_housing:request_declined", _FOLLOW_BOTH),
    Door("social_housing:dwellings", {"GET": _HOMES}),
    Door("social_housing:dwelling_new", {"GET": _LET, "POST": _LET}),
    Door("social_housing:dwelling", {"GET": _HOMES}),
    Door("social_housing:dwelling_withdraw", {"POST": _LET}),
    Door("social_housing:sheet_prepare", {"POST": _DECIDE}),
    Door("social_housing:sheet", {"GET": _HOMES}),
    Door("social_housing:sheet_pdf", {"GET": _DECIDE}),
    Door("social_housing:sheet_decide", {"GET": _DECIDE, "POST": _DECIDE}),
    Door("social_housing:candidate_propose", {"POST": _DECIDE}),
    Door("social_housing:candidate_allocate", {"POST": _DECIDE}),
    Door("social_housing:candidate_decline", {"GET": _HOMES, "POST": _HOMES}),
    Door("social_housing:candidate_lease", {"GET": _LET, "POST": _LET}),
    Door("social_housing:safe_places", {"GET": _FOLLOW}),
    Door("social_housing:safe_place_reached", _FOLLOW_BOTH),
    Door("social_housing:safe_place_left", _FOLLOW_BOTH),
]
NAVIGATION: list[Link] = [
    Link(_("Cotation du logement social"), "social_housing:grid", PUBLIC, order=36),
    Link(_("Demandes de logement"), "social_housing:requests", _FOLLOW_ALL, order=37),
    Link(_("Logements à attribuer"), "social_housing:dwellings", _HOMES, order=38),
]
