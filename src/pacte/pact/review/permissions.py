"""Who may read what is not published yet."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.permissions import has_role

Someone = User | AnonymousUser


def may_preview(user: Someone) -> bool:
    """The pact's team reads an open edition as it would be printed. For everyone else it does not exist yet."""
    return has_role(user, Role.PACT_TEAM)
