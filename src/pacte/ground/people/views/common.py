"""What the pages of a file share: who writes where, where one goes back to, and a form whose words may be held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from pacte.ground.accounts.permissions import user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.forms import Explained

from ..models import HeldEdit, Person
from ..reads import FileSight, Sight
from ..services import opening

KEEPING = "people/keeping_form.html"
"""A form that does not let go of what is typed when the session is over."""


def written_file(request: HttpRequest, key: UUID) -> tuple[Sight, FileSight]:
    """The file to write in; showing its form is opening the person's file, noted as such. 404 for any other."""
    return opened(request, *opening.file_to_write(user_of(request), key))


def opened(request: HttpRequest, sight: Sight, seen: FileSight) -> tuple[Sight, FileSight]:
    """The same file; that its form is shown is noted."""
    if request.method != "POST":
        opening.open_file(user_of(request), sight.person.key, "write")
    return sight, seen


def person_address(person: Person, seen: FileSight | None = None) -> str:
    """The person's page, at this file."""
    address = reverse("people:person", kwargs={"key": person.key})
    return f"{address}#dossier-{seen.file.key}" if seen else address


def keeping_page(
    request: HttpRequest,
    form: Explained,
    act: Callable[[], HeldEdit | None],
    *,
    page: dict[str, Any],
    done: str,
    to: str,
    template: str = KEEPING,
) -> HttpResponse:
    """A form over a version: once written, go; written by somebody else meanwhile, go and choose; else the form again.

    Whatever does not hold (422), all that was typed is in the form that comes back.
    """
    if request.method == "POST" and form.is_valid():
        try:
            held = act()
        except BadInput as bad:
            form.take(bad)
        else:
            if held is not None:
                return redirect("people:held_edit", key=held.key)
            messages.success(request, done)
            return redirect(to)
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **page}, status=status)
