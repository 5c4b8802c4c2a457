"""What every page of the room needs of a request."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput

from .. import reads
from ..models import Campaign, Edition


def actor(request: HttpRequest) -> User:
    """The user of a request that `signed_in` has let through."""
    return cast(User, request.user)


def tell(request: HttpRequest, bad: BadInput) -> None:
    """Say at the head of the next page why an act was refused."""
    for fault in bad.faults:
        messages.error(request, f"{fault.what} {fault.remedy}".strip())


def edition_or_404(pk: int) -> Edition:
    return get_object_or_404(reads.editions(), pk=pk)


def campaign_or_404(user: Any, pk: int) -> Campaign:
    """A campaign in which this user has something to see."""
    return get_object_or_404(reads.campaigns_seen_by(user), pk=pk)
