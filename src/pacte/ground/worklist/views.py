"""My day."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .enums import URGENCY_LABELS
from .reads import entries_for
from .rules import by_urgency


@require_safe
@login_required
def my_day(request: HttpRequest) -> HttpResponse:
    """What the user has to do, the most pressing first."""
    today = timezone.localdate()
    entries = entries_for(request.user, today)
    groups = [(group.urgency.value, URGENCY_LABELS[group.urgency], group.entries) for group in by_urgency(entries)]
    return render(request, "worklist/my_day.html", {"groups": groups, "today": today, "count": len(entries)})
