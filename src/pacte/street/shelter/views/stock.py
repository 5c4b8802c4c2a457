"""Pages of the sites: all that one sees, one site, opening and changing it, where a confidential one is."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.reads.keeping import territories_for
from pacte.ground.territory.models import Territory
from pacte.ground.web.acting import form_page, form_view
from pacte.ground.web.exports import harmless

from .. import permissions
from ..enums.stock import DeclaredBy
from ..forms.stock import AddressForm, EveningForm, SiteForm, SitesFilter
from ..models import EveningPolicy, ShelterSite
from ..reads import declaring as said
from ..reads import stock as reads
from ..reads.tonight import night_at
from ..services import stock as services

PER_PAGE = 40
DIVISIONS = ("arrondissement", "directorate")
VALUES = (
    "name", "kind", "scheme", "is_confidential", "place", "address", "directions", "territory", "telephone",
    "arrival_from", "arrival_until", "evening_email", "opens_on", "closes_on", "cold_plan_level",
)  # fmt: skip


def _narrowed(request: HttpRequest) -> tuple[SitesFilter, list[reads.SiteTonight]]:
    areas = Territory.objects.filter(kind__in=DIVISIONS).defer("geometry")
    form = SitesFilter(request.GET or None, territories=areas)
    held = form.cleaned_data if form.is_valid() else {}
    area = held.get("territoire")
    found = reads.tonight_of(
        user_of(request), night_at(), territory=area.pk if area else None, audience=held.get("public", ""),
        said=held.get("dit", ""), name=held.get("nom", ""),
    )  # fmt: skip
    return form, found


@require_safe
@signed_in
def sites(request: HttpRequest) -> HttpResponse:
    """The sites that the user sees, and their night."""
    form, found = _narrowed(request)
    user = user_of(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page, "form": form, "night": night_at(), "keeps": permissions.keeps_sites(user),
        "declares": permissions.keeps_sites(user) or permissions.regulates(user),
        "sees_all": permissions.regulates(user) or permissions.steers(user),
        "free": sum(each.free for each in found),
        "silent": sum(not each.declared_at for each in found if each.capacity),
    }  # fmt: skip
    return render(request, "shelter/stock/sites.html", shown)


@require_safe
@signed_in
def sites_csv(request: HttpRequest) -> HttpResponse:
    """The same for a spreadsheet, one line per lot; of a confidential site of others, its name and lots alone."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(
        [_("Nuit"), _("Site"), _("Nature"), _("Organisation"), _("Territoire"), _("Adresse"), _("Lot"), _("Public"),
         _("Unités"), _("Fermées"), _("Attribuées"), _("Déclarées libres"), _("Libres"), _("Déclaré à"), _("Par")]
    )  # fmt: skip
    for each in _narrowed(request)[1]:
        for row in _rows(each):
            sheet.writerow([cell if isinstance(cell, int) else harmless(cell) for cell in row])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sites-{night_at().isoformat()}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _rows(each: reads.SiteTonight) -> list[list[Any]]:
    site = each.site
    where = ["", "", "", ""]
    if not each.is_named_only:
        area = site.territory.name_fr if site.territory else ""
        where = [str(site.get_kind_display()), site.organisation.name, area, site.address]
    at = timezone.localtime(each.declared_at).strftime("%Y-%m-%d %H:%M") if each.declared_at else ""
    how = str(DeclaredBy(each.how).label) if each.how else ""
    night = night_at().isoformat()
    return [
        [night, site.name, *where, lot.lot.name, str(lot.lot.get_audience_display()), lot.tonight.capacity,
         lot.tonight.closed, lot.tonight.held, "" if lot.tonight.declared is None else lot.tonight.declared,
         lot.tonight.free, at, how]
        for lot in each.lots
    ]  # fmt: skip


