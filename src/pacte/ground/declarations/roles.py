"""How the rooms at the bottom ask for a role without knowing who hands roles out.

The roof names the answering predicate in its settings; a room above the asker keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


def has_role(user: Any, *roles: str) -> bool:
    """Whether this user now holds one of these roles, anywhere. Nobody anonymous holds any."""
    if not getattr(user, "is_authenticated", False):
        return False
    predicate: Callable[..., bool] = import_string(settings.ROLE_PREDICATE)
    return predicate(user, *roles)
