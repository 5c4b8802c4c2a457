"""Doors of the room: a young person's pages follow the file's own sight; the platform's numbers, the organisation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, Switch, either, only

from .permissions import CASE_ROLES, LEADING_ROLES

SWITCH = Switch(_("Jeunes majeurs"))
_FOLLOW = only(*CASE_ROLES, reach=Reach.SELF)
_LIST = only(*CASE_ROLES)
_LEAD = only(*LEADING_ROLES, reach=Reach.OWN_ORGANISATION)
_FORMS = (
    "begin", "trusted", "goal", "contract", "refusal", "appeal", "appeal_answer", "leave", "come_back",
    "interview_after", "platform_leave", "workshop",
)  # fmt: skip

DOORS: list[Door] = [
    Door("young_adults:home", {"GET": _LIST}),
    Door("young_adults:young", {"GET": _FOLLOW}),
    Door("young_adults:plan_pdf", {"GET": _FOLLOW}),
    Door("young_adults:goal_done", {"POST": _FOLLOW}),
    Door("young_adults:caseload", {"GET": either(_LIST, only(*LEADING_ROLES))}),
    Door("young_adults:workshops", {"GET": _LIST, "POST": _LIST}),
    Door("young_adults:capacity", {"GET": _LEAD, "POST": _LEAD}),
    *(Door(f"young_adults:{route}", {"GET": _FOLLOW, "POST": _FOLLOW}) for route in _FORMS),
]
NAVIGATION: list[Link] = [
    Link(_("Jeunes majeurs"), "young_adults:home", _LIST, order=62),
    Link(_("Plateforme jeunes"), "young_adults:caseload", either(_LIST, only(*LEADING_ROLES)), order=63),
]
