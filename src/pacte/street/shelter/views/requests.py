"""The queue, one request, and the sheet on which a call is taken."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.services.search import Hit, search
from pacte.ground.web.acting import form_view

from .. import permissions
from ..enums.requests import ShelterRequestState
from ..forms.requests import MemberRow, Sheet
from ..forms.requests_acts import QueueForm
from ..models import ShelterRequest
from ..reads import requests as reads
from ..reads import requests_queue as queues
from ..reads.requests_people import Known, known, names_by_key, names_in
from ..reads.tonight import night_at
from ..services import calls, requests
from ..services.requests_in_hand import HOLD_MINUTES
from ..services.requests_standing import require_inside


def page_of(request: ShelterRequest) -> str:
    """The address of a request's page."""
    return reverse("shelter:request", kwargs={"key": request.key})


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """Tonight's queue; HTMX takes the table alone."""
    user = user_of(request)
    permissions.require_regulation(user)
    form = QueueForm(request.GET or None)
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    chosen = {
        "state": said.get("state") or "waiting",
        "kind": said.get("kind") or "",
        "sort": said.get("sort") or "tier",
    }
    night = night_at()
    context = {
        "form": QueueForm(initial=chosen), "night": night, "rows": queues.queue(user, night, **chosen),
        "counts": reads.counts(night, user), "hold_minutes": HOLD_MINUTES,
    }  # fmt: skip
    name = "shelter/requests/queue_table.html" if request.headers.get("HX-Request") else "shelter/requests/queue.html"
    return render(request, name, context)


@require_safe
@signed_in
def request_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One request, as far as the user may see inside it. Its opening is in the journal."""
    user = user_of(request)
    permissions.require_regulation(user)
    found = queues.by_key(key)
    record(user, "shelter.request_open", found.target)
    opened = queues.opened(user, found, reads.largest_party())
    is_over = found.state in queues.STATES["closed"]
    held_by = opened.row.held_by
    return render(
        request, "shelter/requests/request.html",
        {
            "opened": opened, "asked": found, "is_over": is_over,
            "is_waiting": found.state in queues.STATES["waiting"],
            "may_reopen": found.state in queues.REOPENED and found.night >= night_at(),
            "is_mine": held_by is not None and held_by.pk == user.pk,
        },
    )  # fmt: skip


@form_view
@signed_in
def call(request: HttpRequest) -> HttpResponse:
    """A call: who, for what, and the household when a place is asked for."""
    return _sheet_page(request, None, is_call=True)


@form_view
@signed_in
def new_request(request: HttpRequest) -> HttpResponse:
    """A request that no call brought: a hospital, a site, a partner on the spot."""
    return _sheet_page(request, None, is_call=False)


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same sheet, to complete or change a request."""
    user = user_of(request)
    permissions.require_regulation(user)
    found = queues.by_key(key)
    require_inside(user, found)
    return _sheet_page(request, found, is_call=False)


def _sheet_page(request: HttpRequest, asked: ShelterRequest | None, *, is_call: bool) -> HttpResponse:
    """Show the sheet; save it, or give it back with what a button asked for: rows, a search, somebody taken in."""
    user = user_of(request)
    permissions.require_regulation(user)
    data = request.POST if request.method == "POST" else None
    night = asked.night if asked else night_at()
    person = _person(user, request)
    sheet = Sheet(user, night, data, is_call=is_call, request=asked, known=person)
    likely: list[queues.Row] = []
    if data is not None and sheet.do == "save" and sheet.is_valid():
        try:
            saved, likely = _save(user, sheet, asked)
        except BadInput as bad:
            sheet.form.take(bad)
        else:
            if not likely:
                return _done(request, sheet, saved, asked)
    status = 422 if data is not None and sheet.do == "save" else 200
    page = _page(request, user, sheet, asked) | {"likely": likely, "known": person, "is_call": is_call}
    return render(request, "shelter/requests/sheet.html", page, status=status)


