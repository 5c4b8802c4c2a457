"""A site's evening and morning, and the regulation's list of stays: who is expected, who is there, what to look at."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import Refused
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.stays import DoorForm
from ..models import ShelterPlacement, ShelterRequest, ShelterSite
from ..reads import stays as reads
from ..reads.stays_evening import Evening, evening, morning
from ..services import stays as services


def require_hand(user: User) -> None:
    """Whoever has no hand in any stay is refused, before being told what there is."""
    if not permissions.regulates(user):
        permissions.require_site(user)


def arrivals_of(site: ShelterSite) -> str:
    return reverse("shelter:arrivals", kwargs={"key": site.key})


def _site(request: HttpRequest, key: UUID) -> tuple[User, ShelterSite]:
    user = user_of(request)
    require_hand(user)
    return user, reads.site_of(user, key)


@require_safe
@signed_in
def arrivals(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who is expected tonight, who is there, what is free: each answer is one button."""
    user, site = _site(request, key)
    page = {
        "site": site, "evening": evening(user, site), "regulates": permissions.regulates(user),
        "keeps": permissions.keeps_site(user, site),
    }  # fmt: skip
    return render(request, "shelter/stays/arrivals.html", page)


@require_safe
@signed_in
def departures(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who leaves this morning, whose last night it was, who has left."""
    user, site = _site(request, key)
    page = {"site": site, "morning": morning(user, site), "regulates": permissions.regulates(user)}
    return render(request, "shelter/stays/departures.html", page)


@require_POST
@signed_in
def all_present(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everybody of whom nothing is said yet is there tonight."""
    user, site = _site(request, key)
    there = reads.within_reach(user).filter(lot__site=site, state="present")
    return act_and_return(
        request,
        lambda: services.all_present(user, list(there)),
        done=_("Les présences de cette nuit sont notées."),
        to=arrivals_of(site),
    )


@form_view
@signed_in
def take_in(request: HttpRequest, key: UUID) -> HttpResponse:
    """A household at the door, without the 115: its composition, and a place of the site's own lots."""
    user, site = _site(request, key)
    if not permissions.keeps_site(user, site):
        raise Refused(_("Un site accueille lui-même qui se présente à sa porte."))
    tonight: Evening = evening(user, site)
    own = {str(lot.key): (lot, has.free) for lot, has in tonight.free if not lot.in_rounds}
    form = DoorForm(request.POST or None, lots=own.values())
    made: list[tuple[ShelterRequest, ShelterPlacement | None]] = []

    def act() -> None:
        said = form.cleaned_data
        lot, _free = own[said["lot"]]
        lot.site = site
        made.append(
            services.take_in(
                user, lot, form.members, needs_step_free=said["needs_step_free"], animals=said["animals"] or 0
            )
        )

    page = {
        "heading": _("Une personne se présente"), "submit": _("Accueillir"), "back": arrivals_of(site), "site": site,
        "has_lots": bool(own),
    }  # fmt: skip
    return form_page(
        request, form, act, page=page, done=_("C’est noté."),
        to=lambda: arrivals_of(site) if made[0][1] else reverse("shelter:minor_at_door", kwargs={"key": site.key}),
        template="shelter/stays/take_in.html",
    )  # fmt: skip


@require_safe
@signed_in
def minor_at_door(request: HttpRequest, key: UUID) -> HttpResponse:
    """A minor alone came: what the site does now, while the regulation calls child protection."""
    _user, site = _site(request, key)
    return render(request, "shelter/stays/minor_at_door.html", {"site": site})


@require_safe
@signed_in
def stays(request: HttpRequest) -> HttpResponse:
    """The regulation's stays tonight: what asks for somebody first, then every place given."""
    user = user_of(request)
    permissions.require_regulation(user)
    page = {"attention": reads.attention(user), "tonight": reads.of_tonight(user)}
    return render(request, "shelter/stays/stays.html", page)


@require_safe
@signed_in
def transports(request: HttpRequest) -> HttpResponse:
    """Who waits to be brought somewhere tonight, from where and to where."""
    user = user_of(request)
    permissions.require_regulation(user)
    found = [(line, reads.site_words(user, line.placement.lot.site)) for line in reads.transports(user)]
    waiting = sum(line.transport is not None and line.transport.left_at is None for line, _site in found)
    said = ngettext("%(count)s ménage attend", "%(count)s ménages attendent", waiting) % {"count": waiting}
    return render(request, "shelter/stays/transports.html", {"lines": found, "said": said})
