"""Never the same site as a named person: from the page of the one who is followed, by POST alone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow
from pacte.ground.people.services.opening import person_to_write
from pacte.ground.people.services.search import Hit, search
from pacte.ground.web.acting import form_view

from ..forms.apart import ChoiceForm, SearchForm
from ..reads.apart_shown import of_person
from ..services import apart as services


def kept_apart(user: User, sight: Sight) -> Panel | None:
    """On the person's page, for those who follow them; for anyone else there is nothing."""
    if not sight.may_write:
        return None
    act = _("Tenir à distance de quelqu’un"), reverse("shelter:apart", kwargs={"key": sight.person.key})
    rows = [
        PanelRow(each.label, _("depuis le %(day)s") % {"day": date_format(each.row.set_at, "j F Y")}, act[1])
        for each in of_person(user, sight)
    ]
    return Panel(_("Jamais sur le même site d’hébergement"), rows, act)


@never_cache
@form_view
@signed_in
def apart(request: HttpRequest, key: UUID) -> HttpResponse:
    """The rules that hold for the person; a search; whom it found, to choose from."""
    user = user_of(request)
    sight = person_to_write(user, key)
    choice = ChoiceForm(request.POST if "other" in request.POST else None)
    form = SearchForm(request.POST if "words" in request.POST else None)
    if choice.is_bound and choice.is_valid():
        try:
            services.keep_apart(user, key, choice.cleaned_data["other"])
        except BadInput as bad:
            choice.take(bad)
        else:
            messages.success(request, _("C’est noté. Aucune page, aucun journal ne dit à l’autre ce qui est noté ici."))
            return redirect("shelter:apart", key=key)
    hits = _found(user, form, sight) if form.is_bound and form.is_valid() else None
    is_wrong = request.method == "POST" and hits is None
    page = {"sight": sight, "rows": of_person(user, sight), "form": form, "choice": choice, "hits": hits}
    return render(request, "shelter/apart/apart.html", page, status=422 if is_wrong else 200)


def _found(user: User, form: SearchForm, sight: Sight) -> list[Hit] | None:
    try:
        hits = search(user, form.cleaned_data["words"], form.cleaned_data["birth_year"])
    except BadInput as bad:
        form.take(bad)
        return None
    return [hit for hit in hits if hit.person.pk != sight.person.pk]


@require_POST
@signed_in
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """It holds no more."""
    ended = services.end(user_of(request), key)
    messages.success(request, _("C’est terminé : la règle ne tient plus."))
    return redirect("shelter:apart", key=ended.person.key)
