"""Doors of schemes and legal periods: whoever is signed in reads what is published, the pact's team keeps it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import SIGNED_IN, Door, Link, only

from ..permissions import KEEPING_ROLES

_KEEP = only(*KEEPING_ROLES)
_FORM = {"GET": _KEEP, "POST": _KEEP}

_READ = ("schemes", "scheme", "version", "version_file", "periods")
_FORMS = (
    "scheme_new", "version_head", "version_text", "version_publish", "cases_move", "part_add", "part_edit", "rule_add",
    "rule_edit", "period_add", "period_edit",
)  # fmt: skip
_ACTS = (
    "schemes_load", "scheme_switch", "version_draft", "version_retire", "version_discard", "part_remove", "part_move",
    "rule_remove", "period_remove",
)  # fmt: skip

DOORS: list[Door] = [
    *(Door(f"pathways:{route}", {"GET": SIGNED_IN}) for route in _READ),
    Door("pathways:version_preview", {"GET": _KEEP}),
    *(Door(f"pathways:{route}", _FORM) for route in _FORMS),
    *(Door(f"pathways:{route}", {"POST": _KEEP}) for route in _ACTS),
]
NAVIGATION: list[Link] = [Link(_("Dispositifs"), "pathways:schemes", _KEEP, order=62)]
