"""Pages of the grids: the one in force for everyone, its versions, a draft, its adoption, and who would move."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.grids import CriterionForm, GridAdoptionForm, GridForm, RubricForm
from ..models import ScoringGrid
from ..reads import grids as reads
from ..reads.simulating import simulated
from ..services import grids as services


def _address(grid: ScoringGrid) -> str:
    return reverse("social_housing:grid_version", kwargs={"key": grid.key})


def _page(request: HttpRequest, grid: ScoringGrid | None, *, in_force: bool) -> HttpResponse:
    keeps = permissions.keeps_grids(request.user)
    page = {
        "grid": grid, "rubrics": reads.shown(grid) if grid else [], "keeps": keeps, "is_in_force": in_force,
        "problems": reads.problems(grid) if grid and keeps and grid.adopted_on is None else [],
    }  # fmt: skip
    return render(request, "social_housing/grids/grid.html", page)


@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """What counts, how many points, how to show it. Public."""
    return _page(request, reads.grid_in_force(), in_force=True)


@require_safe
def grid_version(request: HttpRequest, key: UUID) -> HttpResponse:
    """One version. Public once adopted, or when it is a sample."""
    found, current = reads.seen_by(request.user, key), reads.grid_in_force()
    return _page(request, found, in_force=current is not None and current.pk == found.pk)


@require_safe
def grids(request: HttpRequest) -> HttpResponse:
    """The versions, the latest first. Public."""
    rows, current = reads.versions(request.user), reads.grid_in_force()
    page = {"rows": rows, "keeps": permissions.keeps_grids(request.user), "current": current}
    return render(request, "social_housing/grids/grids.html", page)


@require_safe
@signed_in
def simulation(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who would move if this grid replaced the one in force: by number, with the reasons."""
    permissions.require_grid_keeping(request.user)
    other, current = reads.seen_by(request.user, key), reads.grid_in_force()
    found = simulated(current, other) if current and current.pk != other.pk else None
    page = {"current": current, "other": other, "found": found}
    return render(request, "social_housing/grids/simulation.html", page)


@require_POST
@signed_in
def samples(request: HttpRequest) -> HttpResponse:
    """Load the samples, without effect until one is adopted."""
    services.load_samples(user_of(request))
    return redirect("social_housing:grids")


@require_POST
@signed_in
def draft(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new version from this one."""
    return redirect(_address(services.draft_from(user_of(request), key)))


def _to_change(request: HttpRequest, key: UUID) -> ScoringGrid:
    permissions.require_grid_keeping(request.user)
    return get_object_or_404(ScoringGrid, key=key)


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a draft says of itself."""
    found = _to_change(request, key)
    names = ("title", "source", "is_complete", "refusal_points")
    form = GridForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return form_page(
        request, form, lambda: services.change_draft(user_of(request), key, form.cleaned_data),
        page={"heading": _("Titre, source et refus"), "back": _address(found)},
        done=_("Le brouillon est à jour."), to=lambda: _address(found),
    )  # fmt: skip


@form_view
@signed_in
def rubric(request: HttpRequest, key: UUID, code: str = "") -> HttpResponse:
    """A rubric more, or another way to add its criteria."""
    found = _to_change(request, key)
    row = get_object_or_404(found.rubrics, code=code) if code else None
    form = RubricForm(request.POST or None, initial={"label": row.label, "adds": row.adds} if row else None)
    return form_page(
        request, form, lambda: services.keep_rubric(user_of(request), key, form.cleaned_data, code),
        page={"heading": _("Modifier la rubrique") if code else _("Ajouter une rubrique"), "back": _address(found)},
        done=_("La rubrique est à jour."), to=lambda: _address(found),
    )  # fmt: skip


@form_view
@signed_in
def criterion(request: HttpRequest, key: UUID, rubric: str, code: str = "") -> HttpResponse:
    """A criterion more, or other points."""
    found = _to_change(request, key)
    held = get_object_or_404(found.rubrics, code=rubric)
    row = get_object_or_404(held.criteria, code=code) if code else None
    names = ("label", "explanation", "points", "evidence", "measure", "low", "high", "is_protected")
    initial: dict[str, Any] = {name: getattr(row, name) for name in names} if row else {}
    form = CriterionForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda: services.keep_criterion(user_of(request), key, rubric, form.cleaned_data, code),
        page={
            "heading": _("Modifier le critère") if code else _("Ajouter un critère"), "lead": held.label,
            "back": _address(found),
        },
        done=_("Le critère est à jour."), to=lambda: _address(found),
    )  # fmt: skip


@require_POST
@signed_in
def criterion_remove(request: HttpRequest, key: UUID, rubric: str, code: str) -> HttpResponse:
    """A criterion less."""
    found = _to_change(request, key)
    act = lambda: services.remove_criterion(user_of(request), key, rubric, code)  # noqa: E731
    return act_and_return(request, act, done=_("Le critère est retiré."), to=_address(found))


@form_view
@signed_in
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who adopted the grid; from then on it is never edited."""
    found = _to_change(request, key)
    form = GridAdoptionForm(request.POST or None)
    return form_page(
        request, form, lambda: services.adopt(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Noter l’adoption"), "back": _address(found), "submit": _("Mettre en vigueur"),
            "lead": _("Une version adoptée ne change plus. Les fiches déjà préparées gardent leur grille."),
        },
        done=_("La grille est adoptée. Elle est publique, avec le nom de l’autorité."),
        to=lambda: _address(found),
    )  # fmt: skip
