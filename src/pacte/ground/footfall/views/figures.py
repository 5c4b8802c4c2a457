"""A place's figures for its own team: a chart, its table, the same as a file."""

from __future__ import annotations

import csv
import io
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.models import Place
from pacte.ground.web.charts import Point, line
from pacte.ground.web.exports import harmless

from .. import permissions, reads, rules
from ..enums import CountKind
from ..reads import Figures

COLUMNS = ["day", "kind", "label", "total"]


def _read(request: HttpRequest, key: UUID) -> Place:
    user = user_of(request)
    permissions.require_reading(user)
    return get_object_or_404(reads.read_by(user), key=key)


@require_safe
@signed_in
def figures(request: HttpRequest, key: UUID) -> HttpResponse:
    """Fourteen days, twelve weeks or twelve months."""
    user, place = user_of(request), _read(request, key)
    asked = request.GET.get("par", "")
    step = asked if asked in rules.STEPS else "day"
    today = timezone.localdate()
    found = reads.figures(place, step, today)
    page = {
        "place": place,
        "figures": found,
        "steps": [(code, words, code == step) for code, words in _steps()],
        "chart": _chart(found),
        "rows": [(_in_the_table(step, start, today), cells) for start, cells in found.rows],
        "corrections": [(one, one.pk in found.late) for one in found.corrections],
        "counts": permissions.counts(user) and reads.counted_by(user).filter(pk=place.pk).exists(),
        "keeps": permissions.corrects(user) and reads.kept_by(user).filter(pk=place.pk).exists(),
        "main": (found.kinds[0].label, found.sums[found.kinds[0]]) if found.kinds else None,
    }
    return render(request, "footfall/figures.html", page)


def _steps() -> list[tuple[str, str]]:
    return [("day", _("Par jour")), ("week", _("Par semaine")), ("month", _("Par mois"))]


def words_of(step: str, start: date) -> str:
    """A period in words: "7 février", "semaine du 4 février", "février 2019"."""
    if step == "month":
        return date_format(start, "F Y")
    day = date_format(start, "j F")
    return pgettext("period", "semaine du %(day)s") % {"day": day} if step == "week" else day


def _in_the_table(step: str, start: date, today: date) -> str:
    words = words_of(step, start)
    return _("%(period)s (en cours)") % {"period": words} if rules.following(step, start) > today else words


def _chart(found: Figures) -> SafeString | None:
    """The first counter's line: what the place counts before anything else. The period under way is left out."""
    if not found.kinds:
        return None
    kind = found.kinds[0]
    points = [
        Point(start.isoformat(), value, words_of(found.step, start), str(value))
        for start, value in found.series(kind)
        if rules.following(found.step, start) <= found.last
    ]
    if len(points) < 2:
        return None
    said = _("Le tableau sous le graphique dit les mêmes nombres.")
    return line(points, colour="street", title=str(kind.label), description=said)


@require_safe
@signed_in
def export(request: HttpRequest, key: UUID) -> HttpResponse:
    """Day by day since 1 January, as a file: UTF-8 with its mark, so that spreadsheets read the accents."""
    place, today = _read(request, key), timezone.localdate()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in reads.totals([place.pk], CountKind.values, date(today.year, 1, 1), today):
        label = harmless(str(CountKind(row.kind).label))
        writer.writerow([row.day.isoformat(), row.kind, label, row.quantity])
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="frequentation.csv"'
    response["Cache-Control"] = "no-store"
    return response
