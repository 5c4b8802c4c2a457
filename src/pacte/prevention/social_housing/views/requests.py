"""Pages of a household's request, for those who follow it: its score explained, its answers, the papers seen."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import Refused
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.models import PathwayScheme
from pacte.ground.pathways.permissions import require_case_work
from pacte.ground.pathways.services.opening import case_to_write
from pacte.ground.people.services.opening import file_to_write
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.requests import AnswersForm, DayForm, DeclineForm, EvidenceForm, NewRequestForm, RequestForm
from ..models import HousingRequest
from ..reads import requests as reads
from ..reads.grids import grid_in_force, to_state
from ..services import dwellings, explaining
from ..services import requests as services

PER_PAGE = 50


def page_of(request: HousingRequest) -> str:
    """A request's own page."""
    return reverse("social_housing:request", kwargs={"key": request.key})


@require_safe
@signed_in
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that the user follows, the oldest first."""
    user = user_of(request)
    require_case_work(user)
    rows = reads.visible_requests(user).filter(case__closed_on__isnull=True).order_by("requested_on", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": reads.listed(user, list(page.object_list)), "grid": grid_in_force()}
    return render(request, "social_housing/requests/list.html", shown)


@never_cache
@require_safe
@signed_in
def one(request: HttpRequest, key: UUID) -> HttpResponse:
    """A request: what it scores, line by line, what is still to be shown, the homes for which it stands."""
    seen = services.opened(user_of(request), key)
    return render(request, "social_housing/requests/request.html", _shown(seen))


def _shown(seen: reads.RequestSight) -> dict[str, Any]:
    asked = seen.request
    return {
        "asked": asked, "seen": seen, "told": reads.told(asked), "label": seen.case_sight.label,
        "shows_identity": seen.shows(FieldClass.IDENTITY), "shows_situation": seen.shows(FieldClass.SITUATION),
        "has_address": bool(asked.sealed_address or asked.sealed_landlord),
        "shows_address": seen.shows(FieldClass.PROTECTED_ADDRESS),
        "evidence": _evidence(seen), "candidacies": reads.candidacies(asked),
    }  # fmt: skip


def _evidence(seen: reads.RequestSight) -> list[tuple[Any, str]]:
    if not seen.shows(FieldClass.SITUATION):
        return []
    return [(each, unseal(each.sealed_words) if each.sealed_words else "") for each in seen.request.evidence.all()]


@never_cache
@require_POST
@signed_in
def address(request: HttpRequest, key: UUID) -> HttpResponse:
    """The present address and landlord, shown on purpose: the journal says by whom."""
    seen = services.opened(user_of(request), key, "address")
    if not seen.shows(FieldClass.PROTECTED_ADDRESS):
        raise Refused(_("L’adresse protégée n’est lue que par le travail social qui suit la personne."))
    asked = seen.request
    where = {name: unseal(text) if text else "" for name, text in (
        ("address", asked.sealed_address), ("landlord", asked.sealed_landlord),
    )}  # fmt: skip
    return render(request, "social_housing/requests/request.html", {**_shown(seen), "where": where})


@form_view
@signed_in
def new(request: HttpRequest, file: UUID) -> HttpResponse:
    """A request on a file that the user follows; it opens a case."""
    user = user_of(request)
    sight, _seen = file_to_write(user, file)
    form = NewRequestForm(request.POST or None)
    made: list[HousingRequest] = []
    back = reverse("people:person", kwargs={"key": sight.person.key})
    lead = (
        ""
        if PathwayScheme.objects.filter(key__in=reads.SCHEMES, is_open=True).exists()
        else _("L’équipe du Pacte n’a pas encore ouvert ce dispositif : la demande ne pourra pas être enregistrée.")
    )

    def act() -> None:
        said = dict(form.cleaned_data)
        made.append(services.register(user, file, said.pop("scheme"), said))

    return form_page(
        request, form, act,
        page={"heading": _("Enregistrer une demande de logement social"), "lead": lead, "back": back},
        done=_("La demande est enregistrée."), to=lambda: page_of(made[0]),
    )  # fmt: skip


@form_view
@signed_in
def describe(request: HttpRequest, case: UUID) -> HttpResponse:
    """The request of a case: described, or changed. The address and the landlord are never shown again in a form."""
    user = user_of(request)
    held = case_to_write(user, case).case
    if held.scheme.key not in reads.SCHEMES:
        raise Http404
    found = reads.of_case(held)
    initial = {name: getattr(found, name) for name in services.COLUMNS} if found else {}
    initial |= {} if found else {"requested_on": held.opened_on, "hides_address": held.scheme.key == "women_rehousing"}
    form = RequestForm(request.POST or None, initial=initial)
    made: list[HousingRequest] = []
    return form_page(
        request, form, lambda: made.append(services.describe(user, case, dict(form.cleaned_data))),
        page={
            "heading": _("La demande de logement"), "lead": held.label,
            "back": page_of(found) if found else reverse("social_housing:requests"),
        },
        done=_("La demande est à jour."), to=lambda: page_of(made[0]),
    )  # fmt: skip


def _to_write(request: HttpRequest, key: UUID) -> HousingRequest:
    found = reads.request_of(key)
    case_to_write(user_of(request), found.case.key)
    return found


@form_view
@signed_in
def answers(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the household states, among the criteria of the grid in force."""
    found, grid = _to_write(request, key), grid_in_force()
    choices = to_state(grid) if grid else []
    form = AnswersForm(request.POST or None, choices=choices, initial={"answers": found.answers})
    lead = _("Cochez ce qui est vrai. Un critère sans justificatif compte, et il est dit « à justifier ».")
    return form_page(
        request, form, lambda: services.answer(user_of(request), key, form.cleaned_data["answers"]),
        page={
            "heading": _("Ce que dit le ménage"), "back": page_of(found),
            "lead": lead if grid else _("Aucune grille n’est en vigueur : il n’y a rien à cocher."),
        },
        done=_("Les réponses sont notées, les points sont recomptés."), to=lambda: page_of(found),
    )  # fmt: skip


