"""Files of places in, and doubles decided: the directory's team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import PlacePairState
from ..forms.exchange import ImportForm, JoinForm
from ..permissions import require_editing
from ..reads import exchange as reads
from ..services import doubles as pairs
from ..services import imports as verbs

PAGE = 25


@form_view
@signed_in
def import_(request: HttpRequest) -> HttpResponse:
    """Hand a file of places in; the files of before, and the sources."""
    require_editing(request.user)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            run = verbs.receive(
                user_of(request), given["file"], form=given["format"], source=given["source"],
                keep_valid=given["keep_valid"],
            )  # fmt: skip
        except BadInput as bad:
            form.take(bad)
        else:
            return redirect("directory:import_run", key=run.key)
    page = Paginator(reads.imports(), PAGE).get_page(request.GET.get("page"))
    status = 422 if form.is_bound else 200
    context = {"form": form, "page": page, "sources": reads.sources()}
    return render(request, "directory/exchange/import.html", context, status=status)


@require_safe
@signed_in
def import_run(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a file would change, or did; every fault with its place."""
    require_editing(request.user)
    run = reads.import_of(key)
    return render(request, "directory/exchange/import_run.html", {"run": run, "job": reads.job_of(run)})


@require_POST
@signed_in
def confirm_import(request: HttpRequest, key: UUID) -> HttpResponse:
    back = reverse("directory:import_run", kwargs={"key": key})
    act = lambda: verbs.confirm(user_of(request), key)  # noqa: E731
    return act_and_return(request, act, done=_("L’import est confirmé."), to=back)


@require_POST
@signed_in
def give_up_import(request: HttpRequest, key: UUID) -> HttpResponse:
    act = lambda: verbs.give_up(user_of(request), key)  # noqa: E731
    return act_and_return(request, act, done=_("L’import est abandonné."), to=reverse("directory:import"))


@require_safe
@signed_in
def doubles(request: HttpRequest) -> HttpResponse:
    """The pairs to decide, or those that were."""
    require_editing(request.user)
    state = request.GET.get("state", "")
    state = state if state in PlacePairState.values else PlacePairState.PROPOSED.value
    page = Paginator(reads.pairs(state), PAGE).get_page(request.GET.get("page"))
    rows = [(pair, reads.reasons(pair)) for pair in page]
    context = {"page": page, "rows": rows, "state": state, "states": PlacePairState.choices}
    return render(request, "directory/exchange/doubles.html", context)


@require_POST
@signed_in
def look_for_doubles(request: HttpRequest) -> HttpResponse:
    """Compare all the entries again."""
    require_editing(request.user)
    count = pairs.propose()
    messages.success(request, _("Nouvelles paires proposées : %(count)d.") % {"count": count})
    return redirect("directory:doubles")


@form_view
@signed_in
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """Two entries side by side; they are joined here."""
    require_editing(request.user)
    found = reads.pair_of(number)
    form = JoinForm(request.POST or None, pair=found)
    page = {"pair": found, "lines": reads.sides(found), "reasons": reads.reasons(found)}
    return form_page(
        request, form,
        lambda: pairs.join(user_of(request), number, **form.cleaned_data),
        page=page, done=_("Les deux fiches n’en font plus qu’une."), to=lambda: reverse("directory:doubles"),
        template="directory/exchange/pair.html",
    )  # fmt: skip


@require_POST
@signed_in
def keep_apart(request: HttpRequest, number: int) -> HttpResponse:
    act = lambda: pairs.keep_apart(user_of(request), number)  # noqa: E731
    return act_and_return(request, act, done=_("Ce sont deux lieux."), to=reverse("directory:doubles"))


@require_POST
@signed_in
def undo_pair(request: HttpRequest, number: int) -> HttpResponse:
    act = lambda: pairs.undo(user_of(request), number)  # noqa: E731
    back = reverse("directory:pair", kwargs={"number": number})
    return act_and_return(request, act, done=_("La décision est reprise."), to=back)
