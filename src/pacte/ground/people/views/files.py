"""My files; opening, correcting, closing one."""

from __future__ import annotations

import csv
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view
from pacte.ground.web.exports import harmless

from ..forms.files import ClosingForm, FileForm, FilesFilter, OpeningForm
from ..models import File
from ..permissions import require_following
from ..reads.files import QUIET_DAYS, could_follow, my_files, quiet_since, rows_of
from ..services import files as verbs
from ..services import opening
from ..services.exports import note_export
from .common import keeping_page, opened, person_address, written_file

COLUMNS = (
    "pseudonym", "purpose", "opened_on", "last_news_on", "next_step_on", "needs_waiting", "housing", "care_need",
)  # fmt: skip
"""What leaves as a spreadsheet: pseudonyms, days and codes. Never a name, never a sentence."""


@require_safe
@signed_in
def files(request: HttpRequest) -> HttpResponse:
    """The files that the user follows; with `?export=csv`, as a spreadsheet without names."""
    user = user_of(request)
    require_following(user)
    chosen = FilesFilter(request.GET)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    rows = _narrowed(my_files(user), values)
    if request.GET.get("export") == "csv":
        return _exported(request, rows)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    is_narrowed = any(values.get(name) for name in ("purpose", "quiet"))
    context = {
        "page": page, "rows": rows_of(user, page), "filter": chosen, "is_narrowed": is_narrowed,
        "quiet_before": quiet_since(QUIET_DAYS), "quiet_days": QUIET_DAYS, "now": timezone.now(),
    }  # fmt: skip
    return render(request, "people/files.html", context)


def _narrowed(rows: QuerySet[File], values: dict[str, Any]) -> QuerySet[File]:
    if values.get("purpose"):
        rows = rows.filter(purpose=values["purpose"])
    if values.get("quiet"):
        rows = rows.filter(last_news_at__lt=quiet_since(values["quiet"]))
    if values.get("order") == "next":
        return rows.order_by(F("next_due").asc(nulls_last=True), "last_news_at", "pk")
    return rows.order_by("last_news_at", "pk")


def _exported(request: HttpRequest, rows: QuerySet[File]) -> HttpResponse:
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="mes-dossiers-{timezone.localdate():%Y-%m-%d}.csv"'
    sheet = csv.writer(response, delimiter=";")
    sheet.writerow(COLUMNS)
    found = list(rows)
    for file in found:
        sheet.writerow([harmless(cell) for cell in _cells(file)])
    note_export(user_of(request), found)
    return response


def _cells(file: Any) -> list[str]:
    next_on = timezone.localdate(file.next_due).isoformat() if file.next_due else ""
    return [
        file.person.pseudonym, file.purpose, file.opened_on.isoformat(),
        timezone.localdate(file.last_news_at).isoformat(), next_on, str(file.needs_waiting), file.housing,
        file.care_need,
    ]  # fmt: skip


@form_view
@signed_in
def file_open(request: HttpRequest, key: UUID) -> HttpResponse:
    """A further organisation begins to follow a person whom the user may know of."""
    user = user_of(request)
    sight = opening.open_file(user, key, "follow")
    form = OpeningForm(request.POST or None, organisations=could_follow(user, sight))
    back = person_address(sight.person)
    return form_page(
        request,
        form,
        lambda: verbs.start_follow_up(user, key, **form.cleaned_data),
        page={
            "heading": _("Suivre cette personne"),
            "lead": _("Votre organisation ouvre son propre dossier. Ce qu’elle y écrit lui appartient."),
            "back": back,
            "submit": _("Ouvrir le dossier"),
        },
        done=_("Le dossier est ouvert, vous en avez la charge."),
        to=lambda: back,
    )


@form_view
@signed_in
def file_edit(request: HttpRequest, file: UUID) -> HttpResponse:
    """Correct what the file says of the situation."""
    sight, seen = written_file(request, file)
    if not seen.shows("situation"):
        raise Http404
    names = ("version", *verbs.EDITABLE)
    form = FileForm(request.POST or None, initial={name: getattr(seen.file, name) for name in names})
    back = person_address(sight.person, seen)

    def act() -> Any:
        values = dict(form.cleaned_data)
        return verbs.edit_file(user_of(request), file, version=values.pop("version"), values=values)

    page = {"heading": _("La situation"), "lead": sight.label, "back": back}
    return keeping_page(request, form, act, page=page, done=_("Le dossier est à jour."), to=back)


@form_view
@signed_in
def file_close(request: HttpRequest, file: UUID) -> HttpResponse:
    """End the follow-up."""
    sight, seen = written_file(request, file)
    form = ClosingForm(request.POST or None)
    back = person_address(sight.person, seen)
    return form_page(
        request,
        form,
        lambda: verbs.close(user_of(request), file, form.cleaned_data["reason"]),
        page={
            "heading": _("Fermer le dossier"),
            "lead": _("Ses partages prennent fin. Vous le lirez encore, sans y écrire, et pourrez le rouvrir."),
            "back": back,
            "submit": _("Fermer le dossier"),
        },
        done=_("Le dossier est fermé."),
        to=lambda: back,
    )


@require_POST
@signed_in
def file_reopen(request: HttpRequest, file: UUID) -> HttpResponse:
    """Go on with a follow-up that was closed."""
    sight, seen = opened(request, *verbs.closed_file(user_of(request), file))
    return act_and_return(
        request,
        lambda: verbs.reopen(user_of(request), file),
        done=_("Le dossier est rouvert."),
        to=person_address(sight.person, seen),
    )
