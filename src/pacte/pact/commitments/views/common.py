"""What every page of the room needs of a request."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from pacte.ground.accounts.models import User


def actor(request: HttpRequest) -> User:
    """The user of a request that `signed_in` has let through."""
    return cast(User, request.user)
