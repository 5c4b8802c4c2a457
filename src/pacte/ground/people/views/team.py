"""Who follows a file: passing it on, following together, leaving; and files that nobody leads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..enums import WorkerEnd
from ..forms.files import ColleagueForm, LeavingForm
from ..models import File
from ..permissions.colleagues import require_referent
from ..reads.files import unattended as files_unattended
from ..services import files as verbs
from .common import person_address, written_file


def _workers(file: File) -> list[int]:
    return list(file.workers.filter(until__isnull=True).values_list("user", flat=True))


@form_view
@signed_in
def hand_over(request: HttpRequest, file: UUID) -> HttpResponse:
    """Pass one's place to a colleague."""
    user = user_of(request)
    sight, seen = written_file(request, file)
    form = ColleagueForm(request.POST or None, file=seen.file, without=[user.pk])
    return form_page(
        request,
        form,
        lambda: verbs.hand_over(user, file, form.cleaned_data["user"]),
        page={
            "heading": _("Passer le dossier à un collègue"),
            "lead": _("Vous le lirez encore trente jours, sans y écrire."),
            "back": person_address(sight.person, seen),
            "submit": _("Passer le dossier"),
        },
        done=_("Le dossier est passé à votre collègue."),
        to=lambda: reverse("people:files"),
    )


@form_view
@signed_in
def worker_add(request: HttpRequest, file: UUID) -> HttpResponse:
    """Follow together with a colleague."""
    sight, seen = written_file(request, file)
    form = ColleagueForm(request.POST or None, file=seen.file, without=_workers(seen.file))
    back = person_address(sight.person, seen)
    return form_page(
        request,
        form,
        lambda: verbs.add_worker(user_of(request), file, form.cleaned_data["user"]),
        page={
            "heading": _("Suivre à plusieurs"),
            "lead": _("Ce collègue lira et écrira dans le dossier comme vous."),
            "back": back,
            "submit": _("Ajouter ce collègue"),
        },
        done=_("Votre collègue suit aussi ce dossier."),
        to=lambda: back,
    )


@form_view
@signed_in
def worker_leave(request: HttpRequest, file: UUID) -> HttpResponse:
    """Somebody no longer follows the file: they leave it, or the person does not wish them."""
    user = user_of(request)
    sight, seen = written_file(request, file)
    form = LeavingForm(request.POST or None, users=User.objects.filter(pk__in=_workers(seen.file)), actor=user)

    def act() -> None:
        if form.cleaned_data["end"] == WorkerEnd.DEPARTURE:
            verbs.leave_file(user, file)
        else:
            verbs.object_to_worker(user, file, form.cleaned_data["user"])

    def to() -> str:
        is_me = form.cleaned_data["user"] == user
        return reverse("people:files") if is_me else person_address(sight.person, seen)

    page: dict[str, Any] = {
        "heading": _("Ne plus suivre ce dossier"),
        "lead": _("L’accès cesse aussitôt. Si personne n’en a plus la charge, la référence de l’organisation le voit."),
        "back": person_address(sight.person, seen),
    }
    return form_page(request, form, act, page=page, done=_("C’est noté, l’accès a cessé."), to=to)


@require_safe
@signed_in
def unattended(request: HttpRequest) -> HttpResponse:
    """Files of the referent's organisation that nobody leads: pseudonyms, and no way to what they hold."""
    user = user_of(request)
    require_referent(user)
    page = Paginator(files_unattended(user), 50).get_page(request.GET.get("page"))
    return render(request, "people/unattended.html", {"page": page})


@form_view
@signed_in
def name_lead(request: HttpRequest, file: UUID) -> HttpResponse:
    """Entrust a file that nobody leads."""
    user = user_of(request)
    require_referent(user)
    found = files_unattended(user).filter(key=file).first()
    if found is None:
        raise Http404
    form = ColleagueForm(request.POST or None, file=found, without=[])
    back = reverse("people:unattended")
    return form_page(
        request,
        form,
        lambda: verbs.name_lead(user, file, form.cleaned_data["user"]),
        page={
            "heading": _("Confier le dossier"),
            "lead": _("Dossier %(pseudonym)s · %(purpose)s")
            % {"pseudonym": found.person.pseudonym, "purpose": found.get_purpose_display()},
            "back": back,
            "submit": _("Confier le dossier"),
        },
        done=_("Le dossier a de nouveau quelqu’un en charge."),
        to=lambda: back,
    )
