"""What one takes part in: one's seats, the persons whom one registers, one's calendar's address, one's certificates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.people.permissions import follows_people, require_following
from pacte.ground.people.reads.followed import choices, labels
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import reads, services
from ..enums import SessionKind
from ..forms import SeatForm
from ..models import Certificate
from ..reads import lists

MOST = 120


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """My registrations, those that I made for people, and my calendar."""
    return render(request, "agenda/mine.html", _page(request))


def _page(request: HttpRequest) -> dict[str, Any]:
    user, now = user_of(request), timezone.now()
    rows = list(reads.own_registrations(user))
    made = list(reads.people_registered_by(user)[:200])
    names = labels(user, (row.person_id for row in made if row.person_id))
    return {
        "to_come": [row for row in rows if row.session.ends_at > now],
        "past": [row for row in reversed(rows) if row.session.ends_at <= now][:50],
        "people": [(row, names.get(row.person_id or 0, "")) for row in made],
        "certificates": Certificate.objects.filter(account=user, withdrawn_at__isnull=True),
        "feed": reads.feed_of(user),
        "follows": follows_people(user),
    }


@require_POST
@signed_in
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a seat, or wait for one."""
    user, page = user_of(request), reverse("agenda:session", kwargs={"key": key})
    seen = reads.seen_session(user, key)
    text = request.POST.get("seats", "1")
    seats = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return act_and_return(
        request,
        lambda: services.register_myself(user, seen.key, seats=seats),
        done=_("C’est noté. Votre place, ou votre rang dans la liste d’attente, est sur cette page."),
        to=page,
    )


@require_POST
@signed_in
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give up one's seat."""
    return act_and_return(
        request,
        lambda: services.leave(user_of(request), key),
        done=_("C’est noté : vous n’êtes plus sur cette liste."),
        to=reverse("agenda:mine"),
    )


@require_safe
@signed_in
def bookable(request: HttpRequest) -> HttpResponse:
    """Where a professional may register somebody: sessions and slots with a seat, the next first."""
    user = user_of(request)
    require_following(user)
    rows = lists.bookable(reads.seen_by(user), request.GET.get("kind", ""))[:MOST]
    page = {
        "days": lists.by_day(rows), "person": _opaque(request.GET.get("person", "")),
        "kinds": SessionKind.choices, "kind": request.GET.get("kind", ""),
    }  # fmt: skip
    return render(request, "agenda/bookable.html", page)


def _opaque(text: str) -> str:
    """A person's key as it came, or nothing when it is not one."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


@form_view
@signed_in
def register_person(request: HttpRequest, key: UUID) -> HttpResponse:
    """Register a person whom one follows."""
    user = user_of(request)
    require_following(user)
    found = reads.seen_session(user, key)
    chosen = request.POST.get("person") or request.GET.get("person") or ""
    form = SeatForm(request.POST or None, persons=choices(user, chosen), initial={"person": chosen, "seats": 1})
    page = reverse("agenda:session", kwargs={"key": key})
    return form_page(
        request,
        form,
        lambda: services.register_person(user, key, form.cleaned_data["person"], seats=form.cleaned_data["seats"]),
        page={
            "heading": _("Inscrire une personne"), "lead": found.title, "back": page, "submit": _("Inscrire"),
        },
        done=_("C’est noté. Sa place, ou son rang dans la liste d’attente, est dans vos inscriptions."),
        to=lambda: reverse("agenda:mine"),
    )  # fmt: skip


@require_POST
@signed_in
def make_feed(request: HttpRequest) -> HttpResponse:
    """Draw the secret address of one's calendar; the page shows it this once."""
    secret = services.make_feed(user_of(request))
    address = settings.BASE_URL + reverse("agenda:personal_calendar", kwargs={"secret": secret})
    answer = render(request, "agenda/mine.html", _page(request) | {"address": address})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@signed_in
def withdraw_feed(request: HttpRequest) -> HttpResponse:
    """The address answers nobody any more."""
    return act_and_return(
        request,
        lambda: services.withdraw_feed(user_of(request)),
        done=_("L’adresse de votre agenda ne répond plus."),
        to=reverse("agenda:mine"),
    )


@require_safe
@signed_in
def print_certificate(request: HttpRequest, number: str) -> HttpResponse:
    """One's certificate, as a PDF."""
    content = services.print_certificate(user_of(request), number)
    headers = {"Content-Disposition": f'attachment; filename="attestation-{number}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
