"""The platform's pages: caseload, what each worker carries, workshops, leaving."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.pathways.permissions import follows_cases
from pacte.ground.pathways.reads.load import led_organisations
from pacte.ground.pathways.services.opening import case_to_write
from pacte.ground.web.acting import form_page, form_view

from .. import permissions
from ..forms import AttendanceForm, CapacityForm, PlatformLeavingForm, WorkshopForm
from ..reads import platform as reads
from ..services import platform as verbs


@require_safe
@signed_in
def caseload(request: HttpRequest) -> HttpResponse:
    """Numbers by worker; names for those who follow the persons."""
    user = user_of(request)
    permissions.require_platform(user)
    follows = follows_cases(user)
    context = {
        "loads": reads.loads(user), "lines": reads.caseload_of(user) if follows else [], "follows": follows,
    }  # fmt: skip
    return render(request, "young_adults/platform.html", context)


@form_view
@signed_in
def capacity(request: HttpRequest, organisation: str) -> HttpResponse:
    """What one worker can carry, said by whoever answers for the organisation."""
    user = user_of(request)
    permissions.require_leading(user)
    home = next((each for each in led_organisations(user) if each.slug == organisation), None)
    if home is None:
        raise Http404
    form = CapacityForm(request.POST or None, organisation=home)
    back = reverse("young_adults:caseload")
    return form_page(
        request, form, lambda: verbs.say_capacity(user, home, **form.cleaned_data),
        page={"heading": _("Capacité d’un accompagnement"), "lead": home.name, "back": back},
        done=_("La capacité est notée."), to=lambda: back,
    )  # fmt: skip


@form_view
@signed_in
def workshops(request: HttpRequest) -> HttpResponse:
    """Workshops, and a new one."""
    user = user_of(request)
    permissions.require_following_young(user)
    form = WorkshopForm(request.POST or None, user=user, initial={"on": timezone.localdate()})
    here = reverse("young_adults:workshops")
    return form_page(
        request, form, lambda: verbs.hold_workshop(user, **form.cleaned_data), template="young_adults/workshops.html",
        page={"heading": _("Ateliers de la plateforme"), "back": here, "rows": reads.workshops_of(user)[:60]},
        done=_("L’atelier est noté."), to=lambda: here,
    )  # fmt: skip


@form_view
@signed_in
def workshop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who came to a workshop."""
    user = user_of(request)
    permissions.require_following_young(user)
    found = get_object_or_404(reads.workshops_of(user), key=key)
    lines = reads.attending(user, found, found.on)
    form = AttendanceForm(request.POST if request.method == "POST" else None, lines=lines)
    back = reverse("young_adults:workshops")
    return form_page(
        request, form, lambda: verbs.note_attendance(user, key, form.cleaned_data["came"]),
        template="young_adults/workshop.html", done=_("Les présences sont notées."), to=lambda: back,
        page={
            "heading": found.get_kind_display(), "back": back, "workshop": found,
            "came": [line for line, was_there in lines if was_there],
            "waiting": any(not was_there for _line, was_there in lines),
        },
    )  # fmt: skip


@form_view
@signed_in
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """A young person leaves the platform, by class."""
    user = user_of(request)
    seen = case_to_write(user, key)
    if seen.case.scheme.key != reads.SCHEME:
        raise Http404
    form = PlatformLeavingForm(request.POST or None, initial={"on": timezone.localdate()})
    back = reverse("young_adults:caseload")
    return form_page(
        request, form, lambda: verbs.leave_platform(user, key, **form.cleaned_data),
        page={"heading": _("Sortie de la plateforme"), "lead": seen.case.label, "back": back},
        done=_("La sortie est notée."), to=lambda: back,
    )  # fmt: skip