@form_view
@signed_in
def evidence(request: HttpRequest, key: UUID) -> HttpResponse:
    """A paper seen. No copy is kept."""
    found = _to_write(request, key)
    form = EvidenceForm(request.POST or None)
    return form_page(
        request, form, lambda: services.see_evidence(user_of(request), key, **form.cleaned_data),
        page={
            "heading": _("Noter un justificatif vu"), "back": page_of(found),
            "lead": _("Aucune copie n’est gardée : vous notez que vous l’avez vu, et quand."),
        },
        done=_("Le justificatif est noté."), to=lambda: page_of(found),
    )  # fmt: skip


@require_POST
@signed_in
def evidence_remove(request: HttpRequest, key: UUID, evidence: UUID) -> HttpResponse:
    """A paper noted by mistake."""
    found = _to_write(request, key)
    act = lambda: services.unsee_evidence(user_of(request), key, evidence)  # noqa: E731
    return act_and_return(request, act, done=_("Le justificatif est retiré."), to=page_of(found))


@require_POST
@signed_in
def told(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household has its explanation in hand."""
    found = _to_write(request, key)
    act = lambda: services.tell_score(user_of(request), key)  # noqa: E731
    return act_and_return(request, act, done=_("C’est noté : le ménage connaît ses points."), to=page_of(found))


@never_cache
@require_safe
@signed_in
def explained(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household's own explanation, to hand over."""
    seen = services.opened(user_of(request), key, "print")
    if not seen.shows(FieldClass.SITUATION):
        raise Http404
    found = explaining.explanation(seen.request)
    if found is None:
        raise Http404
    response = HttpResponse(found, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="cotation-{seen.request.label}.pdf"'
    return response


@form_view
@signed_in
def visited(request: HttpRequest, key: UUID, candidate: UUID) -> HttpResponse:
    """The household saw the home."""
    found = _to_write(request, key)
    form = DayForm(request.POST or None)
    return form_page(
        request, form,
        lambda: dwellings.visit_followed(user_of(request), found, candidate, form.cleaned_data["on"]),
        page={"heading": _("Le ménage a visité le logement"), "back": page_of(found)},
        done=_("La visite est notée."), to=lambda: page_of(found),
    )  # fmt: skip


@form_view
@signed_in
def declined(request: HttpRequest, key: UUID, candidate: UUID) -> HttpResponse:
    """The household declines, for a coded reason."""
    found = _to_write(request, key)
    form = DeclineForm(request.POST or None)
    return form_page(
        request, form, lambda: dwellings.decline_followed(user_of(request), found, candidate, **form.cleaned_data),
        page={
            "heading": _("Le ménage refuse le logement"), "back": page_of(found),
            "lead": _("Un refus ne baisse les points que si la grille le dit. Se protéger n’est jamais compté."),
        },
        done=_("Le refus est noté."), to=lambda: page_of(found),
    )  # fmt: skip
