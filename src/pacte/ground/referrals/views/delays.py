"""Delays and refusals of each service, without ranking anybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of

from .. import permissions
from ..reads import delays as reads


@require_safe
@signed_in
def delays(request: HttpRequest) -> HttpResponse:
    """How the services answered over the last twelve months, small counts protected."""
    user = user_of(request)
    permissions.require_knowing(user)
    takes_part = bool(permissions.answering_memberships(user))
    return render(request, "referrals/delays.html", {"delays": reads.delays(), "takes_part": takes_part})
