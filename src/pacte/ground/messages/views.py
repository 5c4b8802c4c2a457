"""The outbox's state."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import permissions, reads


@require_safe
@login_required
def outbox(request: HttpRequest) -> HttpResponse:
    permissions.require_outbox(request.user)
    page = Paginator(reads.latest(), 50).get_page(request.GET.get("page"))
    return render(request, "messages/outbox.html", {"totals": reads.totals(), "page": page})
