"""What contributors do: their list, one figure, a spreadsheet out and in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.declarations.errors import BadInput, Refused

from .. import reads, services
from ..forms import FigureForm, ImportForm
from ..models import FigureRequest
from ..permissions import may_answer, require_contribution, require_part
from .common import actor, campaign_or_404, tell

PAGE = 50


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The figures that are awaited from the user's organisations."""
    require_contribution(request.user)
    waiting = reads.to_report(request.user, timezone.localdate())
    page = Paginator(waiting, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "campaigns": reads.campaigns_answered_by(request.user)}
    return render(request, "campaigns/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """One figure: what is asked, what was answered before, the answer."""
    require_part(request.user)
    asked = get_object_or_404(reads.requests_in_full(request.user), pk=pk)
    answers = may_answer(request.user, asked) and reads.takes_answers(asked)
    form = FigureForm(request.POST or None, asked=asked) if answers else None
    if request.method == "POST" and form is None:
        raise Refused(_("Ce chiffre ne peut plus être changé ici. Demandez une correction à l’équipe du Pacte."))
    if form is not None and form.is_valid() and _kept(request, asked, form):
        return redirect("campaigns:figure", pk=pk)
    return render(request, "campaigns/figure.html", {"asked": asked, "form": form, **reads.beside(asked)})


def _kept(request: HttpRequest, asked: FigureRequest, form: FigureForm) -> bool:
    """Save the draft and, when the user asks for it, hand it in."""
    try:
        services.save_draft(actor(request), asked, form.given())
        if request.POST.get("act") == "submit":
            services.submit(actor(request), asked)
            messages.success(request, _("Le chiffre est soumis à l’équipe du Pacte."))
        else:
            messages.success(request, _("Le brouillon est enregistré."))
    except BadInput as bad:
        form.take(bad)
        return False
    return True


@require_POST
@signed_in
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in a figure as it is saved."""
    require_contribution(request.user)
    asked = get_object_or_404(reads.requests_to_answer_by(request.user), pk=pk)
    try:
        services.submit(actor(request), asked)
    except BadInput as bad:
        tell(request, bad)
    else:
        messages.success(request, _("Le chiffre est soumis à l’équipe du Pacte."))
    return redirect("campaigns:figure", pk=pk)


@require_safe
@signed_in
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The requests of a campaign that the user sees, as a spreadsheet."""
    require_part(request.user)
    campaign = campaign_or_404(request.user, pk)
    form = "csv" if request.GET.get("format") == "csv" else "xlsx"
    kind = "text/csv; charset=utf-8" if form == "csv" else services.XLSX
    response = HttpResponse(services.export(actor(request), campaign, form), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="chiffres-{campaign.edition.code}-{campaign.pk}.{form}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a filled spreadsheet in."""
    require_contribution(request.user)
    campaign = get_object_or_404(reads.campaigns_answered_by(request.user), pk=pk)
    form = ImportForm(request.POST or None, request.FILES or None) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        try:
            received = services.receive(actor(request), campaign, form.cleaned_data["file"].read())
        except BadInput as bad:
            form.take(bad)
        else:
            return redirect("campaigns:import_result", key=received.key)
    imports = campaign.imports.filter(actor=actor(request))[:10]
    return render(request, "campaigns/import.html", {"campaign": campaign, "form": form, "imports": imports})


@require_safe
@signed_in
def import_result(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a spreadsheet: what changed, or every fault with its cell."""
    require_part(request.user)
    received = get_object_or_404(reads.imports_visible_to(request.user), key=key)
    return render(request, "campaigns/import_result.html", {"received": received, "job": reads.job_of(received)})
