"""The city's divisions: a drawing and the table that says the same."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.territory import reads
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.forms import RoomForm
from pacte.ground.territory.permissions import require_steering
from pacte.ground.territory.services.rooms import switch
from pacte.ground.web import charts
from pacte.ground.web.acting import form_page, form_view


@require_safe
def territory_list(request: HttpRequest) -> HttpResponse:
    """The arrondissements, drawn and listed."""
    divisions = reads.divisions()
    drawing = charts.area_map(
        reads.features(),
        title=_("Carte des arrondissements"),
        description=_("Le tableau sous la carte dit la même chose."),
    )
    sources = sorted({territory.source for territory in divisions if territory.source})
    approximate = any(territory.is_approximate for territory in divisions)
    return render(
        request,
        "territory/list.html",
        {"divisions": divisions, "drawing": drawing, "approximate": approximate, "sources": sources},
    )


@require_safe
def geojson(request: HttpRequest) -> HttpResponse:
    """The outlines as a GeoJSON FeatureCollection in WGS84."""
    features = reads.features(TerritoryKind.ARRONDISSEMENT)
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


@require_safe
@signed_in
def rooms(request: HttpRequest) -> HttpResponse:
    """The rooms that the city may switch, and what was decided of each."""
    require_steering(request.user)
    return render(request, "territory/rooms.html", {"rooms": reads.rooms()})


@form_view
@signed_in
def room(request: HttpRequest, room: str) -> HttpResponse:
    """Put a room in service or out of it."""
    require_steering(request.user)
    kept = next((each for each in reads.rooms() if each.code == room), None)
    if kept is None:
        raise Http404
    form = RoomForm(request.POST or None, initial={"is_on": kept.is_on})
    return form_page(
        request, form,
        lambda: switch(user_of(request), room, **form.cleaned_data),
        page={
            "heading": kept.label,
            "lead": _("Hors service, ses pages ne répondent plus et rien de ce qu’il contient n’est perdu."),
            "back": reverse("territory:rooms"),
        },
        done=_("C’est enregistré."), to=lambda: reverse("territory:rooms"),
    )  # fmt: skip
