"""My cases, one case and its printed sheet, and how a case begins."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.services.opening import file_to_write, open_file
from pacte.ground.web.acting import form_view

from ..forms.cases import CaseFilters, StartForm
from ..permissions import require_case_work
from ..reads import case_lists as lists
from ..reads.case_page import page_of
from ..reads.case_people import that_may_open
from ..reads.case_start import open_schemes, scheme_to_start
from ..services import cases as verbs
from ..services.case_print import printed
from ..services.opening import open_case
from .case_common import KEEPING, case_address

PER_PAGE = 50


@require_safe
@signed_in
def cases(request: HttpRequest) -> HttpResponse:
    """The cases of the files that I follow, the most pressing first."""
    user, today = user_of(request), timezone.localdate()
    require_case_work(user)
    every = lists.mine(user)
    asked = request.GET.get("scheme", "")[:60]
    form = CaseFilters(
        request.GET or None, schemes=lists.schemes_among(every), stages=lists.stages_among(every, asked)
    )  # fmt: skip
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    chosen = {name: said.get(name) or "" for name in ("scheme", "stage", "when")}
    found = lists.narrowed(every, today, **chosen, state=said.get("state") or "running")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": lists.lines_of(user, page.object_list, today), "today": today}
    return render(request, "pathways/cases/list.html", context)


@require_safe
@signed_in
def case(request: HttpRequest, key: UUID) -> HttpResponse:
    """One case, told: what comes next, the story, the clocks."""
    user = user_of(request)
    seen = open_case(user, key)
    page = page_of(user, seen, timezone.localdate())
    return render(request, "pathways/cases/case.html", {"page": page, "seen": seen, "case": seen.case})


@require_safe
@signed_in
def case_print(request: HttpRequest, key: UUID) -> HttpResponse:
    """The case on one sheet of paper."""
    user = user_of(request)
    seen = open_case(user, key, "print")
    answer = HttpResponse(printed(user, seen), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{seen.case.label}.pdf"'
    return answer


@require_safe
@signed_in
def case_start_choose(request: HttpRequest, file: UUID) -> HttpResponse:
    """Which scheme begins for this person."""
    user = user_of(request)
    sight, _seen = file_to_write(user, file)
    open_file(user, sight.person.key, "write")
    context = {"sight": sight, "file": file, "schemes": open_schemes(timezone.localdate())}
    return render(request, "pathways/cases/start.html", context)


@form_view
@signed_in
def case_start(request: HttpRequest, file: UUID, scheme: str) -> HttpResponse:
    """A case begins: what opens it, when, and what is known already."""
    user = user_of(request)
    sight, seen = file_to_write(user, file)
    declared = scheme_to_start(scheme, timezone.localdate())
    if declared is None:
        raise Http404
    if request.method != "POST":
        open_file(user, sight.person.key, "write")
    form = StartForm(
        request.POST or None, scheme=declared, referrals=that_may_open(user, seen.file),
        initial={"on": timezone.localdate(), "referral": request.GET.get("referral", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        facts = {key: value for key, value in form.facts.items() if value is not None}
        try:
            begun = verbs.start(
                user, file, scheme, said["step"], said["on"], facts=facts, referral=said.get("referral"),
                words=said["words"],
            )  # fmt: skip
            return redirect(case_address(begun))
        except BadInput as bad:
            form.take(bad)
    page = {
        "form": form, "heading": declared.name, "lead": sight.label, "summary": declared.summary,
        "back": reverse("people:person", kwargs={"key": sight.person.key}), "submit": _("Ouvrir le parcours"),
    }  # fmt: skip
    return render(request, KEEPING, page, status=422 if request.method == "POST" else 200)
