"""The live board of a desk, a new arrival, the call."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from .. import permissions, reads, services
from ..forms import ArrivalForm
from ..models import FrontDesk


def worked(request: HttpRequest, number: int) -> FrontDesk:
    """The desk of this number where the user works: 403 without the role, 404 elsewhere."""
    user = user_of(request)
    permissions.require_staff(user)
    return get_object_or_404(reads.desks_of(user), pk=number)


def address(number: int) -> str:
    return reverse("reception:desk", kwargs={"number": number})


@require_safe
@signed_in
def desk(request: HttpRequest, number: int) -> HttpResponse:
    """Who waits, who is with whom. The fragment that polling swaps in is that of the full page."""
    found = worked(request, number)
    is_fragment = request.headers.get("HX-Target") == "board"
    template = "reception/parts/board.html" if is_fragment else "reception/desk.html"
    return render(request, template, {"desk": found, "board": reads.board_of(found, user_of(request))})


@form_view
@signed_in
def arrive(request: HttpRequest, number: int) -> HttpResponse:
    """A new arrival: the reason is enough. A minor alone leads to the duty page."""
    user, found = user_of(request), worked(request, number)
    form = ArrivalForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(
            request, "reception/arrive.html", {"desk": found, "form": form, "back": address(number)}, status=status
        )
    try:
        made = services.arrive(user, number, **form.cleaned_data)
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect(address(number))
    messages.success(request, _("Numéro %(number)s : donnez-le à la personne.") % {"number": made.number})
    return redirect("reception:duty", key=made.key) if made.is_minor_alone else redirect(address(number))


@require_POST
@signed_in
def call(request: HttpRequest, number: int) -> HttpResponse:
    """Call the next person, or the one chosen on the board."""
    user, found = user_of(request), worked(request, number)
    try:
        called = services.call(user, found.pk, _key(request.POST.get("arrival", "")))
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect(address(number))
    messages.success(request, _("Vous recevez le numéro %(number)s.") % {"number": called.number})
    return redirect("reception:arrival", key=called.key)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error
