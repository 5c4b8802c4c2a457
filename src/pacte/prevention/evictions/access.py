"""Doors of the room: a worker's own cases, the commission's files by number, figures read by many and kept by few."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, Reach, Switch, only
from pacte.ground.people.permissions import FOLLOWING_ROLES

from .permissions import COMMISSION_ROLES, FIGURE_ROLES, READING_ROLES

SWITCH = Switch(_("Prévention des expulsions"))
_FOLLOW = only(*FOLLOWING_ROLES)
_OWN = only(*FOLLOWING_ROLES, reach=Reach.SELF)
_SIT = only(*COMMISSION_ROLES)
_HOME = only(*COMMISSION_ROLES, reach=Reach.OWN_ORGANISATION)
_READ = only(*READING_ROLES)
_KEEP = only(*FIGURE_ROLES)

DOORS: list[Door] = [
    Door("evictions:evictions", {"GET": _FOLLOW}),
    Door("evictions:eviction", {"GET": _OWN}),
    *(
        Door(f"evictions:{name}", {"GET": _OWN, "POST": _OWN})
        for name in (
            "arrears", "landlord", "refer", "diagnosis_offer", "diagnosis_answer", "diagnosis_write", "diagnosis_send",
        )
    ),
    Door("evictions:diagnosis_sheet", {"GET": _OWN}),
    Door("evictions:commission", {"GET": _SIT}),
    *(
        Door(f"evictions:{name}", {"GET": _SIT, "POST": _SIT})
        for name in ("bring", "new_session", "commission_assign", "commission_answer")
    ),
    Door("evictions:session", {"GET": _SIT}),
    Door("evictions:agenda", {"POST": _SIT}),
    Door("evictions:close_session", {"POST": _SIT}),
    Door("evictions:agenda_sheet", {"GET": _SIT}),
    Door("evictions:commission_file", {"GET": _SIT}),
    Door("evictions:commission_take_off", {"POST": _SIT}),
    Door("evictions:exploc", {"GET": _SIT, "POST": _SIT}),
    Door("evictions:exploc_mapping", {"POST": _SIT}),
    Door("evictions:exploc_export", {"POST": _SIT}),
    Door("evictions:exploc_remap", {"POST": _HOME}),
    Door("evictions:exploc_import", {"POST": _HOME}),
    Door("evictions:exploc_run", {"GET": _HOME}),
    Door("evictions:figures", {"GET": _READ}),
    Door("evictions:figure_add", {"GET": _KEEP, "POST": _KEEP}),
    Door("evictions:figure_change", {"GET": _KEEP, "POST": _KEEP}),
    Door("evictions:figure_remove", {"POST": _KEEP}),
]  # fmt: skip
NAVIGATION: list[Link] = [
    Link(_("Expulsions"), "evictions:evictions", _FOLLOW, order=160),
    Link(_("Commission des expulsions"), "evictions:commission", _SIT, order=161),
    Link(_("Échanges EXPLOC"), "evictions:exploc", _SIT, order=162),
    Link(_("Chiffres des expulsions"), "evictions:figures", _READ, order=163),
]
