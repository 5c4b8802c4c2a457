"""The worker's pages: the evictions they follow, one of them, its debt, its landlord, its way to the commission."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.pathways.permissions import require_case_work
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.reads.stories import scheme_of
from pacte.ground.pathways.services.opening import open_case
from pacte.ground.web.acting import form_page, form_view

from ..enums import SCHEME
from ..forms.evictions import ArrearsForm, LandlordForm, ReferForm
from ..models import Eviction
from ..reads import evictions as reads
from ..services import commission
from ..services import evictions as services

PAGE = 50


@require_safe
@signed_in
def evictions(request: HttpRequest) -> HttpResponse:
    """The evictions that the user follows: what is due first."""
    user = user_of(request)
    require_case_work(user)
    page = Paginator(reads.mine(user), PAGE).get_page(request.GET.get("page"))
    rows = []
    for case in page.object_list:
        scheme = scheme_of(case)
        step, outcome = scheme.step(case.stage), scheme.outcome(case.outcome)
        rows.append({"case": case, "stage": step.label if step else "", "outcome": outcome.label if outcome else ""})
    return render(request, "evictions/one/list.html", {"page": page, "rows": rows})


def opened(request: HttpRequest, key: UUID) -> tuple[CaseSight, Eviction]:
    """A case of eviction, opened and noted in the journal; 404 for another scheme's."""
    seen = open_case(user_of(request), key)
    if seen.case.scheme.key != SCHEME:
        raise Http404
    eviction = Eviction.objects.filter(case=seen.case).select_related("landlord").first()
    if eviction is None:
        raise Http404
    return seen, eviction


@never_cache
@require_safe
@signed_in
def eviction(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where it stands, why its delays are what they are, what the household may do now."""
    seen, held = opened(request, key)
    page = {"sheet": reads.sheet(seen, held), "links": reads.links_of(seen.case) if seen.may_write else []}
    return render(request, "evictions/one/eviction.html", page)


def page_of(key: UUID) -> str:
    """The address of one eviction."""
    return reverse("evictions:eviction", kwargs={"key": key})


def form_head(key: UUID, heading: str, lead: str = "", submit: str = "") -> dict[str, Any]:
    """What a form about one eviction says above itself."""
    head = {"heading": heading, "lead": lead, "back": page_of(key)}
    return head | ({"submit": submit} if submit else {})


@form_view
@signed_in
def arrears(request: HttpRequest, key: UUID) -> HttpResponse:
    """A debt on a day."""
    user = user_of(request)
    services.eviction_to_write(user, key)
    form = ArrearsForm(request.POST or None)

    def act() -> None:
        said = form.cleaned_data
        services.note_arrears(user, key, said["on"], said["debt"], said["source"], rent=said["rent"])

    lead = _("Chaque montant garde sa date et sa source : rien n’est écrasé, rien ne s’additionne.")
    page = form_head(key, _("Noter la dette"), lead)
    return form_page(request, form, act, page=page, done=_("La dette est notée."), to=lambda: page_of(key))


@never_cache
@form_view
@signed_in
def landlord(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who lets the home, where it is, the State's number."""
    user = user_of(request)
    seen, held = services.eviction_to_write(user, key)
    place, name = reads.may_place(seen), seen.shows(FieldClass.IDENTITY)
    initial = {
        "landlord": held.landlord_id, "exploc_id": held.exploc_id,
        "landlord_name": unseal(held.sealed_landlord) if held.sealed_landlord and name else "",
        "address": unseal(held.sealed_address) if held.sealed_address and place else "",
    }  # fmt: skip
    form = LandlordForm(request.POST or None, initial=initial, may_place=place)

    def act() -> None:
        said = form.cleaned_data
        services.describe(
            user, key, landlord=said["landlord"], landlord_name=said["landlord_name"], exploc_id=said["exploc_id"],
            address=said.get("address", ""),
        )  # fmt: skip

    page = form_head(key, _("Bailleur et logement"), _("Le nom d’un particulier et l’adresse sont gardés scellés."))
    return form_page(request, form, act, page=page, done=_("C’est enregistré."), to=lambda: page_of(key))


@form_view
@signed_in
def refer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Bring the case to the commission."""
    user = user_of(request)
    services.eviction_to_write(user, key)
    form = ReferForm(request.POST or None)

    def act() -> None:
        commission.refer(user, key, form.cleaned_data["referrer"], form.cleaned_data["on"])

    lead = _("La commission lit un numéro, l’étape, la dette et l’audience. Elle ne lit ni nom, ni note.")
    page = form_head(key, _("Saisir la commission"), lead, _("Saisir"))
    return form_page(request, form, act, page=page, done=_("La commission est saisie."), to=lambda: page_of(key))
