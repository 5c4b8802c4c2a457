"""Opening a file in urgency, and looking these accesses over. Nothing typed here ever stands in an address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import act_and_return, form_view

from ..enums import ReviewFinding
from ..forms.exceptional import UrgencyForm, UrgentSearchForm
from ..permissions import require_following
from ..permissions.sharing import require_review
from ..reads import exceptional as reads
from ..rules import urgency
from ..services import exceptional

PAGE = 30


@form_view
@signed_in
def break_glass(request: HttpRequest) -> HttpResponse:
    """Say why, look for somebody, open their file: three steps, all by POST."""
    user = user_of(request)
    require_following(user)
    if person := request.POST.get("person"):
        return _open(request, _key(person))
    form = UrgentSearchForm(request.POST or None, actor=user)
    found: list[Any] | None = None
    if request.method == "POST" and form.is_valid():
        names = {name: form.cleaned_data[name] for name in ("family_name", "given_name", "birth_year")}
        try:
            found = exceptional.find_in_urgency(user, **names)
        except BadInput as bad:
            form.take(bad)
    status = 422 if request.method == "POST" and found is None else 200
    return render(request, "people/break_glass.html", {"form": form, "found": found, **_numbers()}, status=status)


@form_view
@signed_in
def break_glass_person(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same, from the page of somebody of whom one knows the existence."""
    require_following(user_of(request))
    if request.method == "POST":
        return _open(request, key)
    form = UrgencyForm(actor=user_of(request))
    return render(request, "people/break_glass.html", {"form": form, "person": key, **_numbers()})


def _open(request: HttpRequest, key: UUID) -> HttpResponse:
    user = user_of(request)
    form = UrgencyForm(request.POST, actor=user)
    if form.is_valid():
        try:
            exceptional.break_glass(user, key, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("Le dossier est ouvert. La protection des données en est avertie."))
            return redirect("people:person", key=key)
    return render(request, "people/break_glass.html", {"form": form, "person": key, **_numbers()}, status=422)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _numbers() -> dict[str, Any]:
    return {"hours": int(urgency.OPEN_FOR.total_seconds() // 3600), "attempts": urgency.ATTEMPTS_PER_HOUR}


@require_safe
@signed_in
def break_glass_reviews(request: HttpRequest) -> HttpResponse:
    """The accesses in urgency, those to look over first."""
    require_review(user_of(request))
    page = Paginator(reads.accesses(), PAGE).get_page(request.GET.get("page"))
    return render(request, "people/break_glass_reviews.html", {"page": page, "findings": ReviewFinding.choices})


@require_POST
@signed_in
def break_glass_review(request: HttpRequest, key: UUID) -> HttpResponse:
    """Conclude on one access."""
    return act_and_return(
        request,
        lambda: exceptional.review(user_of(request), key, request.POST.get("finding", "")),
        done=_("Votre conclusion est notée."),
        to=reverse("people:break_glass_reviews"),
    )
