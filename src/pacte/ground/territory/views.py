"""The city's divisions: a drawing and the table that says the same."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.territory import reads
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.web import charts


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
