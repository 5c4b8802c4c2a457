"""Judicial requisitions: recorded, decided, kept as proof."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..enums import Asked
from ..forms import DecisionForm, RequisitionForm
from ..models import Requisition
from ..permissions import require_desk
from ..reads import requests as reads
from ..services import requisitions as services

PER_PAGE = 50


def _address(found: Requisition) -> str:
    return reverse("data_protection:requisition", kwargs={"key": found.key})


@require_safe
@signed_in
def requisitions(request: HttpRequest) -> HttpResponse:
    """Every requisition."""
    require_desk(user_of(request))
    page = Paginator(Requisition.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "data_protection/requisitions.html", {"page": page})


@form_view
@signed_in
def receive(request: HttpRequest) -> HttpResponse:
    """Record a requisition."""
    require_desk(user_of(request))
    form = RequisitionForm(request.POST or None)
    made: list[Requisition] = []
    return form_page(
        request, form, lambda: made.append(services.receive(user_of(request), **form.cleaned_data)),
        page={
            "heading": _("Enregistrer une réquisition"), "back": reverse("data_protection:requisitions"),
            "lead": _("Écrite et signée d’une autorité judiciaire. Une demande orale ne se traite pas."),
        },
        done=_("La réquisition est enregistrée."), to=lambda: _address(made[0]),
    )  # fmt: skip


@require_safe
@signed_in
def requisition(request: HttpRequest, key: UUID) -> HttpResponse:
    """One requisition, with its words in clear."""
    require_desk(user_of(request))
    found = reads.requisition_of(key)
    page = {"requisition": found, "told": reads.words_of(found), "asks_position": found.asks_for == Asked.POSITION}
    return render(request, "data_protection/requisition.html", page)


@form_view
@signed_in
def decide(request: HttpRequest, key: UUID) -> HttpResponse:
    """Note the decision."""
    require_desk(user_of(request))
    found = reads.requisition_of(key)
    form = DecisionForm(request.POST or None)
    return form_page(
        request, form, lambda: services.decide(user_of(request), found, **form.cleaned_data),
        page={
            "heading": _("Décider de la réquisition"), "back": _address(found),
            "lead": _("La réponse part hors de la plateforme ; seule sa trace reste ici."),
        },
        done=_("La décision est notée."), to=lambda: _address(found),
    )  # fmt: skip
