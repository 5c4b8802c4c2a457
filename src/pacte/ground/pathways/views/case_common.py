"""What the pages of a case share: the case to write in, its address, a form that comes back to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pacte.ground.accounts.permissions import user_of
from pacte.ground.web.acting import form_page
from pacte.ground.web.forms import Explained

from ..models import Case
from ..reads.cases import CaseSight
from ..services.opening import case_to_write, open_case

KEEPING = "pathways/cases/form.html"


def case_address(case: Case) -> str:
    """The page of a case."""
    return reverse("pathways:case", kwargs={"key": case.key})


def written(request: HttpRequest, key: UUID) -> CaseSight:
    """The case to write in; showing a form of it is opening it, noted as such. 404 for any other."""
    user = user_of(request)
    if request.method == "POST":
        return case_to_write(user, key)
    with transaction.atomic():
        seen = open_case(user, key, "write")
        if not seen.may_write:
            raise Http404
    return seen


def case_form(
    request: HttpRequest, seen: CaseSight, form: Explained, act: Callable[[], Any], *, heading: str, done: str,
    submit: str = "", lead: str = "",
) -> HttpResponse:  # fmt: skip
    """A form of one case, from which one comes back to its page."""
    address = case_address(seen.case)
    page = {"heading": heading, "seen": seen, "lead": lead, "back": address, "submit": submit}
    return form_page(request, form, act, page=page, done=done, to=lambda: address, template=KEEPING)
