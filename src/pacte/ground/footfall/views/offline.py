"""The counter that works without a network. The page names a place and its counters, nobody."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.field.registry import kept

from .. import reads
from ..enums import CountKind
from .counting import counted_place, kinds_shown


@require_safe
@signed_in
def counter(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page that the service worker keeps: no total is in it, so none can be out of date."""
    place = counted_place(request, key)
    kinds = kinds_shown(place, reads.stops_today(place, timezone.localdate()))
    labels = {kind.value: str(kind.label) for kind in CountKind}
    words = {
        "last": _("Dernier : {}, à {}"), "none": _("Rien n’a été compté sur cet appareil aujourd’hui."),
        "undone": _("Annulé : {}."), "counted": _("{} : {}."), "no_stop": _("Sans arrêt"),
        "stale": _("Le total de tous n’est pas connu : voici ce qui est compté ici."),
        "here": _("dont {} à envoyer"), "sent": _("tout est reçu"),
    }  # fmt: skip
    page = {"place": place, "kinds": kinds, "labels": json.dumps(labels), "words": json.dumps(words)}
    return kept(render(request, "footfall/offline.html", page))


@require_safe
@never_cache
@signed_in
def today(request: HttpRequest, key: UUID) -> JsonResponse:
    """Today's totals at this place, all devices together, and its stops. Counts, and the names of places, alone."""
    place = counted_place(request, key)
    day = timezone.localdate()
    stops = [
        {
            "key": str(stop.key),
            "title": stop.stop.name if stop.stop else stop.title,
            "from": f"{timezone.localtime(stop.starts_at):%H:%M}",
            "to": f"{timezone.localtime(stop.ends_at):%H:%M}",
        }
        for stop in reads.stops_today(place, day)
    ]
    sums = {row.kind: row.quantity for row in reads.totals([place.pk], CountKind.values, day, day)}
    return JsonResponse({"day": day.isoformat(), "totals": sums, "stops": stops})
