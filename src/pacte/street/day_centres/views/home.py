"""A keeper's centres, and the delays that bind them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.agenda.permissions import keeps_sessions
from pacte.ground.declarations.errors import Refused
from pacte.ground.web.acting import form_page, form_view

from .. import permissions
from ..forms.delays import DelaysForm
from ..models import CentrePolicy
from ..reads.centres import centres
from ..reads.places import luggage_rooms
from ..rules.delays import BOUNDS
from ..services.common import change_delays


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Each centre: what was counted today, what waits, and where to act."""
    user = user_of(request)
    permissions.require_centre(user)
    accompanies = permissions.accompanies(user)
    page = {
        "centres": centres(user),
        "accompanies": accompanies,
        "at_desk": bool(permissions.held(user, *permissions.DESK_ROLES)),
        "keeps": permissions.keeps_lockers(user),
        "may_refer": accompanies and luggage_rooms().exists(),
        "keeps_sessions": keeps_sessions(user),
    }
    return render(request, "day_centres/home.html", page)


@form_view
@signed_in
def delays(request: HttpRequest) -> HttpResponse:
    """The city's delays: read by those they bind, set by the pact's team."""
    user = user_of(request)
    permissions.require_delays(user)
    policy = CentrePolicy.current()
    if not permissions.keeps_delays(user):
        if request.method == "POST":
            raise Refused(_("Les délais de la ville sont fixés par l’équipe du Pacte. Demandez-le-lui."))
        rows = [(CentrePolicy._meta.get_field(name).verbose_name, getattr(policy, name)) for name in BOUNDS]  # type: ignore[union-attr]
        return render(request, "day_centres/delays.html", {"rows": rows})
    form = DelaysForm(request.POST or None, initial={name: getattr(policy, name) for name in BOUNDS})
    return form_page(
        request,
        form,
        lambda: change_delays(user, form.cleaned_data),
        page={
            "heading": _("Délais des adresses et des casiers"),
            "lead": _("Une adresse dure un an (Code de l’action sociale et des familles, D264-1). "
                      "Les autres valeurs sont des exemples : la ville les fixe."),
            "back": reverse("day_centres:delays"),
        },
        done=_("Les délais sont enregistrés. Les dates déjà données ne changent pas."),
        to=lambda: reverse("day_centres:delays"),
    )  # fmt: skip
