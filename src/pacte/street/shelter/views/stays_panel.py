"""The person's page: where they have a place now. A refuge is not named beyond its team and whoever placed them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel

from ..reads.stays_one import panel_rows


def place_now(user: User, sight: Sight) -> Panel | None:
    """The places of the person that are held for them or where they are."""
    rows = panel_rows(user, sight)
    return Panel(_("Place d’hébergement"), rows) if rows else None
