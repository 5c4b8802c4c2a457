"""Tours of mobile services: plan one, follow its stops."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.core.paginator import Paginator
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
from pacte.ground.partners.models import Membership
from pacte.ground.partners.reads import within
from pacte.ground.web.acting import form_page, form_view

from .. import permissions, reads, services
from ..forms import TourForm
from ..models import Session, Tour


@require_safe
@signed_in
def tours(request: HttpRequest) -> HttpResponse:
    """The tours of one's itineraries, the latest first."""
    user = user_of(request)
    permissions.require_keeping(user)
    page = Paginator(reads.tours_of(user), 40).get_page(request.GET.get("page"))
    return render(request, "agenda/tours.html", {"page": page, "today": timezone.localdate()})


def _itineraries(user: User) -> QuerySet[Place]:
    rows = Place.objects.published().filter(organisation__isnull=False).order_by("name", "pk")
    return rows if permissions.oversees_agenda(user) else rows.filter(within(permissions.keeper_memberships(user)))


def _staff(user: User) -> QuerySet[User]:
    """Colleagues in the organisations whose sessions the user keeps."""
    homes = {held.organisation_id for held in permissions.keeper_memberships(user)}
    held = Membership.objects.current(timezone.localdate()).filter(organisation__in=homes)
    return User.objects.filter(Q(pk__in=held.values("user"))).order_by("display_name", "pk")


@form_view
@signed_in
def new_tour(request: HttpRequest) -> HttpResponse:
    """Plan a day's tour."""
    user = user_of(request)
    permissions.require_keeping(user)
    initial = {"day": timezone.localdate() + timedelta(days=1)}
    form = TourForm(request.POST or None, places=_itineraries(user), staff=_staff(user), initial=initial)
    made: list[Tour] = []
    return form_page(
        request,
        form,
        lambda: made.append(services.plan(user, **form.cleaned_data)),
        page={
            "heading": _("Prévoir une tournée"), "back": reverse("agenda:tours"), "submit": _("Prévoir la tournée"),
            "lead": _("Les arrêts de ce jour sont annoncés au public, à leurs heures."),
        },
        done=_("La tournée est prévue."),
        to=lambda: reverse("agenda:tour", kwargs={"key": made[0].key}),
    )  # fmt: skip


@require_safe
@signed_in
def tour(request: HttpRequest, key: UUID) -> HttpResponse:
    """A tour: its stops in order, its team."""
    user = user_of(request)
    permissions.require_keeping(user)
    found = reads.seen_tour(user, key)
    stops = list(Session.objects.filter(tour=found).with_where().order_by("starts_at", "pk"))
    page = {"tour": found, "stops": [(stop, reads.where(stop)) for stop in stops], "staff": found.staff.all()}
    return render(request, "agenda/tour.html", page)
