"""Hiding where a refuge is, reading it, writing it down, revealing it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from .. import permissions
from ..forms.upkeep import HideForm, ProtectedForm, RevealForm
from ..reads.kept import kept_place
from ..services import protected


def _page(key: UUID) -> str:
    return reverse("directory:keep", kwargs={"key": key})


@form_view
@signed_in
def hide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Make the address confidential."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    form = HideForm(request.POST or None)
    lead = _(
        "L’adresse et le téléphone sont chiffrés. Seules les personnes qui tiennent les lieux de l’organisation "
        "les lisent, et chaque lecture est notée."
    )
    return form_page(
        request,
        form,
        lambda: protected.make_confidential(user, place.key),
        page={
            "heading": _("Rendre l’adresse confidentielle"),
            "lead": lead,
            "back": _page(key),
            "submit": _("Rendre confidentielle"),
        },
        done=_("L’adresse n’est plus dans la fiche."),
        to=lambda: _page(key),
    )


@require_safe
@never_cache
@signed_in
def details(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where it is, for its own team; the reading is noted."""
    place, known = protected.read(user_of(request), key)
    return render(request, "directory/keeping/protected.html", {"place": place, "details": known})


@form_view
@never_cache
@signed_in
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down where it is."""
    user = user_of(request)
    place, known = protected.read(user, key)
    initial = {"address": known.address, "telephone": known.telephone}
    form = ProtectedForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: protected.keep(user, place.key, **form.cleaned_data),
        page={
            "heading": _("Coordonnées protégées"),
            "lead": _("Chiffrées, et lues de votre seule organisation."),
            "back": _page(key),
        },
        done=_("Les coordonnées sont gardées, chiffrées."),
        to=lambda: _page(key),
    )


@form_view
@signed_in
def reveal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The address may be known again."""
    user = user_of(request)
    place = protected.revealable(user, key)
    form = RevealForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: protected.reveal(user, place.key, form.cleaned_data["reason"]),
        page={
            "heading": _("Rendre l’adresse publique"),
            "lead": _("La fiche redevient un brouillon, avec l’adresse et le téléphone : relisez-la, puis publiez-la."),
            "back": _page(key),
            "submit": _("Rendre publique"),
        },
        done=_("L’adresse est de nouveau dans la fiche, qui est un brouillon."),
        to=lambda: _page(key),
    )  # fmt: skip
