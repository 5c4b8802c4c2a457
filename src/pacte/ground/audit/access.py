"""Doors of the journal: the data protection officer's alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import Door, Link, only

from .permissions import OFFICER

_OFFICER = only(OFFICER)
DOORS = [
    Door("audit:journal", {"GET": _OFFICER}),
    Door("audit:export", {"GET": _OFFICER}),
    Door("audit:verify", {"POST": _OFFICER}),
]
NAVIGATION = [Link(_("Journal"), "audit:journal", _OFFICER, order=90)]
