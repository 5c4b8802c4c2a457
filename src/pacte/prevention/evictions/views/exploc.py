"""The exchange with the State's system: a file, its mapping, what it would do, the import; and an export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from ..forms.exploc import CarriedTableForm, ExplocExportForm, ExplocMappingForm, ExplocUploadForm
from ..models import ExplocMapping
from ..permissions import require_commission
from ..reads import exploc as reads
from ..services import exploc as services
from ..services.exploc_export import export as exported
from ..services.exploc_reading import CarriedTable, carried, table_in

PAGE = 20


@never_cache
@form_view
@signed_in
def exploc(request: HttpRequest) -> HttpResponse:
    """Hand a file in, write the files out; the mappings and the imports of before."""
    user = user_of(request)
    require_commission(user)
    mappings = reads.mappings_of(user)
    form = ExplocUploadForm(request.POST or None, request.FILES or None, mappings=mappings)
    if request.method == "POST" and form.is_valid():
        try:
            table = table_in(form.cleaned_data["file"].read())
            saved = form.cleaned_data["mapping"]
            return _preview(request, user, table, saved) if saved else _mapping_page(request, user, table)
        except BadInput as bad:
            form.take(bad)
    return _first_page(request, user, form, 422 if request.method == "POST" else 200)


def _first_page(request: HttpRequest, user: User, form: ExplocUploadForm, status: int) -> HttpResponse:
    mappings = reads.mappings_of(user)
    page = {
        "form": form, "mappings": mappings, "export": ExplocExportForm(mappings=mappings),
        "page": Paginator(reads.imports_of(user), PAGE).get_page(request.GET.get("page")),
    }  # fmt: skip
    return render(request, "evictions/exploc/exploc.html", page, status=status)


def _mapping_page(
    request: HttpRequest, user: User, table: CarriedTable, saved: ExplocMapping | None = None, *, form: Any = None
) -> HttpResponse:
    """The columns of the file beside ours; a form is one to correct."""
    shown = form or ExplocMappingForm(sheet=table, saved=saved, homes=reads.homes(user), sealed=carried(table))
    page = {"form": shown, "rows": len(table.rows), "saved": saved}
    return render(request, "evictions/exploc/mapping.html", page, status=422 if form else 200)


def _preview(
    request: HttpRequest, user: User, table: CarriedTable, saved: ExplocMapping, *, form: CarriedTableForm | None = None
) -> HttpResponse:
    """What an import would do; when a mapped column is missing, the mapping again with what is missing."""
    try:
        plan = services.plan(user, table, saved)
    except BadInput as bad:
        again = ExplocMappingForm(sheet=table, saved=saved, homes=reads.homes(user), sealed=carried(table))
        page = {"form": again, "rows": len(table.rows), "saved": saved, "faults": bad.faults}
        return render(request, "evictions/exploc/mapping.html", page, status=422)
    page = {
        "plan": plan, "mapping": saved, "is_sent_back": form is not None, "sealed": carried(table),
        "counts": [len(plan.of(fate)) for fate in ("new", "changed", "same", "refused")],
        "changed": [(line, _words(line.changes)) for line in plan.of("changed")],
        "kept": [(line, _words(line.kept)) for line in plan.lines if line.kept],
    }  # fmt: skip
    return render(request, "evictions/exploc/preview.html", page, status=422 if form is not None else 200)


def _words(names: list[str]) -> str:
    return ", ".join(str(reads.VALUE_WORDS.get(name, name)) for name in names)


@never_cache
@require_POST
@signed_in
def mapping(request: HttpRequest) -> HttpResponse:
    """Save how the file is read, then show what it would do."""
    user = user_of(request)
    require_commission(user)
    table = _brought(CarriedTableForm(request.POST))
    if table is None:
        return _lost(request, user)
    form = ExplocMappingForm(request.POST, sheet=table, homes=reads.homes(user), sealed=request.POST["table"])
    if form.is_valid():
        try:
            saved = services.save_mapping(user, form.cleaned_data["name"], form.columns, form.matched, home=form.home)
        except BadInput as bad:
            for fault in bad.faults:
                where = f"column_{fault.where}" if f"column_{fault.where}" in form.fields else fault.where
                form.add_error(where if where in form.fields else None, f"{fault.what} {fault.remedy}".strip())
        else:
            return _preview(request, user, table, saved)
    return _mapping_page(request, user, table, form=form)


@never_cache
@require_POST
@signed_in
def remap(request: HttpRequest, key: UUID) -> HttpResponse:
    """The mapping again, with the same file."""
    user = user_of(request)
    saved = services.mapping_for(user, key)
    table = _brought(CarriedTableForm(request.POST))
    return _mapping_page(request, user, table, saved) if table else _lost(request, user)


@never_cache
@require_POST
@signed_in
def run(request: HttpRequest, key: UUID) -> HttpResponse:
    """Import through a saved mapping."""
    user = user_of(request)
    saved = services.mapping_for(user, key)
    form = CarriedTableForm(request.POST)
    table = _brought(form)
    if table is None:
        return _lost(request, user)
    try:
        done = services.run(user, table, saved, keep_valid=form.cleaned_data["keep_valid"])
    except BadInput:
        return _preview(request, user, table, saved, form=form)
    return redirect("evictions:exploc_run", key=done.key)


@require_safe
@signed_in
def import_run(request: HttpRequest, key: UUID) -> HttpResponse:
    """What an import did, and every line that was left out."""
    user = user_of(request)
    require_commission(user)
    return render(request, "evictions/exploc/run.html", {"run": get_object_or_404(reads.imports_of(user), key=key)})


@require_POST
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """The commission's files in the columns of a mapping."""
    user = user_of(request)
    require_commission(user)
    form = ExplocExportForm(request.POST, mappings=reads.mappings_of(user))
    if not form.is_valid():
        return _lost(request, user)
    text = exported(user, form.cleaned_data["mapping"])
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dossiers-exploc.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _brought(form: CarriedTableForm) -> CarriedTable | None:
    """The table that the page sends back, none when it is not one that was given."""
    try:
        return form.the_table() if form.is_valid() else None
    except BadInput:
        return None


def _lost(request: HttpRequest, user: User) -> HttpResponse:
    """The first page again: the file did not come back, or no mapping was chosen."""
    form = ExplocUploadForm({}, mappings=reads.mappings_of(user))
    form.errors.clear()
    form.add_error(None, _("Le fichier n’est plus là. Déposez-le de nouveau."))
    return _first_page(request, user, form, 422)
