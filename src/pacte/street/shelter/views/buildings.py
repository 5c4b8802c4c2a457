"""The city's buildings between two uses: the inventory, a sheet, its steps, its sites."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums.stock import BuildingStage
from ..forms.buildings import AttachForm, BuildingForm, DoStepForm, PlanStepForm
from ..models import CityBuilding, ShelterSite
from ..permissions import require_steering
from ..reads import buildings as reads
from ..rules.buildings import is_ending
from ..services import buildings as services


def _steering(request: HttpRequest) -> User:
    user = user_of(request)
    require_steering(user)
    return user


def _page(building: CityBuilding) -> str:
    return reverse("shelter:building", kwargs={"key": building.key})


def _is_ending(building: CityBuilding, today: date) -> bool:
    return building.stage in reads.RUNNING and is_ending(building.free_until, today)


@require_safe
@signed_in
def buildings(request: HttpRequest) -> HttpResponse:
    """Every building: its stage, its dates, places planned and created."""
    _steering(request)
    today = timezone.localdate()
    rows = reads.standings(CityBuilding.objects.select_related("territory", "operator"), today)
    page = {
        "rows": [(row, _is_ending(row.building, today)) for row in rows],
        "created": sum(row.created for row in rows),
        "open_now": sum(row.open_now for row in rows),
        "in_use": sum(row.building.stage == BuildingStage.OPEN for row in rows),
        "today": today,
    }  # fmt: skip
    return render(request, "shelter/buildings/list.html", page)


@require_safe
@signed_in
def building(request: HttpRequest, key: UUID) -> HttpResponse:
    """One building: its sheet, its steps, the sites inside."""
    _steering(request)
    found = get_object_or_404(CityBuilding.objects.select_related("territory", "operator", "agreement"), key=key)
    today = timezone.localdate()
    page = {
        "building": found,
        "standing": reads.standings([found], today)[0],
        "steps": found.steps.all(),
        "ending": _is_ending(found, today),
        "may_set_aside": found.stage not in {BuildingStage.OPEN, BuildingStage.RETURNED, BuildingStage.SET_ASIDE},
        "today": today,
    }
    return render(request, "shelter/buildings/building.html", page)


@form_view
@signed_in
def add(request: HttpRequest) -> HttpResponse:
    """A new building in the inventory."""
    user = _steering(request)
    form = BuildingForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.add(user, form.cleaned_data),
        page={
            "heading": _("Un bâtiment entre deux usages"),
            "lead": _("Ce qui n’est pas encore connu se complète plus tard."),
            "back": reverse("shelter:buildings"),
        },
        done=_("Le bâtiment est dans l’inventaire."),
        to=lambda: reverse("shelter:buildings"),
    )


@form_view
@signed_in
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct a sheet."""
    user = _steering(request)
    found = get_object_or_404(CityBuilding, key=key)
    initial = {name: getattr(found, name) for name in services.FIELDS} | {"version": found.version}
    form = BuildingForm(request.POST or None, initial=initial)
    return form_page(
        request,
        form,
        lambda: services.change(user, found, form.cleaned_data, form.cleaned_data["version"] or found.version),
        page={"heading": _("Corriger la fiche"), "lead": found.name, "back": _page(found)},
        done=_("La fiche est à jour."),
        to=lambda: _page(found),
    )


@form_view
@signed_in
def plan_step(request: HttpRequest, key: UUID) -> HttpResponse:
    """Plan a step."""
    user = _steering(request)
    found = get_object_or_404(CityBuilding, key=key)
    form = PlanStepForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    return form_page(
        request,
        form,
        lambda: services.plan_step(user, found, form.cleaned_data["kind"], form.cleaned_data["planned_on"]),
        page={"heading": _("Planifier une étape"), "lead": found.name, "back": _page(found)},
        done=_("L’étape est planifiée."),
        to=lambda: _page(found),
    )


@form_view
@signed_in
def do_step(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note a step as done."""
    user = _steering(request)
    found = get_object_or_404(CityBuilding, key=key)
    form = DoStepForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    return form_page(
        request,
        form,
        lambda: services.do_step(user, found, form.cleaned_data["kind"], form.cleaned_data["done_on"]),
        page={"heading": _("Noter une étape faite"), "lead": found.name, "back": _page(found)},
        done=_("L’étape est notée ; le bâtiment avance."),
        to=lambda: _page(found),
    )


@require_POST
@signed_in
def set_aside(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a building up."""
    user = _steering(request)
    found = get_object_or_404(CityBuilding, key=key)
    return act_and_return(
        request, lambda: services.set_aside(user, found), done=_("Le bâtiment est écarté."), to=_page(found)
    )


@form_view
@signed_in
def attach(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say which site stands there."""
    user = _steering(request)
    found = get_object_or_404(CityBuilding, key=key)
    form = AttachForm(request.POST or None)
    form.fields["site"].queryset = reads.unattached_sites()  # type: ignore[attr-defined]
    return form_page(
        request,
        form,
        lambda: services.attach(user, found, form.cleaned_data["site"]),
        page={
            "heading": _("Rattacher un site"),
            "lead": _("Ses places compteront parmi celles créées dans ce bâtiment."),
            "back": _page(found),
            "submit": _("Rattacher"),
        },
        done=_("Le site est rattaché."),
        to=lambda: _page(found),
    )


@require_POST
@signed_in
def detach(request: HttpRequest, key: UUID, site: UUID) -> HttpResponse:
    """Take a site out of the building."""
    user = _steering(request)
    found = get_object_or_404(CityBuilding, key=key)
    inside = get_object_or_404(ShelterSite, key=site, building=found)
    return act_and_return(
        request, lambda: services.detach(user, found, inside), done=_("Le site est détaché."), to=_page(found)
    )
