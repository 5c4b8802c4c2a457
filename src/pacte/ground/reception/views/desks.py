"""The desks where one works, and those that one keeps."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions, reads, services
from ..forms import DeskForm
from ..reads.desks import with_waiting


@require_safe
@signed_in
def desks(request: HttpRequest) -> HttpResponse:
    """My desks with who waits there; for a referent, those of the organisation to open and close."""
    user = user_of(request)
    permissions.require_desks(user)
    worked = list(with_waiting(reads.desks_of(user).open()))
    kept = list(reads.desks_kept_by(user))
    if len(worked) == 1 and not kept and "tous" not in request.GET:
        return redirect("reception:desk", number=worked[0].pk)
    page = {"desks": worked, "kept": kept, "may_keep": permissions.keeps_desks(user)}
    return render(request, "reception/desks.html", page)


@form_view
@signed_in
def open_desk(request: HttpRequest) -> HttpResponse:
    """Open the desk of a place."""
    user = user_of(request)
    permissions.require_keeper(user)
    form = DeskForm(request.POST or None, sites=reads.sites_without_desk(user))
    return form_page(
        request,
        form,
        lambda: services.open_desk(user, **form.cleaned_data),
        page={
            "heading": _("Ouvrir un guichet"),
            "lead": _("Les agents du lieu pourront y donner des numéros aussitôt."),
            "back": reverse("reception:desks"),
            "submit": _("Ouvrir le guichet"),
        },
        done=_("Le guichet est ouvert."),
        to=lambda: reverse("reception:desks"),
    )


@require_POST
@signed_in
def close_desk(request: HttpRequest, number: int) -> HttpResponse:
    """Close a desk."""
    user = user_of(request)
    permissions.require_keeper(user)
    get_object_or_404(reads.desks_kept_by(user), pk=number)
    return act_and_return(
        request,
        lambda: services.close_desk(user, number),
        done=_("Le guichet est fermé. Ses visites passées comptent toujours."),
        to=reverse("reception:desks"),
    )
