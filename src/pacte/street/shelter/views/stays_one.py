"""One stay: what is known of it, and each thing that one can do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.stays import EndForm, ExtendForm, MessageForm, RefusalForm, TransportForm
from ..models import ShelterPlacement
from ..reads import stays as reads
from ..reads.stays_evening import could_take
from ..reads.stays_one import sheet
from ..services import stays as services
from ..services.stays_messages import never_written
from .stays import arrivals_of, require_hand

ARRIVALS = "arrivals"


def address(placement: ShelterPlacement) -> str:
    return reverse("shelter:stay", kwargs={"key": placement.key})


def _found(request: HttpRequest, key: UUID, *, regulation: bool = False) -> tuple[User, ShelterPlacement]:
    user = user_of(request)
    if regulation:
        permissions.require_regulation(user)
    require_hand(user)
    return user, reads.placement_of(user, key)


def _back(request: HttpRequest, placement: ShelterPlacement) -> str:
    """The evening page when the act came from it, the stay's own page otherwise."""
    return arrivals_of(placement.lot.site) if request.POST.get("from") == ARRIVALS else address(placement)


@require_safe
@signed_in
def stay(request: HttpRequest, key: UUID) -> HttpResponse:
    """The stay's page."""
    user, found = _found(request, key)
    return render(request, "shelter/stays/stay.html", {"sheet": sheet(user, found)})


Act = Callable[[User, ShelterPlacement], Any]


def _button(act: Act, done: Callable[[], str], *, regulation: bool = False) -> Callable[..., HttpResponse]:
    """A view that does one thing by a button."""

    def view(request: HttpRequest, key: UUID) -> HttpResponse:
        user, found = _found(request, key, regulation=regulation)
        return act_and_return(request, lambda: act(user, found), done=done(), to=_back(request, found))

    return require_POST(signed_in(view))


accept = _button(services.accept, lambda: _("La place est acceptée."), regulation=True)
on_the_way = _button(services.on_the_way, lambda: _("Le ménage est en route."))
arrived = _button(services.arrived, lambda: _("L’arrivée est notée."))
back_to_queue = _button(services.back_to_queue, lambda: _("La demande est de nouveau dans la file."), regulation=True)
ask_again = _button(services.ask_again, lambda: _("Une demande est ouverte pour cette nuit."), regulation=True)


@require_POST
@signed_in
def no_show(request: HttpRequest, key: UUID) -> HttpResponse:
    """Nobody came: the place is free, and the regulation is told how many could have it."""
    user, found = _found(request, key)
    try:
        services.no_show(user, found, back=request.POST.get("then") == "queue")
    except BadInput as bad:
        messages.error(request, str(bad))
    else:
        messages.success(request, _freed(user, found))
    return redirect(_back(request, found))


def _freed(user: User, placement: ShelterPlacement) -> str:
    free = _("La place est libre.")
    if not permissions.regulates(user):
        return free
    count = could_take(placement.lot)
    said = ngettext(
        "%(count)s ménage qui attend pourrait la prendre.", "%(count)s ménages qui attendent pourraient la prendre.",
        count,
    )  # fmt: skip
    return f"{free} {said % {'count': count}}" if count else free


@require_POST
@signed_in
def presence(request: HttpRequest, key: UUID) -> HttpResponse:
    """There tonight, or away for one night without losing the place."""
    user, found = _found(request, key)
    said = request.POST.get("presence", "")
    done = _("L’absence de cette nuit est notée ; la place reste.") if said == "absent" else _("La présence est notée.")
    return act_and_return(request, lambda: services.be_present(user, found, said), done=done, to=_back(request, found))


def _form(
    request: HttpRequest, form: Any, act: Callable[[], Any], found: ShelterPlacement, **said: Any
) -> HttpResponse:
    done, template = said.pop("done"), said.pop("template", "web/form_page.html")
    page = {"lead": _lead(found), "back": address(found), **said}
    return form_page(request, form, act, page=page, done=done, to=lambda: address(found), template=template)


def _lead(placement: ShelterPlacement) -> str:
    return f"{placement.request.label} · {placement.lot.site.name}"


@form_view
@signed_in
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household refuses the place."""
    user, found = _found(request, key, regulation=True)
    form = RefusalForm(request.POST or None, by_site=False, may_close=True)

    def act() -> None:
        said = form.cleaned_data
        services.decline(user, found, said["reason"], back=form.back, words=said["words"])

    heading, done = _("Le ménage refuse la place"), _("Le refus est noté ; la place est libre.")
    return _form(request, form, act, found, heading=heading, done=done)


@form_view
@signed_in
def site_refusal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The site does not take the household."""
    user, found = _found(request, key)
    form = RefusalForm(request.POST or None, by_site=True, may_close=permissions.regulates(user))

    def act() -> None:
        said = form.cleaned_data
        services.refuse_by_site(user, found, said["reason"], back=form.back, words=said["words"])

    heading = _("Le site ne peut pas accueillir ce ménage")
    return _form(request, form, act, found, heading=heading, done=_("Le refus du site est noté."))


@form_view
@signed_in
def extend(request: HttpRequest, key: UUID) -> HttpResponse:
    """More nights."""
    user, found = _found(request, key, regulation=True)
    form = ExtendForm(request.POST or None, initial={"last_night": found.last_night})
    act = lambda: services.extend(user, found, form.cleaned_data["last_night"])  # noqa: E731
    return _form(request, form, act, found, heading=_("Prolonger le séjour"), done=_("Le séjour est prolongé."))


@form_view
@signed_in
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """The stay ends, with an orientation."""
    user, found = _found(request, key)
    form = EndForm(request.POST or None)
    act = lambda: services.end(user, found, form.cleaned_data["end"], form.cleaned_data["orientation"])  # noqa: E731
    done = _("La fin du séjour est notée.")
    return _form(request, form, act, found, heading=_("Finir le séjour"), done=done, submit=_("Finir le séjour"))


@form_view
@signed_in
def transport(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for a transport."""
    user, found = _found(request, key, regulation=True)
    form = TransportForm(request.POST or None)
    act = lambda: services.ask_transport(user, found, form.cleaned_data["kind"])  # noqa: E731
    done = _("Le transport est demandé.")
    return _form(request, form, act, found, heading=_("Demander un transport"), done=done, submit=_("Demander"))


@form_view
@signed_in
def message(request: HttpRequest, key: UUID) -> HttpResponse:
    """What would be written, then sent; for a protected address, how to bring the household there."""
    user, found = _found(request, key, regulation=True)
    is_protected = never_written(found)
    form = MessageForm(request.POST or None, is_protected=is_protected)
    act = lambda: services.tell(user, found, form.cleaned_data.get("meeting", ""))  # noqa: E731
    page = {
        "heading": _("Dire où se rendre"), "submit": _("Envoyer le message"), "is_protected": is_protected,
        "site": found.lot.site, "template": "shelter/stays/message.html", "done": _("Le message est prêt à partir."),
    }  # fmt: skip
    return _form(request, form, act, found, **page)
