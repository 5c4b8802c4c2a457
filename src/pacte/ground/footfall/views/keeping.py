"""What the keeper of a place does: correct a day's sheet, choose what is counted."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.models import Place
from pacte.ground.web.acting import form_page, form_view

from .. import permissions, reads, services
from ..enums import CountKind
from ..forms import CorrectionForm, KindsForm


def _kept(request: HttpRequest, key: UUID) -> Place:
    user = user_of(request)
    permissions.require_correcting(user)
    return get_object_or_404(reads.kept_by(user), key=key)


@form_view
@signed_in
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct the sheet of a day, yesterday's unless another is chosen."""
    place = _kept(request, key)
    to = reverse("footfall:figures", kwargs={"key": key})
    kinds = reads.kinds_at(place)
    every = [*kinds, *(kind for kind in CountKind if kind not in kinds)]
    yesterday = timezone.localdate() - timedelta(days=1)
    form = CorrectionForm(request.POST or None, kinds=every, initial={"day": yesterday})
    return form_page(
        request,
        form,
        lambda: services.correct(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Corriger une feuille"),
            "lead": _(
                "%(place)s. La correction s’ajoute aux comptages, avec votre nom et sa raison : rien n’est effacé."
            )
            % {"place": place.name},
            "back": to,
            "submit": _("Corriger"),
        },
        done=_("La feuille est corrigée."),
        to=lambda: to,
    )


@form_view
@signed_in
def kinds(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose what the place counts."""
    place = _kept(request, key)
    to = reverse("footfall:figures", kwargs={"key": key})
    form = KindsForm(request.POST or None, initial={"kinds": [kind.value for kind in reads.kinds_at(place)]})
    return form_page(
        request,
        form,
        lambda: services.choose_kinds(user_of(request), key, form.cleaned_data["kinds"]),
        page={
            "heading": _("Compteurs de ce lieu"),
            "lead": _(
                "%(place)s. Par défaut, ils suivent les services de la fiche. Un compteur retiré garde ses nombres."
            )
            % {"place": place.name},
            "back": to,
        },
        done=_("Les compteurs sont à jour."),
        to=lambda: to,
    )
