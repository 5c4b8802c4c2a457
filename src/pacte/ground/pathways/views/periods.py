"""Pages of legal periods: the list for everyone signed in, added and corrected by the pact's team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.periods import PeriodForm
from ..models import LegalPeriod
from ..permissions import keeps_schemes, require_scheme_keeping
from ..reads.periods import listed
from ..services import periods as services


@require_safe
@signed_in
def periods(request: HttpRequest) -> HttpResponse:
    """The periods, the latest first."""
    page = {"rows": listed(), "keeps": keeps_schemes(request.user), "today": timezone.localdate()}
    return render(request, "pathways/schemes/periods.html", page)


@form_view
@signed_in
def period_add(request: HttpRequest) -> HttpResponse:
    """One more period."""
    require_scheme_keeping(request.user)
    form = PeriodForm(request.POST or None)
    return form_page(
        request, form, lambda: services.add(user_of(request), form.cleaned_data),
        page={
            "heading": _("Ajouter une période légale"), "back": reverse("pathways:periods"), "submit": _("Ajouter"),
            "lead": _("Les échéances des parcours en cours qu’elle déplace sont recalculées."),
        },
        done=_("La période est ajoutée, les échéances sont recalculées."), to=lambda: reverse("pathways:periods"),
    )  # fmt: skip


@form_view
@signed_in
def period_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A period, otherwise."""
    require_scheme_keeping(request.user)
    found = get_object_or_404(LegalPeriod, pk=pk)
    form = PeriodForm(request.POST or None, initial={name: getattr(found, name) for name in PeriodForm.base_fields})
    return form_page(
        request, form, lambda: services.correct(user_of(request), pk, form.cleaned_data),
        page={
            "heading": _("Corriger une période légale"), "back": reverse("pathways:periods"),
            "lead": _("Les échéances des parcours en cours qu’elle déplace sont recalculées."),
        },
        done=_("La période est corrigée, les échéances sont recalculées."), to=lambda: reverse("pathways:periods"),
    )  # fmt: skip


@require_POST
@signed_in
def period_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """A period noted by mistake goes."""
    act = lambda: services.remove(user_of(request), pk)  # noqa: E731
    done = _("La période est retirée, les échéances sont recalculées.")
    return act_and_return(request, act, done=done, to=reverse("pathways:periods"))
