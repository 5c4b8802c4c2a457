"""My day."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from .enums import URGENCY_LABELS, URGENCY_SIGNS
from .reads import gathered
from .rules import FOLD, by_urgency, kinds_of, narrowed


@require_safe
@login_required
def my_day(request: HttpRequest) -> HttpResponse:
    """What the user has to do, the most pressing first; one sort of entry, or one urgency in full, when asked."""
    today = timezone.localdate()
    found = gathered(request.user, today)
    kinds = kinds_of(found.entries)
    chosen = request.GET.get("sorte", "")
    chosen = chosen if chosen in {kind.code for kind in kinds} else ""
    groups = by_urgency(narrowed(found.entries, chosen), unfolded=request.GET.get("tout", ""), fold=FOLD)
    page = {
        "today": today,
        "groups": [(group, URGENCY_LABELS[group.urgency], URGENCY_SIGNS[group.urgency]) for group in groups],
        "kinds": kinds,
        "chosen": chosen,
        "count": len(found.entries),
        "missing": found.missing,
    }
    return render(request, "worklist/my_day.html", page)
