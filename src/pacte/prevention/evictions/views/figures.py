"""Yearly figures of evictions: by stage and source, a chart and its table; the pact's team notes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view
from pacte.ground.web.charts import Point, line

from ..forms.figures import YearFigureForm
from ..models import YearFigure
from ..permissions import keeps_figures, require_figures, require_reading
from ..reads import figures as reads
from ..services import figures as services

LEAST_POINTS = 3
"""A line of fewer points says nothing that the table does not."""


@require_safe
@signed_in
def figures(request: HttpRequest) -> HttpResponse:
    """Each stage, each source apart; what is counted here beside."""
    user = user_of(request)
    require_reading(user)
    stages = [(stage, [(series, _chart(series)) for series in stage.series]) for stage in reads.by_stage()]
    return render(request, "evictions/figures/figures.html", {"stages": stages, "keeps": keeps_figures(user)})


def _chart(series: reads.Series) -> SafeString | None:
    """A line over the years that have a level; broken where a year is missing between two."""
    cells = [cell for cell in series.cells if cell.figure.value is not None]
    if len(cells) < LEAST_POINTS:
        return None
    points = [
        Point(
            f"{cell.year}-07-01", float(cell.figure.value or 0), str(cell.year), cell.printed,
            breaks=rank > 0 and cells[rank - 1].year != cell.year - 1,
        )
        for rank, cell in enumerate(cells)
    ]  # fmt: skip
    title = _("%(stage)s, selon : %(source)s") % {"stage": series.stage, "source": series.source}
    return line(points, colour="prevention", title=title, description=_("Les valeurs sont dans le tableau qui suit."))


@form_view
@signed_in
def add(request: HttpRequest) -> HttpResponse:
    """Note a figure."""
    require_figures(user_of(request))
    return _form(request, None)


@form_view
@signed_in
def change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct a figure."""
    require_figures(user_of(request))
    return _form(request, get_object_or_404(YearFigure, key=key))


@require_POST
@signed_in
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a figure back."""
    user = user_of(request)
    require_figures(user)
    get_object_or_404(YearFigure, key=key)
    back = reverse("evictions:figures")
    return act_and_return(request, lambda: services.remove(user, key), done=_("Le chiffre est retiré."), to=back)


def _form(request: HttpRequest, held: YearFigure | None) -> HttpResponse:
    user, back = user_of(request), reverse("evictions:figures")
    names = ("year", "stage", "source", "qualifier", "value", "change_percent", "reference", "is_sample")
    initial: dict[str, Any] = {name: getattr(held, name) for name in names} if held else {}
    form = YearFigureForm(request.POST or None, initial=initial)

    def act() -> None:
        services.note(user, services.Said(**form.cleaned_data), held.key if held else None)

    page = {
        "heading": _("Corriger un chiffre") if held else _("Noter un chiffre"), "back": back,
        "lead": _("Comme la source l’écrit : un nombre, ou une évolution seule. Rien n’est recalculé à sa place."),
    }  # fmt: skip
    return form_page(request, form, act, page=page, done=_("Le chiffre est noté."), to=lambda: back)
