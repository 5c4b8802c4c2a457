"""Agreements: the list with its filters, one agreement, signing, ending, correcting."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from .. import permissions, reads, services
from ..forms import AgreementFilter, AgreementForm, EndingForm, SigningForm
from ..models import Agreement


def _seen(request: HttpRequest, number: int) -> Agreement:
    return get_object_or_404(reads.agreements_seen_by(user_of(request)), pk=number)


def _kept(request: HttpRequest, number: int) -> Agreement:
    found = _seen(request, number)
    _require_keeper(request)
    return found


def _require_keeper(request: HttpRequest) -> None:
    allowed = permissions.may_keep_partners(user_of(request))
    permissions.require(allowed, _("L’équipe du Pacte tient les conventions. Demandez-le-lui."))


def _address(number: int) -> str:
    return reverse("partners:agreement", kwargs={"number": number})


@require_safe
@signed_in
def agreements(request: HttpRequest) -> HttpResponse:
    """The agreements that this user may know, by phase, partner and day."""
    user = user_of(request)
    chosen = AgreementFilter(request.GET, organisations=reads.organisations_seen_by(user))
    rows = reads.agreements_seen_by(user)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    on = values.get("on") or timezone.localdate()
    if values.get("organisation"):
        rows = rows.filter(organisation=values["organisation"])
    if values.get("phase"):
        rows = rows.in_phase(values["phase"], on)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    rows_shown = [(row, row.phase_on(on)) for row in page]
    kept = {
        "page": page,
        "rows": rows_shown,
        "filter": chosen,
        "on": on,
        "may_sign": permissions.may_keep_partners(user),
    }
    return render(request, "partners/agreements.html", kept)


@require_safe
@signed_in
def agreement(request: HttpRequest, number: int) -> HttpResponse:
    """One agreement."""
    found = _seen(request, number)
    page = {"agreement": found, "may_keep": permissions.may_keep_partners(user_of(request))}
    return render(request, "partners/agreement.html", page)


@form_view
@signed_in
def sign(request: HttpRequest) -> HttpResponse:
    """Record an agreement."""
    _require_keeper(request)
    form = SigningForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    made: list[Agreement] = []
    return form_page(
        request,
        form,
        lambda: made.append(services.sign_agreement(user_of(request), **form.cleaned_data)),
        page={"heading": _("Enregistrer une convention"), "back": reverse("partners:agreements")},
        done=_("La convention est enregistrée."),
        to=lambda: _address(made[0].pk),
    )


@form_view
@signed_in
def end(request: HttpRequest, number: int) -> HttpResponse:
    """Give an agreement its last day."""
    found = _kept(request, number)
    form = EndingForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    return form_page(
        request,
        form,
        lambda: services.end_agreement(user_of(request), found, **form.cleaned_data),
        page={"heading": _("Mettre fin à la convention"), "lead": found.title, "back": _address(number)},
        done=_("La convention a maintenant un dernier jour."),
        to=lambda: _address(number),
    )


@form_view
@signed_in
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """Correct an agreement, dates included."""
    found = _kept(request, number)
    fields = ("title", "scheme", "signed_on", "starts_on", "ends_on")
    form = AgreementForm(request.POST or None, initial={name: getattr(found, name) for name in fields})
    return form_page(
        request,
        form,
        lambda: services.correct_agreement(user_of(request), found, **form.cleaned_data),
        page={
            "heading": _("Corriger la convention"),
            "lead": _("Les chiffres des éditions ouvertes suivront. Ceux des éditions figées ne bougent pas."),
            "back": _address(number),
        },
        done=_("La convention est corrigée."),
        to=lambda: _address(number),
    )
