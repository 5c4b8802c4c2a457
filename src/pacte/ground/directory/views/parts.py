"""What hangs on an entry: services, stops, dated periods."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.places import ServiceForm, StopForm, initial_of
from ..forms.upkeep import PeriodForm, PhotoForm
from ..models import Place
from ..reads.keeping import territories_for
from ..reads.kept import kept_place
from ..services import periods, photos, services, stops
from ..services.common import version_of
from .places import waits_or

SECTIONS = "directory/keeping/place_form.html"


def _kept(request: HttpRequest, key: UUID) -> tuple[User, Place]:
    user = user_of(request)
    permissions.require_keeping(user)
    return user, kept_place(user, key)


def _page(key: UUID) -> str:
    return reverse("directory:keep", kwargs={"key": key})


def _part(found: Any) -> Any:
    if found is None:
        raise Http404
    return found


@form_view
@signed_in
def add_service(request: HttpRequest, key: UUID) -> HttpResponse:
    """A further service."""
    user, place = _kept(request, key)
    form = ServiceForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.add(user, key, form.values),
        page={"heading": _("Ajouter un service"), "lead": place.name, "back": _page(key)},
        done=waits_or(_("Le service est ajouté."), place, user),
        to=lambda: _page(key),
        template=SECTIONS,
    )


@form_view
@signed_in
def edit_service(request: HttpRequest, key: UUID, service: UUID) -> HttpResponse:
    """Change a service, or offer it again."""
    user, place = _kept(request, key)
    part = _part(place.services.filter(key=service).first())
    names = [name for name in ServiceForm.base_fields if name != "version"]
    form = ServiceForm(request.POST or None, initial={**initial_of(part, names), "version": version_of(place)})
    return form_page(
        request,
        form,
        lambda: services.edit(user, key, service, {**form.values, "is_active": True}, form.cleaned_data["version"]),
        page={"heading": _("Modifier le service"), "lead": f"{place.name} · {part}", "back": _page(key)},
        done=waits_or(_("Le service est à jour."), place, user),
        to=lambda: _page(key),
        template=SECTIONS,
    )


@require_POST
@signed_in
def remove_service(request: HttpRequest, key: UUID, service: UUID) -> HttpResponse:
    """The place does this no more."""
    user, place = _kept(request, key)
    done = waits_or(_("Ce service n’est plus proposé."), place, user)
    return act_and_return(request, lambda: services.remove(user, key, service), done=done, to=_page(key))


@form_view
@signed_in
def add_stop(request: HttpRequest, key: UUID) -> HttpResponse:
    """A further stop."""
    user, place = _kept(request, key)
    initial = {"order": place.stops.count() + 1}
    form = StopForm(request.POST or None, territories=territories_for(user), initial=initial)
    return form_page(
        request,
        form,
        lambda: stops.add(user, key, form.values),
        page={"heading": _("Ajouter un arrêt"), "lead": place.name, "back": _page(key)},
        done=waits_or(_("L’arrêt est ajouté."), place, user),
        to=lambda: _page(key),
    )


@form_view
@signed_in
def edit_stop(request: HttpRequest, key: UUID, stop: UUID) -> HttpResponse:
    """Change a stop."""
    user, place = _kept(request, key)
    part = _part(place.stops.filter(key=stop).first())
    names = [name for name in StopForm.base_fields if name != "version"]
    initial = {**initial_of(part, names), "version": version_of(place)}
    form = StopForm(request.POST or None, territories=territories_for(user), initial=initial)
    return form_page(
        request,
        form,
        lambda: stops.edit(user, key, stop, form.values, form.cleaned_data["version"]),
        page={"heading": _("Modifier l’arrêt"), "lead": f"{place.name} · {part}", "back": _page(key)},
        done=waits_or(_("L’arrêt est à jour."), place, user),
        to=lambda: _page(key),
    )


@require_POST
@signed_in
def remove_stop(request: HttpRequest, key: UUID, stop: UUID) -> HttpResponse:
    """The service stops there no more."""
    user, place = _kept(request, key)
    done = waits_or(_("Cet arrêt est retiré."), place, user)
    return act_and_return(request, lambda: stops.remove(user, key, stop), done=done, to=_page(key))


@form_view
@signed_in
def add_period(request: HttpRequest, key: UUID) -> HttpResponse:
    """Days that are not as usual."""
    user, place = _kept(request, key)
    offered = [(str(each.key), str(each)) for each in place.services.filter(is_active=True)]
    form = PeriodForm(request.POST or None, services=offered)
    return form_page(
        request,
        form,
        lambda: periods.add(user, key, form.cleaned_data),
        page={
            "heading": _("Fermeture ou horaires particuliers"),
            "lead": _("Le public le voit aussitôt. Ensuite, les horaires habituels reprennent d’eux-mêmes."),
            "back": _page(key),
        },
        done=_("C’est dit au public."),
        to=lambda: _page(key),
    )


@require_POST
@signed_in
def end_period(request: HttpRequest, key: UUID, period: UUID) -> HttpResponse:
    """The usual hours hold again."""
    user, _place = _kept(request, key)
    done = _("Les horaires habituels valent de nouveau.")
    return act_and_return(request, lambda: periods.end(user, key, period), done=done, to=_page(key))


@form_view
@signed_in
def put_photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """A photo of the door."""
    user, place = _kept(request, key)
    form = PhotoForm(request.POST or None, request.FILES or None)
    return form_page(
        request,
        form,
        lambda: photos.put(user, key, form.cleaned_data["file"]),
        page={"heading": _("Photo du lieu"), "lead": place.name, "back": _page(key)},
        done=_("La photo est dans la fiche."),
        to=lambda: _page(key),
    )


@require_POST
@signed_in
def remove_photo(request: HttpRequest, key: UUID) -> HttpResponse:
    """No photo any more."""
    user, _place = _kept(request, key)
    return act_and_return(request, lambda: photos.remove(user, key), done=_("La photo est retirée."), to=_page(key))
