"""The sessions that one keeps: announce, change, cancel, cut into slots."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.web.acting import form_page, form_view

from .. import permissions, reads, services
from ..enums import Span
from ..forms import CancelForm, SessionForm, SlotsForm, initial_of
from ..models import Session
from ..reads import lists


def _week(text: str) -> date:
    """The Monday of the week of this day; of today's when it is not one."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = timezone.localdate()
    return day - timedelta(days=day.weekday())


def _address(session: Session | UUID) -> str:
    key = session.key if isinstance(session, Session) else session
    return reverse("agenda:keep", kwargs={"key": key})


def _kept(request: HttpRequest, key: UUID) -> Session:
    permissions.require_keeping(user_of(request))
    return reads.kept_session(user_of(request), key)


@require_safe
@signed_in
def kept(request: HttpRequest) -> HttpResponse:
    """A week of the sessions that one keeps."""
    user = user_of(request)
    permissions.require_keeping(user)
    monday = _week(request.GET.get("semaine", ""))
    rows = reads.kept_by(user).whole()
    rows = rows.between(lists.at_midnight(monday), lists.at_midnight(monday + timedelta(days=7)))
    sessions = list(reads.with_seats(rows).with_where().order_by("starts_at", "pk")[:500])
    page = {
        "days": lists.by_day(sessions), "monday": monday, "sunday": monday + timedelta(days=6),
        "previous": (monday - timedelta(days=7)).isoformat(), "next": (monday + timedelta(days=7)).isoformat(),
        "this_week": _week("").isoformat(), "count": len(sessions),
    }  # fmt: skip
    return render(request, "agenda/kept.html", page)


def _organisations(user: User) -> QuerySet[Organisation]:
    active = Organisation.objects.filter(is_active=True).order_by("name")
    if permissions.oversees_agenda(user):
        return active
    return active.filter(pk__in={held.organisation_id for held in permissions.keeper_memberships(user)})


def _places(user: User, session: Session | None = None) -> QuerySet[Place]:
    """Published places of the organisations in whose name the user announces, and the one that the session has."""
    mine = Q(organisation__in=_organisations(user).values("pk"), status="published", merged_into__isnull=True)
    if session is not None and session.place_id is not None:
        mine |= Q(pk=session.place_id)
    return Place.objects.filter(mine).order_by("name", "pk")


@form_view
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Announce a session, or a series."""
    user = user_of(request)
    permissions.require_keeping(user)
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = SessionForm(
        request.POST or None, organisations=_organisations(user), places=_places(user), initial={"day": tomorrow}
    )
    made: list[Session] = []
    return form_page(
        request,
        form,
        lambda: made.append(
            services.create(user, form.cleaned_data["organisation"], form.values(), form.repeat())
        ),
        page={
            "heading": _("Annoncer une séance"), "back": reverse("agenda:kept"), "submit": _("Annoncer"),
            "lead": _("Le jour, l’heure et le lieu ; le reste peut attendre."),
        },
        done=_("La séance est dans l’agenda."),
        to=lambda: _address(made[0]),
    )  # fmt: skip


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change a session, or it and all those that follow."""
    user, found = user_of(request), _kept(request, key)
    form = SessionForm(
        request.POST or None, organisations=_organisations(user), places=_places(user, found), session=found,
        initial=initial_of(found),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: services.edit(user, key, form.values(), form.cleaned_data.get("span") or Span.ONE),
        page={
            "heading": _("Modifier la séance"), "back": _address(found),
            "lead": _("Si l’heure ou le lieu change, les inscrits sont prévenus."),
        },
        done=_("C’est modifié."),
        to=lambda: _address(found),
    )  # fmt: skip


@form_view
@signed_in
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Cancel a session, and say why."""
    user, found = user_of(request), _kept(request, key)
    form = CancelForm(request.POST or None, session=found)
    return form_page(
        request,
        form,
        lambda: services.cancel(
            user, key, form.cleaned_data["reason"], form.cleaned_data.get("span") or Span.ONE
        ),
        page={
            "heading": _("Annuler la séance"), "back": _address(found), "submit": _("Annuler la séance"),
            "lead": found.title,
        },
        done=_("La séance est annulée. Les inscrits sont prévenus."),
        to=lambda: _address(found),
    )  # fmt: skip


@form_view
@signed_in
def slots(request: HttpRequest, key: UUID) -> HttpResponse:
    """Cut a permanence into slots."""
    user, found = user_of(request), _kept(request, key)
    form = SlotsForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.open_slots(user, key, **form.cleaned_data),
        page={
            "heading": _("Ouvrir des créneaux"), "back": _address(found), "submit": _("Ouvrir les créneaux"),
            "lead": found.title,
        },
        done=_("Les créneaux sont ouverts."),
        to=lambda: _address(found),
    )  # fmt: skip
