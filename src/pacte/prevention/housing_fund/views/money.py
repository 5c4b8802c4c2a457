"""The budget, and the ceilings with the rules of form: read by all who work with the fund."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.committee import AuthorityForm, CeilingsForm, VoteForm, initial_of
from ..models import FundBudgetMove, FundCeilings
from ..permissions import require_reading, require_ruling, rules_fund
from ..reads import budget as reads
from ..reads.ceilings import table_of
from ..services import budget as services
from ..services import ceilings as rules

MOVES = 30


@require_safe
@signed_in
def budget(request: HttpRequest) -> HttpResponse:
    """A year of the budget: what is committed, what is left."""
    user = user_of(request)
    require_reading(user)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else timezone.localdate().year
    rows = reads.lines(year)
    page = {
        "year": year, "years": sorted({*reads.years(), timezone.localdate().year}, reverse=True), "rows": rows,
        "whole": reads.whole(rows, _("Ensemble")), "may_vote": rules_fund(user),
        "votes": FundBudgetMove.objects.filter(year=year, kind="voted").order_by("-on", "-pk")[:MOVES],
    }  # fmt: skip
    return render(request, "housing_fund/budget.html", page)


@form_view
@signed_in
def vote(request: HttpRequest) -> HttpResponse:
    """Write what was voted."""
    user = user_of(request)
    require_ruling(user)
    form = VoteForm(request.POST or None, initial={"year": timezone.localdate().year})
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    page = {"heading": _("Noter un budget voté"), "back": reverse("housing_fund:budget"),
            "lead": _("Il s’ajoute à ce qui est déjà voté pour la même année et la même aide.")}  # fmt: skip
    return form_page(
        request, form, lambda: services.vote(user, said["year"], said["aid"], said["amount"], note=said["note"]),
        page=page, done=_("Le budget est noté."),
        to=lambda: f"{reverse('housing_fund:budget')}?year={said['year']}",
    )  # fmt: skip


def _version_page(number: int) -> str:
    return reverse("housing_fund:ceilings_version", kwargs={"number": number})


@require_safe
@signed_in
def ceilings(request: HttpRequest) -> HttpResponse:
    """The rules in force today, and every version."""
    user = user_of(request)
    require_reading(user)
    current = FundCeilings.objects.in_force(timezone.localdate()).first()
    versions = FundCeilings.objects.all() if rules_fund(user) else FundCeilings.objects.adopted()
    page = {"version": current, "table": table_of(current) if current else None, "versions": versions,
            "may_write": rules_fund(user), "is_current": True}  # fmt: skip
    return render(request, "housing_fund/ceilings.html", page)


@require_safe
@signed_in
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version of the rules; a draft for those who write it."""
    user = user_of(request)
    require_reading(user)
    found = _version(number)
    if found.adopted_at is None:
        require_ruling(user)
    page = {"version": found, "table": table_of(found), "versions": [], "may_write": rules_fund(user),
            "is_current": False}  # fmt: skip
    return render(request, "housing_fund/ceilings.html", page)


def _version(number: int) -> FundCeilings:
    found = FundCeilings.objects.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in
def draft(request: HttpRequest) -> HttpResponse:
    """A new version to write."""
    user = user_of(request)
    require_ruling(user)
    return act_and_return(
        request, lambda: rules.draft(user, timezone.localdate()), done=_("Une version est à écrire."),
        to=reverse("housing_fund:ceilings"),
    )  # fmt: skip


@form_view
@signed_in
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Write in a draft."""
    user = user_of(request)
    require_ruling(user)
    found = _version(number)
    initial = initial_of(found.rules, found.valid_from, is_sample=found.is_sample)
    form = CeilingsForm(request.POST or None, initial=initial)
    page = {"heading": _("Plafonds et règles, version %(number)s") % {"number": number}, "back": _version_page(number),
            "lead": _("Sommes en euros, par nombre de personnes du ménage. Une case vide ne permet rien.")}  # fmt: skip
    return form_page(
        request, form,
        lambda: rules.write(
            user, number, form.rules(), form.cleaned_data["valid_from"], is_sample=form.cleaned_data["is_sample"]
        ),
        page=page, done=_("La version est enregistrée."), to=lambda: _version_page(number),
        template="housing_fund/ceilings_form.html",
    )  # fmt: skip


@form_view
@signed_in
def adopt(request: HttpRequest, number: int) -> HttpResponse:
    """Put a draft in force."""
    user = user_of(request)
    require_ruling(user)
    _version(number)
    form = AuthorityForm(request.POST or None)
    page = {"heading": _("Adopter la version %(number)s") % {"number": number}, "back": _version_page(number),
            "lead": _("Une version adoptée ne change plus.")}  # fmt: skip
    return form_page(
        request, form, lambda: rules.adopt(user, number, form.cleaned_data["authority"]), page=page,
        done=_("La version est adoptée."), to=lambda: _version_page(number),
    )  # fmt: skip


@require_POST
@signed_in
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    user = user_of(request)
    return act_and_return(
        request, lambda: rules.discard(user, number), done=_("Le brouillon est jeté."),
        to=reverse("housing_fund:ceilings"),
    )  # fmt: skip
