"""The public page on which somebody asks for help before a rupture. No account, no name required, no trace left."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from ..enums import SEVERE_SIGNALS
from ..forms.signals import TellForm
from ..services import signals as services


@never_cache
@form_view
def tell(request: HttpRequest) -> HttpResponse:
    """Ask; then read the number of the request, who answers and within how many days."""
    form = TellForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    if form.is_machine:
        return _unlisted(render(request, "pathways/signals/told.html", {}))
    try:
        signal = services.tell(form.given())
    except BadInput as bad:
        form.take(bad)
        return _page(request, form, status=422)
    page = {"signal": signal, "desk": signal.desk, "is_severe": signal.kind in SEVERE_SIGNALS}
    return _unlisted(render(request, "pathways/signals/told.html", page))


def _page(request: HttpRequest, form: TellForm, status: int = 200) -> HttpResponse:
    return _unlisted(render(request, "pathways/signals/tell.html", {"form": form}, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
