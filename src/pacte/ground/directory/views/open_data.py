"""The directory as open data: what there is, under which licence, how fresh; the files themselves, cached."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from ..models import Place
from ..reads import exchange as reads
from ..services import exports

TYPES = {
    "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json", "zip": "application/zip",
    "json": "application/json",
}  # fmt: skip
AGE = 300
"""Seconds for which a reader may keep a file without asking."""


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What can be taken away."""
    _version, changed = reads.version()
    context = {"names": exports.DOWNLOADS, "changed": changed, "count": Place.objects.published().count()}
    return render(request, "directory/exchange/open_data.html", context)


def _etag(request: HttpRequest, name: str) -> str | None:
    return f'"{exports.stamp(name)}"' if name in exports.DOWNLOADS else None


@require_safe
@condition(etag_func=_etag)
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file, made once for each state of the directory."""
    if name not in exports.DOWNLOADS:
        raise Http404
    response = FileResponse(exports.opened(name), as_attachment=True, filename=name)
    response["Content-Type"] = TYPES[name.rsplit(".", 1)[-1]]
    response["Cache-Control"] = f"public, max-age={AGE}"
    response["Access-Control-Allow-Origin"] = "*"
    return response
