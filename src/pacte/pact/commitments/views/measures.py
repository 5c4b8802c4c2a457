"""What measures a node, as the pact's team sets it: indicators, big figures, targets, baselines."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.declarations.errors import BadInput
from pacte.ground.indicators.models import Indicator, Measurement, Target

from .. import permissions, reads, services
from ..forms import BaselineForm, IndicatorForm, TargetForm
from ..models import NodeIndicator
from .common import actor


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def indicators(request: HttpRequest, code: str) -> HttpResponse:
    """The indicators of a node, and the form that attaches one more."""
    permissions.require_pact_team(request.user)
    node = reads.get_node(code)
    form = IndicatorForm(request.POST or None, indicators=reads.indicators_to_attach(node))
    if form.is_valid():
        try:
            services.attach_indicator(actor(request), node, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("L’indicateur est attaché."))
            return redirect("commitments:indicators", code=code)
    context = {"node": node, "form": form, "lines": reads.indicator_lines(node)}
    return render(request, "commitments/indicators.html", context)


def _link(pk: int) -> NodeIndicator:
    return get_object_or_404(NodeIndicator.objects.select_related("node__level__pact", "indicator"), pk=pk)


@require_POST
@signed_in
def headline(request: HttpRequest, pk: int) -> HttpResponse:
    """Print an indicator large, or no longer."""
    permissions.require_pact_team(request.user)
    link = _link(pk)
    try:
        services.set_headline(actor(request), link, is_headline=not link.is_headline)
    except BadInput as bad:
        messages.error(request, f"{bad.faults[0].what} {bad.faults[0].remedy}")
    return redirect("commitments:indicators", code=link.node.code)


@require_POST
@signed_in
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an indicator away from a node."""
    permissions.require_pact_team(request.user)
    link = _link(pk)
    services.detach_indicator(actor(request), link)
    messages.success(request, _("L’indicateur est détaché. Ses chiffres restent."))
    return redirect("commitments:indicators", code=link.node.code)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def targets(request: HttpRequest, code: str) -> HttpResponse:
    """The targets of an indicator, its baseline, and the form that sets a target."""
    permissions.require_pact_team(request.user)
    indicator = get_object_or_404(Indicator.objects.select_related("baseline"), code=code)
    form = TargetForm(request.POST or None, initial={"territory": reads.current_pact().territory_id})
    if form.is_valid():
        try:
            services.set_target(actor(request), indicator, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("La cible est fixée."))
            return redirect("commitments:targets", code=code)
    return _targets_page(request, indicator, form, _baseline_form(indicator))


@require_POST
@signed_in
def baseline(request: HttpRequest, code: str) -> HttpResponse:
    """Set an indicator's baseline, or none."""
    permissions.require_pact_team(request.user)
    indicator = get_object_or_404(Indicator.objects.select_related("baseline"), code=code)
    form = _baseline_form(indicator, request)
    if not form.is_valid():
        return _targets_page(request, indicator, TargetForm(), form)
    services.set_baseline(actor(request), indicator, form.cleaned_data["measurement"])
    messages.success(request, _("Le point de départ est enregistré."))
    return redirect("commitments:targets", code=code)


@require_POST
@signed_in
def remove_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a target."""
    permissions.require_pact_team(request.user)
    target = get_object_or_404(Target.objects.select_related("indicator"), pk=pk)
    services.remove_target(actor(request), target)
    messages.success(request, _("La cible est retirée."))
    return redirect("commitments:targets", code=target.indicator.code)


def _baseline_form(indicator: Indicator, request: HttpRequest | None = None) -> BaselineForm:
    rows = Measurement.objects.approved().filter(definition__indicator=indicator)
    data = request.POST if request else None
    return BaselineForm(data, measurements=rows, initial={"measurement": indicator.baseline_id})


def _targets_page(request: HttpRequest, indicator: Indicator, form: TargetForm, start: BaselineForm) -> HttpResponse:
    context = {
        "indicator": indicator,
        "definition": indicator.definitions.order_by("-version").first(),
        "targets": indicator.targets.select_related("territory"),
        "form": form,
        "baseline_form": start,
    }
    return render(request, "commitments/targets.html", context)
