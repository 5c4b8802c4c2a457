"""The desks that answer signals: kept by the pact's team, which reads counts and no signal."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import SignalKind
from ..forms.desks import DeskForm
from ..models import TriageDesk
from ..permissions import require_scheme_keeping
from ..reads.desks import open_desks
from ..reads.signals import Standing, standing_by_desk, standing_of_city
from ..services import desks as services

NOTHING = Standing(0, 0, 0, 0)


@require_safe
@signed_in
def desks(request: HttpRequest) -> HttpResponse:
    """Each desk, what it answers, how many signals wait there; the kinds that no desk of the whole city answers."""
    require_scheme_keeping(user_of(request))
    today, found = timezone.localdate(), open_desks()
    counts = standing_by_desk(today)
    whole = {kind for each in found if each.territory_id is None for kind in each.kinds}
    rows = [
        (each, [SignalKind(kind).label for kind in each.kinds], counts.get(each.pk, NOTHING)) for each in found
    ]  # fmt: skip
    page = {
        "rows": rows, "standing": standing_of_city(today),
        "uncovered": [kind.label for kind in SignalKind if kind.value not in whole],
    }  # fmt: skip
    return render(request, "pathways/signals/desks.html", page)


@form_view
@signed_in
def desk_new(request: HttpRequest) -> HttpResponse:
    """A service begins to answer signals."""
    user = user_of(request)
    require_scheme_keeping(user)
    form = DeskForm(request.POST or None)

    def act() -> None:
        said = form.cleaned_data
        services.open_desk(
            user, said["organisation"], said["kinds"], territory=form.territory,
            answer_within=said["answer_within"], is_sample=said["is_sample"],
        )  # fmt: skip

    return form_page(
        request, form, act, page={"heading": _("Ouvrir un guichet"), "back": reverse("pathways:desks")},
        done=_("Le guichet est ouvert."), to=lambda: reverse("pathways:desks"),
    )  # fmt: skip


@form_view
@signed_in
def desk_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What a desk answers, and within how many days."""
    user = user_of(request)
    require_scheme_keeping(user)
    desk = TriageDesk.objects.filter(pk=pk, closed_on__isnull=True).select_related("organisation").first()
    if desk is None:
        raise Http404
    form = DeskForm(request.POST or None, desk=desk)

    def act() -> None:
        said = form.cleaned_data
        services.change_desk(
            user, pk, said["kinds"], answer_within=said["answer_within"], is_sample=said["is_sample"]
        )  # fmt: skip

    heading = _("Changer un guichet")
    page = {"heading": heading, "lead": desk.organisation.name, "back": reverse("pathways:desks")}
    return form_page(
        request, form, act, page=page, done=_("Le guichet est à jour."), to=lambda: reverse("pathways:desks")
    )


@require_POST
@signed_in
def desk_close(request: HttpRequest, pk: int) -> HttpResponse:
    """A desk answers no more."""
    user = user_of(request)
    require_scheme_keeping(user)
    done = _("Le guichet est fermé. Ce qui y attendait va à un autre guichet, ou est dit sans guichet.")
    return act_and_return(request, lambda: services.close_desk(user, pk), done=done, to=reverse("pathways:desks"))
