"""Two people wrote over the same thing: its author sees both, side by side, and chooses."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from ..forms.edits import SettlingForm
from ..services import edits, opening
from ..services.edits import Conflict
from .common import person_address


@form_view
@signed_in
def held_edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is kept beside what was written, part by part; what was written stays until its author has chosen."""
    found = edits.conflict(user_of(request), key)
    form = _form(request, found)
    if request.method != "POST":
        opening.open_file(user_of(request), found.person.key, "write")
    elif form.is_valid() and _is_settled(request, found, form):
        messages.success(request, _("Vos choix sont enregistrés."))
        return redirect(person_address(found.person))
    status = 422 if request.method == "POST" else 200
    return render(request, "people/held_edit.html", {"form": form, "conflict": found}, status=status)


def _form(request: HttpRequest, found: Conflict) -> SettlingForm:
    """The choices as posted; when somebody saved since they were shown, the newer version with a word about it."""
    if request.method != "POST":
        return SettlingForm(differences=found.differences, version=found.version)
    data = request.POST.copy()
    is_outdated = data.get("version") != str(found.version)
    data["version"] = str(found.version)
    form = SettlingForm(data, differences=found.differences, version=found.version)
    if is_outdated:
        form.add_error(None, _("Quelqu’un a encore enregistré entre-temps. Relisez, puis choisissez de nouveau."))
    return form


def _is_settled(request: HttpRequest, found: Conflict, form: SettlingForm) -> bool:
    try:
        again = edits.settle(
            user_of(request), found.edit.key, form.choices, merges=form.merges, version=form.cleaned_data["version"]
        )
    except BadInput as bad:
        form.take(bad)
        return False
    if again is not None:
        form.add_error(None, _("Quelqu’un a encore enregistré entre-temps. Relisez, puis choisissez de nouveau."))
    return again is None
