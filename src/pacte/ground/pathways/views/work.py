"""The load of a team and its passing on, by the organisation's referent; how a worker is reminded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.models import Organisation
from pacte.ground.web.acting import form_page, form_view

from ..forms.work import HomeForm, PassingOnForm, ReminderForm
from ..permissions import require_case_work, require_leading
from ..reads.load import chosen, led_organisations, load_of
from ..reads.reminders import rhythm_of
from ..services import reassigning
from ..services import reminders as services


@require_safe
@signed_in
def load(request: HttpRequest) -> HttpResponse:
    """Each worker's load, by scheme: what runs, what is overdue, what is near, what nobody has in charge."""
    user, home, form = _led(request, request.GET)
    totals = load_of(user, home)
    page = {
        "totals": totals, "home": home, "form": form if len(form.homes) > 1 else None,
        "running": sum(each.running for each in totals), "overdue": sum(each.overdue for each in totals),
        "soon": sum(each.soon for each in totals),
        "orphans": sum(each.running for each in totals if not each.is_here),
    }  # fmt: skip
    return render(request, "pathways/team/load.html", page)


@form_view
@signed_in
def reassign(request: HttpRequest) -> HttpResponse:
    """Choose cases, see them by number, pass them on."""
    user, home, homes = _led(request, request.POST if request.method == "POST" else request.GET)
    form = PassingOnForm(request.POST or None, organisation=home, load=load_of(user, home))
    page: dict[str, Any] = {"form": form, "home": home, "homes": homes if len(homes.homes) > 1 else None}
    if request.method != "POST":
        return render(request, "pathways/team/reassign.html", page)
    if form.is_valid():
        if request.POST.get("do") == "move":
            return _moved(request, user, home, form, page)
        page["found"] = chosen(user, home, **form.choice)
        return render(request, "pathways/team/reassign.html", page)
    return render(request, "pathways/team/reassign.html", page, status=422)


def _moved(
    request: HttpRequest, user: User, home: Organisation, form: PassingOnForm, page: dict[str, Any]
) -> HttpResponse:
    found = chosen(user, home, **form.choice)
    shown, asked = {str(each.key) for each in found.cases}, set(request.POST.getlist("case"))
    try:
        done = reassigning.reassign(user, home, shown & asked, form.cleaned_data["to"])
    except BadInput as bad:
        form.take(bad)
        return render(request, "pathways/team/reassign.html", page | {"found": found}, status=422)
    words = ngettext("%(count)d parcours est confié.", "%(count)d parcours sont confiés.", done.moved)
    messages.success(request, words % {"count": done.moved})
    return redirect(f"{reverse('pathways:load')}?home={home.slug}")


def _led(request: HttpRequest, data: Any) -> tuple[User, Organisation, HomeForm]:
    user = user_of(request)
    require_leading(user)
    form = HomeForm(data if "home" in data else None, homes=led_organisations(user))
    return user, form.chosen, form


@form_view
@signed_in
def reminders(request: HttpRequest) -> HttpResponse:
    """How one wishes to be reminded of the terms of one's cases."""
    user = user_of(request)
    require_case_work(user)
    form = ReminderForm(request.POST or None, initial={"rhythm": rhythm_of(user)})
    lead = _("Un courriel ne dit ni nom ni adresse : des numéros de parcours et des dates.")
    return form_page(
        request, form, lambda: services.choose(user, form.cleaned_data["rhythm"]),
        page={"heading": _("Mes rappels"), "lead": lead, "back": reverse("worklist:my_day")},
        done=_("Votre choix est enregistré."), to=lambda: reverse("pathways:reminders"),
    )  # fmt: skip
