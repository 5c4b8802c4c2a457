"""My points: today's services, and one point with its slots and its week."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.footfall.permissions import counts

from .. import permissions
from ..reads import points as reads
from ..reads.tables import point_week
from .common import if_there

MOST = 40


@require_safe
@signed_in
def points(request: HttpRequest) -> HttpResponse:
    """Each of my points: what it offers today, what it served so far."""
    user = user_of(request)
    permissions.require_point(user)
    words = request.GET.get("q", "").strip()[:80]
    kept = reads.points_kept_by(user)
    if words:
        kept = kept.filter(search_text__icontains=words) | kept.filter(name__icontains=words)
    today = timezone.localdate()
    page = {
        "points": sorted(reads.today_at(kept.order_by("name", "pk")[:MOST], today), key=lambda each: not each.services),
        "counts": counts(user),
        "count": kept.count(),
        "most": MOST,
        "words": words,
        "today": today,
        "coordinates": permissions.coordinates(user),
    }
    return render(request, "meals/points.html", page)


@require_safe
@signed_in
def point(request: HttpRequest, key: UUID) -> HttpResponse:
    """One point: today, the seven days to come, its slots."""
    user = user_of(request)
    permissions.require_point(user)
    place = reads.point_kept(user, key)
    today = timezone.localdate()
    [now] = reads.today_at(reads.points_kept_by(user).filter(pk=place.pk), today)
    slots = reads.slots_kept_by(user).filter(place=place)
    page = {
        "place": place,
        "now": now,
        "today": today,
        "week": point_week(place, today, today + timedelta(days=6)),
        "slots": slots.running(today, today + timedelta(days=3650)),
        "ended": slots.filter(valid_until__lt=today).order_by("-valid_until")[:10],
        "counter": if_there("footfall:counter", key=place.key) if counts(user) else "",
        "keep": if_there("directory:keep", key=place.key),
    }
    return render(request, "meals/point.html", page)
