"""Writing: correct or amend a figure, decide on it, write a sheet, set a threshold."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.declarations.errors import BadInput

from .. import permissions, reads, services
from ..forms import CorrectionForm, DecisionForm, DefinitionForm, NewIndicatorForm, ThresholdForm, ValueForm
from ..models import Indicator, Measurement
from . import actor

FORM_METHODS = ["GET", "HEAD", "POST"]
INVALID = 422


@require_http_methods(FORM_METHODS)
@signed_in
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace an approved figure by a new revision, with a reason."""
    measurement = _mine(request, pk)
    form = CorrectionForm.of(measurement, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revision = services.correct(actor(request), measurement, form.changes, form.cleaned_data["reason"])
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("La révision est enregistrée."))
            return redirect("indicators:measurement", pk=revision.pk)
    return _form(request, "indicators/correct.html", form, measurement=measurement)


@require_http_methods(FORM_METHODS)
@signed_in
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a draft or a returned figure, and hand it over."""
    measurement = _mine(request, pk)
    form = ValueForm.of(measurement, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.submit(actor(request), services.amend(actor(request), measurement, form.changes))
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("Le chiffre est soumis à l’équipe du Pacte."))
            return redirect("indicators:measurement", pk=pk)
    return _form(request, "indicators/amend.html", form, measurement=measurement)


@require_POST
@signed_in
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a submitted figure or send it back."""
    permissions.require_steering(request.user)
    measurement = get_object_or_404(reads.visible_to(request.user), pk=pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            if form.cleaned_data["decision"] == "approve":
                services.approve(actor(request), measurement)
            else:
                services.return_(actor(request), measurement, form.cleaned_data["reason"])
        except BadInput as bad:
            form.take(bad)
        else:
            return redirect("indicators:measurement", pk=pk)
    return _form(request, "indicators/decide.html", form, measurement=measurement)


@require_http_methods(FORM_METHODS)
@signed_in
def declare(request: HttpRequest) -> HttpResponse:
    """Create an indicator with the first version of its sheet."""
    permissions.require_steering(request.user)
    form = NewIndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sheet = dict(form.cleaned_data)
        code, owner, scheme = (sheet.pop(name) for name in ("code", "owner", "scheme"))
        try:
            services.declare_indicator(actor(request), code, sheet, owner=owner, scheme=scheme)
        except BadInput as bad:
            form.take(bad)
        else:
            return redirect("indicators:indicator", code=code)
    return _form(request, "indicators/define.html", form)


@require_http_methods(FORM_METHODS)
@signed_in
def define(request: HttpRequest, code: str) -> HttpResponse:
    """Write a new version of an indicator's sheet."""
    permissions.require_steering(request.user)
    indicator = get_object_or_404(Indicator, code=code)
    form = DefinitionForm.of(reads.definition_of(indicator), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.define_version(actor(request), indicator, form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            return redirect("indicators:indicator", code=code)
    return _form(request, "indicators/define.html", form, indicator=indicator)


@require_http_methods(FORM_METHODS)
@signed_in
def threshold(request: HttpRequest, code: str) -> HttpResponse:
    """Set the smallest count of people that may be published."""
    permissions.require_data_protection(request.user)
    indicator = get_object_or_404(Indicator, code=code)
    form = ThresholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_threshold(actor(request), indicator, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            return redirect("indicators:indicator", code=code)
    return _form(request, "indicators/threshold.html", form, indicator=indicator)


def _mine(request: HttpRequest, pk: int) -> Measurement:
    """The measurement, for who may correct it: 403 without any such role, 404 for somebody else's."""
    permissions.require_correcting(request.user)
    measurement = get_object_or_404(reads.visible_to(request.user), pk=pk)
    if not permissions.may_correct(request.user, measurement):
        raise Http404
    return measurement


def _form(request: HttpRequest, template: str, form: object, **context: object) -> HttpResponse:
    """The form, again with its faults when it was posted."""
    status = INVALID if request.method == "POST" else 200
    return render(request, template, {"form": form, **context}, status=status)
