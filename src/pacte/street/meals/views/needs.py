"""What each arrondissement needs: read by all who keep a point, entered by the coordination."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.web.acting import form_page, form_view

from .. import permissions
from ..enums import Meal
from ..forms import NeedsFileForm, needs_form
from ..models import MealNeed
from ..reads import week as reads
from ..rules.grid import needs_on
from ..services import needs as services
from .common import csv_file


@require_safe
@signed_in
def needs(request: HttpRequest) -> HttpResponse:
    """The need of a week in each arrondissement, by meal."""
    user = user_of(request)
    permissions.require_reading(user)
    today = timezone.localdate()
    held = needs_on(reads.needs(), reads.days_between(today, today + timedelta(days=6)))
    rows = []
    for area in reads.areas():
        sums = [sum(v for (code, _day, of), v in held.items() if code == area.code and of == meal) for meal in Meal]
        stated = sum(code == area.code for code, _day, _meal in held)
        rows.append({"area": area, "sums": sums, "total": sum(sums), "missing": 7 * len(Meal) - stated})
    page = {"rows": rows, "meals": Meal.labels, "coordinates": permissions.coordinates(user)}
    return render(request, "meals/needs.html", page)


@require_safe
@signed_in
def needs_csv(request: HttpRequest) -> HttpResponse:
    """Every need, as the import reads it back."""
    permissions.require_coordination(user_of(request))
    return csv_file(services.export(), "besoins-de-repas.csv")


@form_view
@signed_in
def needs_import(request: HttpRequest) -> HttpResponse:
    """Take a file of needs in, whole or not at all."""
    user = user_of(request)
    permissions.require_coordination(user)
    sent = request.method == "POST"
    form = NeedsFileForm(request.POST if sent else None, request.FILES if sent else None)
    return form_page(
        request,
        form,
        lambda: services.take_in(user, form.cleaned_data["file"]),
        page={
            "heading": _("Reprendre des besoins d’un fichier"),
            "lead": _("Un fichier qui a une faute est refusé en entier ; chaque faute est dite avec sa ligne."),
            "back": reverse("meals:needs"),
            "submit": _("Reprendre"),
        },
        done=_("Les besoins sont repris."),
        to=lambda: reverse("meals:needs"),
    )


@form_view
@signed_in
def needs_of(request: HttpRequest, code: str) -> HttpResponse:
    """The needs of one arrondissement, seven days by five meals."""
    user = user_of(request)
    permissions.require_coordination(user)
    area = get_object_or_404(Territory, code=code, kind=TerritoryKind.ARRONDISSEMENT)
    today = timezone.localdate()
    held = needs_on(reads.needs(), reads.days_between(today, today + timedelta(days=6)))
    mine = {(day.weekday(), meal): value for (of, day, meal), value in held.items() if of == area.code}
    form = needs_form(request.POST or None, mine)
    return form_page(
        request,
        form,
        lambda: services.enter(
            user, area, form.cells(),
            valid_from=form.cleaned_data["valid_from"], source=form.cleaned_data["source"],
        ),
        page={
            "area": area, "meals": Meal.labels, "back": reverse("meals:needs"),
            "history": MealNeed.objects.filter(territory=area).order_by("-valid_from", "weekday", "meal")[:10],
        },
        done=_("Les besoins sont enregistrés : la semaine des repas est à jour."),
        to=lambda: reverse("meals:needs"),
        template="meals/needs_of.html",
    )  # fmt: skip
