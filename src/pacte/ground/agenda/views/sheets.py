"""One session as its keepers see it: the sheet, the count, the certificates."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.audit.services import record
from pacte.ground.people.permissions import follows_people
from pacte.ground.web.acting import act_and_return

from .. import permissions, reads, services
from ..models import Certificate, Registration, Session


def _address(key: UUID) -> str:
    return reverse("agenda:keep", kwargs={"key": key})


def _kept(request: HttpRequest, key: UUID) -> Session:
    permissions.require_keeping(user_of(request))
    return reads.kept_session(user_of(request), key)


@require_safe
@signed_in
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """The session, who takes part, who waits. Reading a person's label there is written to the journal."""
    user, found = user_of(request), _kept(request, key)
    sheet = reads.sheet_of(user, found)
    if sheet.shows_people:
        record(user, "session.sheet", found.target, organisation=found.organisation.slug)
    slots = reads.slots_of(found)
    page = {
        "session": found, "where": reads.where(found), "sheet": sheet, "slots": slots,
        "may_cut": found.kind == "drop_in" and not slots and not found.is_cancelled and not found.has_started,
        "opens": not found.is_cancelled and timezone.now() >= found.starts_at - services.EARLY,
        "certificates": Certificate.objects.filter(session=found, withdrawn_at__isnull=True).order_by("pk"),
        "may_register_people": follows_people(user) and found.takes_people,
    }  # fmt: skip
    return render(request, "agenda/keep.html", page)


@require_POST
@signed_in
def attendance(request: HttpRequest, key: UUID) -> HttpResponse:
    """Present, absent, or not known yet: one tap."""
    user = user_of(request)
    permissions.require_keeping(user)
    found = Registration.objects.filter(key=key).select_related("session").first()
    if found is None:
        raise Http404
    return act_and_return(
        request,
        lambda: services.mark(user, key, request.POST.get("state", "")),
        done=_("C’est noté."),
        to=_address(found.session.key) + "#feuille",
    )


@require_POST
@signed_in
def all_present(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everybody whom the sheet does not tell of yet came."""
    found = _kept(request, key)
    return act_and_return(
        request,
        lambda: services.mark_rest(user_of(request), key),
        done=_("La feuille est remplie. Corrigez qui n’est pas venu."),
        to=_address(found.key) + "#feuille",
    )


@require_POST
@signed_in
def count(request: HttpRequest, key: UUID) -> HttpResponse:
    """How many came without a name."""
    found = _kept(request, key)
    text = request.POST.get("number", "").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    return act_and_return(
        request,
        lambda: services.count_unnamed(user_of(request), key, number),
        done=_("C’est compté."),
        to=_address(found.key),
    )


@require_POST
@signed_in
def take_off(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give somebody's seat up, for them."""
    user = user_of(request)
    if not follows_people(user):
        permissions.require_keeping(user)
    found = Registration.objects.filter(key=key).select_related("session").first()
    if found is None:
        raise Http404
    is_keeper = permissions.keeps_sessions(user) and reads.kept_by(user).filter(pk=found.session_id).exists()
    return act_and_return(
        request,
        lambda: services.take_off(user, key),
        done=_("La place est rendue ; elle va à qui attendait."),
        to=_address(found.session.key) if is_keeper else reverse("agenda:mine"),
    )


@require_POST
@signed_in
def certify(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give their certificate to those who attended."""
    found = _kept(request, key)
    return act_and_return(
        request,
        lambda: services.issue(user_of(request), key),
        done=_("Les attestations sont établies. Chacun trouve la sienne dans ses inscriptions."),
        to=_address(found.key),
    )
