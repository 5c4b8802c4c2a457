"""The counter: one button per thing counted, no script needed. Each button carries an identifier of its own, so that a
double click, a resent form or a page that was opened again counts once."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.agenda.models import Session
from pacte.ground.declarations.errors import BadInput
from pacte.ground.directory.models import Place

from .. import permissions, reads, services
from ..enums import AT_A_STOP, CountKind
from ..forms import SeveralForm


def counted_place(request: HttpRequest, key: UUID) -> Place:
    """The place of this key where the user counts: 403 without the role, 404 elsewhere."""
    user = user_of(request)
    permissions.require_counting(user)
    return get_object_or_404(reads.counted_by(user), key=key)


def kinds_shown(place: Place, stops: list[Session]) -> list[CountKind]:
    """The counters of a place; a day with stops of the mobile town hall counts who comes and what for."""
    held = reads.kinds_at(place)
    return [kind for kind in CountKind if kind in held or (stops and kind in AT_A_STOP)]


@require_safe
@signed_in
def counter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Today's counter."""
    place = counted_place(request, key)
    return _page(request, place)


def _page(request: HttpRequest, place: Place, several: SeveralForm | None = None) -> HttpResponse:
    user, now = user_of(request), timezone.now()
    stops = reads.stops_today(place, timezone.localdate(now))
    stop = reads.stop_of(stops, request.GET.get("seance", "") or request.POST.get("session", ""), now)
    kinds = kinds_shown(place, stops)
    sheet = reads.sheet(place, kinds, timezone.localdate(now), user, stop)
    page = {
        "place": place,
        "sheet": sheet,
        "buttons": [(line, uuid4()) for line in sheet.lines if line.kind in kinds],
        "others": [line for line in sheet.lines if line.kind not in kinds],
        "stops": stops,
        "stop": stop,
        "several": several or SeveralForm(kinds=kinds),
        "several_id": uuid4(),
        "keeps": permissions.corrects(user),
    }
    return render(request, "footfall/counter.html", page, status=422 if several else 200)


@require_POST
@signed_in
def count(request: HttpRequest, key: UUID) -> HttpResponse:
    """One more, or several."""
    place = counted_place(request, key)
    stops = reads.stops_today(place, timezone.localdate())
    form = SeveralForm(
        {"kind": request.POST.get("kind", ""), "quantity": request.POST.get("quantity", "1")},
        kinds=kinds_shown(place, stops),
    )
    if not form.is_valid():
        return _page(request, place, form)
    session = _session(request.POST.get("session", ""))
    try:
        services.count(
            user_of(request), place, form.cleaned_data["kind"], client_id=_key(request.POST.get("client_id", "")),
            quantity=form.cleaned_data["quantity"], session=session,
        )  # fmt: skip
    except BadInput as bad:
        messages.error(request, str(bad))
    return redirect(address(place, session))


@require_POST
@signed_in
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Undo the touch named: the last one shown."""
    place = counted_place(request, key)
    services.undo(user_of(request), _key(request.POST.get("client_id", "")))
    return redirect(address(place, _session(request.POST.get("session", ""))))


def address(place: Place, session: Session | None = None) -> str:
    """Where the counter of a place is, at this stop."""
    path = reverse("footfall:counter", kwargs={"key": place.key})
    return f"{path}?seance={session.key}" if session else path


def _session(text: str) -> Session | None:
    return get_object_or_404(Session.objects.select_related("stop"), key=_key(text)) if text else None


def _key(text: str) -> UUID:
    """The identifier in the form; a form without one came before this page, and gets one of its own."""
    if not text:
        return uuid4()
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
