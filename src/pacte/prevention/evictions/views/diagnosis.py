"""The social and financial diagnosis: offer, answer, content, sending, and the sheet for the judge."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..forms.evictions import DiagnosisForm, HeldForm, OfferForm, SendForm
from ..reads import diagnosis as reads
from ..services import diagnosis as services
from ..services import diagnosis_print as printing
from .evictions import form_head, page_of


@form_view
@signed_in
def offer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Offer an interview to the household."""
    user = user_of(request)
    services.reached(user, key)
    form = OfferForm(request.POST or None)

    def act() -> None:
        services.offer(user, key, form.cleaned_data["on"], form.cleaned_data["way"])

    lead = _("Quinze jours ouvrés au plus après la demande du préfet. Un refus ou un silence ne se reproche pas.")
    page = form_head(key, _("Proposer l’entretien de diagnostic"), lead)
    return form_page(request, form, act, page=page, done=_("La proposition est notée."), to=lambda: page_of(key))


@form_view
@signed_in
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """What came of the offer."""
    user = user_of(request)
    services.reached(user, key)
    form = HeldForm(request.POST or None)

    def act() -> None:
        services.answer(user, key, form.cleaned_data["state"], form.cleaned_data["on"])

    page = form_head(key, _("L’entretien de diagnostic"), _("Sans entretien, le juge reçoit quand même un diagnostic."))
    return form_page(request, form, act, page=page, done=_("C’est noté."), to=lambda: page_of(key))


@never_cache
@form_view
@signed_in
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the judge and the commission will read."""
    user = user_of(request)
    _seen, eviction = services.reached(user, key)
    form = DiagnosisForm(request.POST or None, initial=reads.as_typed(eviction))
    lead = _("Pour le juge et la commission. Ce qui n’est pas connu reste vide. Les textes sont gardés scellés.")
    return form_page(
        request, form, lambda: services.write(user, key, form.cleaned_data),
        page=form_head(key, _("Écrire le diagnostic"), lead), done=_("Le diagnostic est enregistré."),
        to=lambda: page_of(key),
    )  # fmt: skip


@form_view
@signed_in
def send(request: HttpRequest, key: UUID) -> HttpResponse:
    """It goes to the judge and to the commission, and no longer changes."""
    user = user_of(request)
    services.reached(user, key)
    form = SendForm(request.POST or None)
    lead = _("Au juge et à la commission, cinq jours ouvrés au moins avant l’audience. Il ne changera plus.")
    page = form_head(key, _("Noter l’envoi du diagnostic"), lead, _("Noter l’envoi"))
    return form_page(
        request, form, lambda: services.send(user, key, form.cleaned_data["on"]), page=page,
        done=_("L’envoi est noté."), to=lambda: page_of(key),
    )  # fmt: skip


@never_cache
@require_safe
@signed_in
def sheet(request: HttpRequest, key: UUID) -> HttpResponse:
    """The sheet for the judge, as a PDF."""
    response = HttpResponse(printing.printed(user_of(request), key), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="diagnostic.pdf"'
    return response