def _person(user: User, request: HttpRequest) -> Known | None:
    """The person chosen after a search, or the one whose page the regulator comes from; none when out of sight."""
    text = request.POST.get("chosen") or request.POST.get("person") or request.GET.get("person") or ""
    try:
        key = UUID(text)
    except ValueError:
        return None
    return known(user, key)


def _save(user: User, sheet: Sheet, asked: ShelterRequest | None) -> tuple[ShelterRequest | None, list[queues.Row]]:
    """Save what the sheet says; or the likely same households, when nobody said yet which it is."""
    if not sheet.wants_request:
        calls.note(user, sheet.form.cleaned_data["caller"], sheet.form.cleaned_data["outcome"])
        return None, []
    values = sheet.asked()
    if asked is not None:
        verb = (
            requests.qualify
            if asked.state == ShelterRequestState.RECEIVED and not values.to_complete
            else requests.change
        )
        return verb(user, asked, values, version=sheet.form.cleaned_data.get("version")), []
    answer = sheet.form.cleaned_data["same_as"]
    likely = reads.likely_same(values, sheet.night) if not answer else []
    if likely and reads.live_of(values, sheet.night) is None:
        return None, queues.lines(user, likely)
    same = _same(answer)
    if not sheet.is_call:
        return requests.receive(user, values, same_as=same), []
    return requests.receive_call(user, sheet.form.cleaned_data["caller"], values, same_as=same), []


def _same(answer: str) -> ShelterRequest | None:
    """The request that the regulator says it is; "none" for another household."""
    if answer in ("", "none"):
        return None
    try:
        return queues.by_key(UUID(answer))
    except ValueError:
        raise Http404 from None


def _done(
    request: HttpRequest, sheet: Sheet, saved: ShelterRequest | None, asked: ShelterRequest | None
) -> HttpResponse:  # fmt: skip
    """Say what came of it, and go where the next act is."""
    if saved is None:
        messages.success(request, _("L’appel est noté."))
        return redirect("shelter:queue")
    if asked is not None:
        messages.success(request, _("La demande %(label)s est à jour.") % {"label": saved.label})
    elif (saved.events.count() and saved.calls.count() > 1) or saved.events.filter(kind="called_again").exists():
        messages.success(request, _("C’est un rappel : la demande %(label)s reste une seule.") % {"label": saved.label})
    else:
        messages.success(request, _("La demande %(label)s est dans la file.") % {"label": saved.label})
    if saved.is_minor_alone:
        return redirect("shelter:minor", key=saved.key)
    return redirect(page_of(saved))


def _page(request: HttpRequest, user: User, sheet: Sheet, asked: ShelterRequest | None) -> dict[str, object]:
    hits: list[Hit] | None = None
    if sheet.do == "find":
        try:
            hits = search(user, request.POST.get("find", ""), limit=8)
        except BadInput:
            hits = []
    heading = _("Prendre un appel") if sheet.is_call else _("Nouvelle demande")
    return {
        "sheet": sheet, "form": sheet.form, "asked": asked, "hits": hits,
        "heading": _("Demande %(label)s") % {"label": asked.label} if asked else heading,
        "back": page_of(asked) if asked else reverse("shelter:queue"),
        "rows": _named(user, sheet),
    }  # fmt: skip


def _named(user: User, sheet: Sheet) -> list[tuple[MemberRow, str]]:
    """Each row with the name of who was linked there, for those who may read it."""
    chosen = names_by_key(user, sheet.persons)
    linked = {}
    if sheet.request is not None:
        names = names_in(user, [sheet.request])
        linked = {each.position: names.get(each.person_id or 0, "") for each in sheet.request.members.all()}
    return [(row, chosen.get(str(row["person"].value()), "") or linked.get(_was(row), "")) for row in sheet.rows]


def _was(row: MemberRow) -> int:
    """The position that the row's person had before, -1 for somebody new."""
    value = row["was"].value()
    text = "" if value is None else str(value)
    return int(text) if text.isdigit() and len(text) < 4 else -1
