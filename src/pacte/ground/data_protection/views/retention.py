"""Retention: what is kept how long, rehearsed then applied; the archives' visas."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms import VisaForm
from ..models import ArchiveVisa, RetentionRun
from ..permissions import require_desk
from ..reads import retention as reads
from ..reads.requests import visa_of
from ..services import retention as services

LATEST = 12


@require_safe
@signed_in
def retention(request: HttpRequest) -> HttpResponse:
    """Every rule, what it awaits, what it did; the latest runs with their figures."""
    require_desk(user_of(request))
    runs = list(reads.runs()[:LATEST])
    names = {kept.code: kept for kept in reads.kept()}
    page = {
        "kept": list(names.values()),
        "runs": [
            (run, sum(line.count for line in run.lines.all()), _told(run, names)) for run in runs
        ],
        "visas": ArchiveVisa.objects.all(), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "data_protection/retention.html", page)


def _told(run: RetentionRun, names: dict[str, reads.Kept]) -> list[tuple[str, str, int, str]]:
    """The lines of a run that say something: a count, a wait, a failure."""
    return [
        (
            f"{names[line.rule].what} · {names[line.rule].fate}" if line.rule in names else line.rule,
            str(line.get_state_display()), line.count, line.visa.reference if line.visa else "",
        )
        for line in run.lines.all()
        if line.count or line.state != "done"
    ]  # fmt: skip


@require_POST
@signed_in
def rehearse(request: HttpRequest) -> HttpResponse:
    """Count what would go; nothing goes."""
    made = services.rehearse(user_of(request))
    count = sum(line.count for line in made.lines.all())
    text = ngettext(
        "Répétition faite : %(count)s ligne serait traitée. Rien n’a changé.",
        "Répétition faite : %(count)s lignes seraient traitées. Rien n’a changé.", count,
    )  # fmt: skip
    messages.success(request, text % {"count": count})
    return redirect("data_protection:retention")


@require_POST
@signed_in
def run(request: HttpRequest) -> HttpResponse:
    """Apply what may go."""
    try:
        made = services.run(user_of(request))
    except ExceptionGroup:
        messages.error(request, _("Une règle au moins a échoué ; les autres ont été appliquées. Voyez les chiffres."))
        return redirect("data_protection:retention")
    count = sum(line.count for line in made.lines.all())
    text = ngettext("%(count)s ligne traitée.", "%(count)s lignes traitées.", count) % {"count": count}
    messages.success(request, text)
    return redirect("data_protection:retention")


@form_view
@signed_in
def visa_record(request: HttpRequest) -> HttpResponse:
    """Note the archives' agreement."""
    require_desk(user_of(request))
    form = VisaForm(request.POST or None)
    return form_page(
        request, form, lambda: services.record_visa(user_of(request), **form.cleaned_data),
        page={
            "heading": _("Enregistrer un visa des archives"), "back": reverse("data_protection:retention"),
            "lead": _("Sans visa en vigueur, une règle qui attend les archives ne fait rien."),
        },
        done=_("Le visa est enregistré."), to=lambda: reverse("data_protection:retention"),
    )  # fmt: skip


@require_POST
@signed_in
def visa_end(request: HttpRequest, key: UUID) -> HttpResponse:
    """The agreement no longer holds."""
    require_desk(user_of(request))
    visa = visa_of(key)
    return act_and_return(
        request, lambda: services.end_visa(user_of(request), visa),
        done=_("Le visa est retiré : ses règles attendent de nouveau."), to=reverse("data_protection:retention"),
    )  # fmt: skip
