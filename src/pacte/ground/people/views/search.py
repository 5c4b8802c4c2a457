"""Looking for a person, by POST: nothing of what is typed reaches the address, the history or a log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from ..forms.search import SearchForm
from ..permissions import require_following
from ..services import search as services


@form_view
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """An empty form; once posted, the form as typed and whom it finds."""
    actor = user_of(request)
    require_following(actor)
    form, hits = SearchForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            hits = services.search(actor, form.cleaned_data["words"], form.cleaned_data["birth_year"])
        except BadInput as bad:
            form.take(bad)
    status = 422 if request.method == "POST" and hits is None else 200
    return render(request, "people/search.html", {"form": form, "hits": hits}, status=status)
