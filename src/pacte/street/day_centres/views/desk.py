"""The desk: a box number, what waits, one tap. No name is asked, read nor shown."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.models import Place
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.mail import BoxForm, ReceiveForm
from ..reads import mail as reads
from ..services import desk as services


def _place(request: HttpRequest, key: UUID) -> Place:
    user = user_of(request)
    permissions.require_desk(user)
    return reads.mail_place(user, key, *permissions.DESK_ROLES)


def _address(place: Place) -> str:
    return reverse("day_centres:mail_desk", kwargs={"key": place.key})


@form_view
@signed_in
def desk(request: HttpRequest, key: UUID) -> HttpResponse:
    """Type a box number: what waits there, to hand over in one tap."""
    place = _place(request, key)
    form, box = BoxForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        box = reads.box_at(place, form.cleaned_data["box"])
        if box is None:
            form.add_error("box", _("Personne n’a cette boîte ici. Vérifiez le numéro."))
    is_wrong = request.method == "POST" and box is None
    page = {
        "place": place, "form": form, "box": box, "waiting": reads.waiting_at(place),
        "accompanies": permissions.accompanies(user_of(request)),
    }  # fmt: skip
    return render(request, "day_centres/desk.html", page, status=422 if is_wrong else 200)


@form_view
@signed_in
def receive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mail arrives: a box, a kind, a number. The form comes back empty for the next one."""
    place = _place(request, key)
    form = ReceiveForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.receive(
            user_of(request), key, form.cleaned_data["box"], kind=form.cleaned_data["kind"],
            quantity=form.cleaned_data["quantity"],
        ),
        page={
            "heading": _("Courrier arrivé"), "lead": place.name, "back": _address(place),
            "submit": _("Noter, puis le suivant"),
        },
        done=_("C’est noté. Au suivant."),
        to=lambda: reverse("day_centres:mail_receive", kwargs={"key": key}),
    )  # fmt: skip


@require_POST
@signed_in
def hand_over(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything that waits in the box, in one tap; the person was seen."""
    user = user_of(request)
    permissions.require_desk(user)
    found = get_object_or_404(reads.boxes_of(user), key=key)
    pieces = services.hand_over(user, key)
    told = ngettext("%(count)s courrier remis.", "%(count)s courriers remis.", pieces) % {"count": pieces}
    messages.success(request, told if pieces else _("Rien n’attendait. Le passage est noté."))
    return redirect(_address(found.place))


@require_POST
@signed_in
def presence(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person came."""
    user = user_of(request)
    permissions.require_desk(user)
    found = get_object_or_404(reads.boxes_of(user), key=key)
    return act_and_return(
        request,
        lambda: services.note_presence(user, key),
        done=_("Le passage est noté."),
        to=_address(found.place),
    )


@require_POST
@signed_in
def send_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Mail that waited long enough goes back to its sender."""
    user = user_of(request)
    permissions.require_desk(user)
    found = get_object_or_404(reads.notices_of(user), key=key)
    return act_and_return(
        request,
        lambda: services.send_back(user, key),
        done=_("Ce courrier est rendu à l’expéditeur."),
        to=_address(found.place),
    )
