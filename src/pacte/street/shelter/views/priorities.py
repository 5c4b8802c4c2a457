"""Pages of the grids: the one in force for everyone, its versions, a draft, its adoption, its files."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import act_and_return, form_page, form_view
from pacte.ground.web.exports import harmless

from .. import permissions
from ..forms.priorities import AdoptionForm, CriterionForm, GridForm
from ..models import PriorityGrid
from ..reads import priorities as reads
from ..reads.tonight import night_at
from ..services import grids as services


def _address(grid: PriorityGrid) -> str:
    return reverse("shelter:grid_version", kwargs={"key": grid.key})


def _page(request: HttpRequest, grid: PriorityGrid | None, *, in_force: bool) -> HttpResponse:
    tiers = reads.tiers_of(grid) if grid else []
    page = {
        "grid": grid, "tiers": tiers, "quota": reads.quota_words(grid) if grid and grid.quota_percent else "",
        "steers": permissions.steers(request.user), "is_in_force": in_force, "night": night_at(),
    }  # fmt: skip
    return render(request, "shelter/priorities/grid.html", page)


@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """Who is served first tonight, and by whose decision. Public."""
    return _page(request, reads.grid_of(night_at()), in_force=True)


@require_safe
def grid_version(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version. Public once adopted, or when it is the sample."""
    found = reads.seen_by(request.user, key)
    current = reads.grid_of(night_at())
    return _page(request, found, in_force=current is not None and current.pk == found.pk)


@require_safe
def grids(request: HttpRequest) -> HttpResponse:
    """The versions, the latest first. Public."""
    rows = reads.versions(request.user)
    page = {"rows": rows, "steers": permissions.steers(request.user), "current": reads.grid_of(night_at())}
    return render(request, "shelter/priorities/grids.html", page)


@require_safe
def grid_changes(request: HttpRequest, key: UUID, other: UUID) -> HttpResponse:
    """What changed from one version to another. Public."""
    before, after = reads.seen_by(request.user, key), reads.seen_by(request.user, other)
    page = {"before": before, "after": after, "rows": reads.changed(before, after)}
    return render(request, "shelter/priorities/changes.html", page)


@require_safe
def grid_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """The criteria of a version as a table."""
    found = reads.seen_by(request.user, key)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["version", "tier", "code", "rule", "number", "name_fr", "name_en"])
    for each in found.criteria.all():
        row = [found.version, each.tier, each.code, each.rule, "" if each.number is None else each.number]
        writer.writerow([*row, harmless(each.name_fr), harmless(each.name_en)])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="priorites-{found.version}.csv"'
    return response


@require_safe
def grid_json(request: HttpRequest, key: UUID) -> JsonResponse:
    """A version as data."""
    found = reads.seen_by(request.user, key)
    fields = ("version", "title", "source", "is_sample", "quota_percent", "quota_after", "adopted_by", "adopted_on")
    said: dict[str, Any] = {name: getattr(found, name) for name in (*fields, "in_force_from", "in_force_until")}
    names = ("tier", "code", "rule", "number", "name_fr", "name_en")
    said["criteria"] = [{name: getattr(each, name) for name in names} for each in found.criteria.all()]
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 2})


@require_POST
@signed_in
def sample(request: HttpRequest) -> HttpResponse:
    """Load the sample, without effect until it is adopted."""
    return redirect(_address(services.load_sample(user_of(request))))


@require_POST
@signed_in
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new version from this one."""
    try:
        return redirect(_address(services.draft_from(user_of(request), key)))
    except BadInput as bad:
        error = bad

        def refuse() -> None:
            raise error

        return act_and_return(request, refuse, done="", to=reverse("shelter:grids"))


def _to_change(request: HttpRequest, key: UUID) -> PriorityGrid:
    permissions.require_steering(request.user)
    return get_object_or_404(PriorityGrid, key=key)


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The title, the source and the quota of a draft."""
    found = _to_change(request, key)
    names = ("title", "source", "quota_percent", "quota_after")
    form = GridForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return form_page(
        request,
        form,
        lambda: services.change_draft(user_of(request), key, **form.cleaned_data),
        page={"heading": _("Titre, source et quota"), "back": _address(found)},
        done=_("Le brouillon est à jour."),
        to=lambda: _address(found),
    )


@form_view
@signed_in
def criterion_add(request: HttpRequest, key: UUID) -> HttpResponse:
    """A criterion more."""
    found = _to_change(request, key)
    form = CriterionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.add_criterion(user_of(request), key, form.cleaned_data),
        page={"heading": _("Ajouter un critère"), "back": _address(found), "submit": _("Ajouter")},
        done=_("Le critère est ajouté."),
        to=lambda: _address(found),
    )


@form_view
@signed_in
def criterion_edit(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """Another tier, or other words."""
    found = _to_change(request, key)
    row = get_object_or_404(found.criteria, code=code)
    names = ("name_fr", "name_en", "tier", "rule", "number")
    form = CriterionForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return form_page(
        request,
        form,
        lambda: services.change_criterion(user_of(request), key, code, form.cleaned_data),
        page={"heading": _("Modifier un critère"), "lead": str(row), "back": _address(found)},
        done=_("Le critère est à jour."),
        to=lambda: _address(found),
    )


@require_POST
@signed_in
def criterion_remove(request: HttpRequest, key: UUID, code: str) -> HttpResponse:
    """A criterion less."""
    found = _to_change(request, key)
    act = lambda: services.remove_criterion(user_of(request), key, code)  # noqa: E731
    return act_and_return(request, act, done=_("Le critère est retiré."), to=_address(found))


@form_view
@signed_in
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who adopted the grid; from then on it is never edited."""
    found = _to_change(request, key)
    form = AdoptionForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.adopt(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Noter l’adoption"), "back": _address(found), "submit": _("Mettre en vigueur"),
            "lead": _("Une version adoptée ne change plus. Les demandes ouvertes sont classées de nouveau."),
        },
        done=_("La grille est adoptée. Elle est publique, avec le nom de l’autorité."),
        to=lambda: _address(found),
    )  # fmt: skip
