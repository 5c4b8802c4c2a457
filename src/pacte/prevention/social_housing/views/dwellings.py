"""Pages of homes: the list, one home and its ranking, the committee's sheet, decisions. Numbers, never a name."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import Refused
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..forms.dwellings import DecisionForm, DwellingForm
from ..forms.requests import DayForm, DeclineForm
from ..models import OfferedDwelling
from ..reads import dwellings as reads
from ..reads.grids import grid_in_force
from ..reads.limits import limits
from ..services import dwellings as services
from ..services import sheets


def page_of(dwelling: OfferedDwelling) -> str:
    """A home's own page."""
    return reverse("social_housing:dwelling", kwargs={"key": dwelling.key})


def sheet_page(dwelling: OfferedDwelling) -> str:
    """A home's sheet, or its page as long as there is none."""
    name = "social_housing:sheet" if dwelling.sheet_on else "social_housing:dwelling"
    return reverse(name, kwargs={"key": dwelling.key})


@require_safe
@signed_in
def dwellings(request: HttpRequest) -> HttpResponse:
    """The homes offered: all for the committee, its own for a landlord."""
    user = user_of(request)
    permissions.require_dwellings(user)
    page = {"rows": reads.dwellings_of(user), "lets": permissions.lets(user), "decides": permissions.decides(user)}
    return render(request, "social_housing/dwellings/list.html", page)


@form_view
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """A home more, of one's own organisation."""
    user = user_of(request)
    permissions.require_letting(user)
    form = DwellingForm(request.POST or None, landlords=permissions.landlords_of(user))
    made: list[OfferedDwelling] = []

    def act() -> None:
        said = dict(form.cleaned_data)
        made.append(services.offer(user, said.pop("landlord"), said))

    return form_page(
        request, form, act,
        page={
            "heading": _("Proposer un logement"), "back": reverse("social_housing:dwellings"),
            "submit": _("Proposer"),
        },
        done=_("Le logement est proposé à la commission."), to=lambda: page_of(made[0]),
    )  # fmt: skip


@require_safe
@signed_in
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """A home: for the committee its ranking of the day with the reasons of exclusion; for its landlord, its state."""
    user = user_of(request)
    dwelling, grid = reads.dwelling_of(user, key), grid_in_force()
    decides = permissions.decides(user)
    ranking, first = reads.preview(dwelling, grid) if decides and grid and not dwelling.sheet_on else (None, [])
    page = {
        "dwelling": dwelling, "grid": grid, "decides": decides, "lets": permissions.lets(user, dwelling),
        "ranking": ranking, "first": first, "limits": limits(),
    }  # fmt: skip
    return render(request, "social_housing/dwellings/dwelling.html", page)


@require_safe
@signed_in
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The committee's sheet: numbers, composition, points and the lines that make them. A landlord reads no line."""
    user = user_of(request)
    dwelling, decides = reads.dwelling_of(user, key), permissions.decides(user)
    page = {
        "dwelling": dwelling, "decides": decides, "lets": permissions.lets(user, dwelling),
        "candidates": reads.sheet_of(dwelling, with_lines=decides),
    }  # fmt: skip
    return render(request, "social_housing/dwellings/sheet.html", page)


@require_safe
@signed_in
def sheet_pdf(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same on paper, for the committee."""
    permissions.require_deciding(request.user)
    dwelling = reads.dwelling_of(user_of(request), key)
    if dwelling.sheet_on is None:
        raise Http404
    response = HttpResponse(sheets.sheet(dwelling), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="fiche-{dwelling.label}.pdf"'
    return response


@require_POST
@signed_in
def prepare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write the sheet from the ranking of the day."""
    user = user_of(request)
    permissions.require_deciding(user)
    dwelling = reads.dwelling_of(user, key)
    to = reverse("social_housing:sheet", kwargs={"key": dwelling.key})
    act = lambda: services.prepare_sheet(user, key)  # noqa: E731
    return act_and_return(request, act, done=_("La fiche est prête."), to=to)


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """The landlord takes the home back."""
    user = user_of(request)
    permissions.require_letting(user)
    dwelling = reads.dwelling_of(user, key)
    act = lambda: services.withdraw(user, key)  # noqa: E731
    return act_and_return(request, act, done=_("Le logement est retiré."), to=page_of(dwelling))


@form_view
@signed_in
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the committee decided: a rank for each, or none."""
    user = user_of(request)
    permissions.require_deciding(user)
    dwelling = reads.dwelling_of(user, key)
    rows = list(dwelling.candidates.select_related("request__case"))
    form = DecisionForm(request.POST or None, candidates=rows)
    return form_page(
        request, form, lambda: services.decide(user, key, form.cleaned_data["committee_on"], form.ranks),
        page={"heading": _("Décision de la commission"), "lead": dwelling.label, "back": sheet_page(dwelling)},
        done=_("La décision est notée."), to=lambda: sheet_page(dwelling),
    )  # fmt: skip


@require_POST
@signed_in
def propose(request: HttpRequest, key: UUID) -> HttpResponse:
    """The home is proposed to this household."""
    user = user_of(request)
    permissions.require_deciding(user)
    to = sheet_page(reads.candidate_of(user, key).dwelling)
    return act_and_return(request, lambda: services.propose(user, key), done=_("Le logement est proposé."), to=to)


@require_POST
@signed_in
def allocate(request: HttpRequest, key: UUID) -> HttpResponse:
    """The home is given to this household."""
    user = user_of(request)
    permissions.require_deciding(user)
    to = sheet_page(reads.candidate_of(user, key).dwelling)
    return act_and_return(request, lambda: services.allocate(user, key), done=_("Le logement est attribué."), to=to)


@form_view
@signed_in
def decline(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household declined: its landlord or the committee notes why."""
    user = user_of(request)
    held = reads.candidate_of(user, key)
    form = DeclineForm(request.POST or None)
    return form_page(
        request, form, lambda: services.decline(user, key, **form.cleaned_data),
        page={"heading": _("Le ménage refuse le logement"), "lead": held.label, "back": sheet_page(held.dwelling)},
        done=_("Le refus est noté. Le rang suivant peut recevoir la proposition."),
        to=lambda: sheet_page(held.dwelling),
    )  # fmt: skip


@form_view
@signed_in
def lease(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lease is signed."""
    user = user_of(request)
    permissions.require_letting(user)
    held = reads.candidate_of(user, key)
    if not permissions.lets(user, held.dwelling):
        raise Refused(_("Le bail est noté par le bailleur."))
    form = DayForm(request.POST or None)
    return form_page(
        request, form, lambda: services.lease(user, key, form.cleaned_data["on"]),
        page={"heading": _("Le bail est signé"), "lead": held.label, "back": sheet_page(held.dwelling)},
        done=_("Le bail est noté. Le parcours du ménage se termine."), to=lambda: sheet_page(held.dwelling),
    )  # fmt: skip
