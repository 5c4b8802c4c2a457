"""Pages of the room: what is measured, what was measured, how a figure is corrected, how a sheet is written."""

from __future__ import annotations

from django.http import HttpRequest

from pacte.ground.accounts.models import User


def actor(request: HttpRequest) -> User:
    """The user who makes the request: these pages are for people who have signed in."""
    assert isinstance(request.user, User)
    return request.user
