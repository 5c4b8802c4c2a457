"""At a restaurant's counter: a number is typed, the answer says until when it serves and the meals left. No name."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from .. import permissions
from ..enums import Meal
from ..forms import CheckForm
from ..reads.points import restaurants_of
from ..services import cards as services

DINNER_FROM = 16


@require_safe
@signed_in
def restaurants(request: HttpRequest) -> HttpResponse:
    """The restaurants where I check cards."""
    user = user_of(request)
    permissions.require_checking(user)
    held = list(restaurants_of(user).order_by("name")[:100])
    if len(held) == 1:
        return redirect("meals:check", key=held[0].key)
    return render(request, "meals/restaurants.html", {"restaurants": held})


@form_view
@signed_in
def check(request: HttpRequest, key: UUID) -> HttpResponse:
    """Check a number, or count it for a meal."""
    user = user_of(request)
    permissions.require_checking(user)
    place = restaurants_of(user).filter(key=key).first()
    if place is None:
        raise Http404
    initial = {"meal": Meal.DINNER if timezone.localtime().hour >= DINNER_FROM else Meal.LUNCH}
    form = CheckForm(request.POST or None, initial=initial)
    page = {"form": form, "place": place, "told": None, "is_used": False}
    if request.method == "POST" and form.is_valid():
        number, meal = form.cleaned_data["number"], form.cleaned_data["meal"]
        page["is_used"] = request.POST.get("act") == "use"
        try:
            page["told"] = (
                services.use(user, key, number, meal) if page["is_used"] else services.check(user, key, number)
            )
        except BadInput as bad:
            form.take(bad)
        else:
            page["form"] = CheckForm(initial={"meal": meal})
            page["number"] = "" if page["is_used"] else number
            page["meal"] = meal
    status = 422 if request.method == "POST" and page["told"] is None else 200
    return render(request, "meals/check.html", page, status=status)
