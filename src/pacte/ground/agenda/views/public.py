"""What everyone reads: what is announced, one session, the programme of a month, calendars, a certificate's check."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.people.permissions import follows_people
from pacte.ground.territory.models import Territory
from pacte.ground.web.languages import speaks_arabic

from .. import permissions, reads, services
from ..enums import RegistrationState
from ..forms import FindForm, NumberForm
from ..models import Certificate, Registration, Session
from ..reads import calendar as ical
from ..reads import lists

PER_PAGE = 40
MOST = 1000


@require_safe
@speaks_arabic
def public(request: HttpRequest) -> HttpResponse:
    """What is announced, the next first, day by day."""
    form = FindForm(request.GET or None)
    held = form.cleaned_data if form.is_valid() else {}
    rows = lists.narrowed(
        reads.announced().whole().to_come(), kind=held.get("kind", ""), area=_area(held.get("area", "")),
        day=held.get("day"), words=held.get("words", ""),
    )  # fmt: skip
    page = Paginator(reads.with_seats(rows).with_where().order_by("starts_at", "pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request, "agenda/public/list.html",
        {"form": form, "page": page, "days": lists.by_day(page.object_list)},
    )  # fmt: skip


def _area(code: str) -> Territory | None:
    return Territory.objects.filter(code=code).defer("geometry").first() if code else None


@require_safe
@speaks_arabic
def programme(request: HttpRequest) -> HttpResponse:
    """Culture and workshops of one month, at all places or at one of them."""
    first = lists.month_of(request.GET.get("mois", ""), timezone.localdate())
    last = lists.next_month(first)
    rows = reads.announced().whole().kept().filter(kind__in=lists.PROGRAMME)
    rows = rows.between(lists.at_midnight(first), lists.at_midnight(last))
    sessions = list(reads.with_seats(rows).with_where().order_by("starts_at", "pk"))
    places = {str(told.key): told.name for each in sessions if (told := each.place) and not told.is_confidential}
    chosen = request.GET.get("lieu", "")
    if chosen:
        sessions = [each for each in sessions if each.place and str(each.place.key) == chosen]
    page = {
        "days": lists.by_day(sessions), "first": first, "places": sorted(places.items(), key=lambda pair: pair[1]),
        "chosen": chosen, "month": f"{first:%Y-%m}", "next": f"{last:%Y-%m}",
        "previous": f"{lists.previous_month(first):%Y-%m}",
    }  # fmt: skip
    return render(request, "agenda/public/programme.html", page)


@require_safe
@speaks_arabic
def session(request: HttpRequest, key: UUID) -> HttpResponse:
    """One session: what, where, when, and how to come."""
    found = reads.seen_session(request.user, key)
    user = request.user if isinstance(request.user, User) else None
    mine = _mine(user, found)
    is_full = found.capacity is not None and found.taken >= found.capacity  # type: ignore[attr-defined]
    page = {
        "session": found, "where": reads.where(found), "place_url": _page_of(found), "mine": mine, "is_full": is_full,
        "slots": reads.slots_of(found) if found.kind == "drop_in" else [],
        "may_register_people": user is not None and follows_people(user) and found.takes_people,
        "may_keep": user is not None and permissions.keeps_sessions(user)
        and reads.kept_by(user).filter(pk=found.pk).exists(),
    }  # fmt: skip
    return render(request, "agenda/public/session.html", page)


def _page_of(found: Session) -> str:
    """The directory's page of the place, where there is one."""
    key = reads.where(found).place
    try:
        return reverse("directory:place", kwargs={"key": key}) if key else ""
    except NoReverseMatch:
        return ""


def _mine(user: User | None, found: Session) -> Registration | None:
    if user is None:
        return None
    rows = Registration.objects.filter(session=found, account=user)
    return rows.exclude(state=RegistrationState.CANCELLED).first()


@require_safe
def session_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """One session, for a calendar."""
    found = reads.seen_session(request.user, key)
    return _calendar(ical.calendar(found.title, [ical.event_of(found)]), f"seance-{found.key}.ics")


@require_safe
def public_calendar(request: HttpRequest) -> HttpResponse:
    """Everything that is announced, for a calendar; cancelled sessions say so until they are past."""
    rows = reads.announced().whole().filter(ends_at__gt=timezone.now()).with_where().order_by("starts_at")[:MOST]
    return _calendar(ical.calendar(_("Agenda de la solidarité"), [ical.event_of(row) for row in rows]), "agenda.ics")


@require_safe
def personal_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """What the secret address gives to whoever holds it: nothing that names anybody."""
    answer = _calendar(services.personal_calendar(secret), "agenda.ics")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _calendar(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
@speaks_arabic
def certificates(request: HttpRequest) -> HttpResponse:
    """Where a certificate's number is typed to be checked."""
    form = NumberForm(request.GET or None)
    if form.is_valid():
        return redirect("agenda:certificate", number="".join(form.cleaned_data["number"].upper().split()))
    return render(request, "agenda/public/certificates.html", {"form": form})


@require_safe
@speaks_arabic
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Is a certificate valid? The training and its day, and nobody's name."""
    held = Certificate.objects.filter(number=number).only("number", "title", "day", "withdrawn_at").first()
    if held is None:
        raise Http404
    return render(request, "agenda/public/certificate.html", {"certificate": held})
