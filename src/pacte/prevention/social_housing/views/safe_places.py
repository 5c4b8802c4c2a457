"""Pages of safe places: ask through a referral, follow the answer, note when she is safe. Never where."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.people.permissions import require_following
from pacte.ground.people.services.opening import open_file, person_to_write
from pacte.ground.web.acting import form_page, form_view

from ..forms.safe_places import LeaveForm, ShelterForm
from ..models import SafePlaceRequest
from ..reads import safe_places as reads
from ..services import safe_places as services


@never_cache
@require_safe
@signed_in
def of_person(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was asked for this person, and how to ask. No list of places."""
    user = user_of(request)
    person_to_write(user, key)
    sight = open_file(user, key, "safe_place")
    page = {
        "sight": sight, "rows": reads.in_sight(sight), "files": sight.own_files,
        "is_asked_here": reads.is_asked_here(),
    }  # fmt: skip
    return render(request, "social_housing/safe_places/person.html", page)


def _back(asked: SafePlaceRequest) -> str:
    if asked.file is not None:
        return reverse("social_housing:safe_places", kwargs={"key": asked.file.person.key})
    return reverse("referrals:inbox")


@form_view
@signed_in
def reached(request: HttpRequest, key: UUID) -> HttpResponse:
    """She is safe."""
    user = user_of(request)
    require_following(user)
    asked = reads.to_note(user, key)
    form = ShelterForm(request.POST or None)
    return form_page(
        request, form, lambda: services.shelter(user, key, **form.cleaned_data),
        page={
            "heading": _("Noter la mise à l’abri"), "lead": _("Le lieu n’est écrit nulle part."), "back": _back(asked),
        },
        done=_("C’est noté."), to=lambda: _back(asked),
    )  # fmt: skip


@form_view
@signed_in
def left(request: HttpRequest, key: UUID) -> HttpResponse:
    """She leaves."""
    user = user_of(request)
    require_following(user)
    asked = reads.to_note(user, key)
    form = LeaveForm(request.POST or None)
    return form_page(
        request, form, lambda: services.leave(user, key, **form.cleaned_data),
        page={"heading": _("Noter le départ"), "back": _back(asked)},
        done=_("C’est noté."), to=lambda: _back(asked),
    )  # fmt: skip