@require_safe
@signed_in
def site(request: HttpRequest, key: UUID) -> HttpResponse:
    """One site: its lots tonight, what is closed, what it declared, what its nights cost."""
    user, tonight = user_of(request), night_at()
    found = reads.seen_site(user, key)
    shown = reads.site_tonight(user, found, tonight)
    page = {
        "site": found, "shown": shown, "night": tonight, "declarations": said.said_tonight(found, tonight),
        "closures": reads.closures_of(found, tonight), "to_come": reads.capacities_to_come(found, tonight),
        "costs": reads.costs_of(found, tonight), "nights": reads.nights_of(found, tonight),
        "reads_words": shown.is_kept or permissions.regulates(user),
        "declares": shown.is_kept or permissions.regulates(user), "policy": EveningPolicy.current(),
    }  # fmt: skip
    return render(request, "shelter/stock/site.html", page)


@form_view
@signed_in
def new_site(request: HttpRequest) -> HttpResponse:
    """Open a site."""
    user = user_of(request)
    permissions.require_site(user)
    homes = list(reads.homes_of(user))
    form = _form(request, user)
    made: list[ShelterSite] = []

    def act() -> None:
        home = form.cleaned_data.get("organisation") or homes[0]
        made.append(services.open_site(user, home, form.cleaned_data))

    page = {
        "heading": _("Ouvrir un site d’hébergement"), "back": reverse("shelter:sites"), "submit": _("Ouvrir le site"),
        "lead": _("Ensuite, vous y ajouterez ses lots : des chambres, des lits ou des fauteuils."),
    }  # fmt: skip
    return form_page(request, form, act, page=page, done=_("Le site est ouvert."), to=lambda: _home(made[0]))


@form_view
@signed_in
def edit_site(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change a site."""
    user = user_of(request)
    permissions.require_site(user)
    found = reads.kept_site(user, key)
    form = _form(request, user, found)
    page = {"heading": _("Modifier le site"), "lead": found.name, "back": _home(found)}
    return form_page(
        request, form, lambda: services.change_site(user, key, form.cleaned_data), page=page,
        done=_("Le site est enregistré."), to=lambda: _home(found),
    )  # fmt: skip


def _form(request: HttpRequest, user: User, found: ShelterSite | None = None) -> SiteForm:
    homes = reads.homes_of(user)
    return SiteForm(
        request.POST or None, initial={name: getattr(found, name) for name in VALUES} if found else None,
        homes=None if found else list(homes) and homes, places=reads.places_for(user, found),
        territories=territories_for(user), hidden=found is not None and found.is_confidential,
    )  # fmt: skip


@form_view
@signed_in
def site_address(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a confidential site is, for its team alone; each reading is in the journal."""
    user = user_of(request)
    permissions.require_site(user)
    found, address, telephone = services.read_address(user, key)
    form = AddressForm(request.POST or None, initial={"address": address, "telephone": telephone})
    page = {
        "heading": _("Adresse confidentielle"), "lead": found.name, "back": _home(found),
    }  # fmt: skip
    return form_page(
        request, form, lambda: services.keep_address(user, key, **form.cleaned_data), page=page,
        done=_("L’adresse est enregistrée, chiffrée."), to=lambda: _home(found),
    )  # fmt: skip


@form_view
@signed_in
def evening(request: HttpRequest) -> HttpResponse:
    """The city's evening hours: read by those they bind, set by the pact's team."""
    user = user_of(request)
    policy = EveningPolicy.current()
    if request.method == "POST":
        permissions.require_steering(user)
    permissions.require_reading(user)
    if not permissions.steers(user):
        return render(request, "shelter/stock/evening.html", {"policy": policy})
    names = ("ask_at", "late_at", "notice_nights")
    form = EveningForm(request.POST or None, initial={name: getattr(policy, name) for name in names})
    page = {
        "heading": _("Horaires du soir"), "back": reverse("shelter:sites"),
        "lead": _("Les valeurs de départ sont des exemples que la ville fixe."),
    }  # fmt: skip
    return form_page(
        request, form, lambda: services.change_evening(user, form.cleaned_data), page=page,
        done=_("Les horaires sont enregistrés."), to=lambda: reverse("shelter:sites"),
    )  # fmt: skip


def _home(found: ShelterSite) -> str:
    return reverse("shelter:site", args=[found.key])
