"""A night's report for one reader, as a page, a spreadsheet or a PDF: all three say the same sections."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.documents import pdf
from pacte.ground.partners.permissions import Someone
from pacte.ground.web.exports import harmless

from ..models import NightReport
from ..permissions import regulates, steers
from ..reads.report import is_empty
from ..reads.report_lines import Section, headline, sections
from .report import figures


@dataclass(frozen=True)
class Told:
    """What this reader is told of a night. `report` is none while nobody closed it; `words` are for the regulation
    and the pact's team. `is_protected`: small counts are hidden from this reader."""

    night: date
    report: NightReport | None
    sections: list[Section]
    headline: list[tuple[str, str]]
    words: str
    is_protected: bool
    is_empty: bool

    @property
    def at(self) -> datetime:
        """When the figures were read."""
        return self.report.closed_at if self.report else timezone.now()


def told(user: Someone, night: date) -> Told:
    """The report of this night for this reader. Before it is closed, the regulation alone reads figures in the making:
    a protected release is made once."""
    report = NightReport.objects.select_related("closed_by").filter(night=night).first()
    whole = regulates(user)
    if report is not None:
        kept = report.figures["all" if whole else "shown"]
        words = report.words if whole or steers(user) else ""
        return Told(night, report, sections(kept), headline(kept), words, not whole, False)
    if is_empty(night):
        return Told(night, None, [], [], "", not whole, True)
    if not whole:
        return Told(night, None, [], [], "", True, False)
    now = figures(night)["all"]
    return Told(night, None, sections(now), headline(now), "", False, False)


def as_csv(report: Told) -> str:
    """One line per number: the section, what is counted, the column, the number."""
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([_("Nuit du"), _("Rubrique"), _("Ligne"), _("Colonne"), _("Valeur")])
    for section in report.sections:
        for row in section.rows:
            for column, value in zip(section.columns[1:], row[1:], strict=True):
                sheet.writerow([report.night.isoformat(), *map(harmless, (section.title, row[0], column, value))])
    if report.words:
        sheet.writerow([report.night.isoformat(), harmless(_("Faits marquants")), "", "", harmless(report.words)])
    return "\ufeff" + out.getvalue()


def as_pdf(report: Told) -> bytes:
    """The printed report; the same bytes for the same closed night."""
    template = Path(apps.get_app_config("shelter").path) / "typst" / "night.typ"
    at = timezone.localtime(report.at)
    return pdf.compile(template, _content(report, at), timestamp=at)


def _content(report: Told, at: datetime) -> dict[str, object]:
    """The plain data of the sheet."""
    closed = report.report
    said = {"day": date_format(at, "j F Y"), "time": date_format(at, "H:i")}
    if closed is None:
        state = _("Provisoire : lu le %(day)s à %(time)s.") % said
    elif closed.closed_by is None:
        state = _("Clos le %(day)s à %(time)s, à l’heure prévue.") % said
    else:
        state = _("Clos le %(day)s à %(time)s par la régulation du 115.") % said
    notes = [_("« non précisé » : personne ne l’a compté ; ce n’est pas un zéro.")]
    if report.is_protected:
        notes.append(_("« protégé » : un nombre trop petit pour être montré, ou qui en dirait un autre."))
    return {
        "title": _("Bilan de la nuit"), "night": date_format(report.night, "l j F Y"), "state": state,
        "sections": [
            {"title": each.title, "note": each.note, "columns": each.columns, "rows": each.rows,
             "empty": each.empty or _("Aucune.")}
            for each in report.sections
        ],
        "words_title": _("Faits marquants"), "words": report.words, "notes": notes,
        "author": "Pacte", "description": _("Chiffres d’une nuit du 115"), "footer": _("Bilan de nuit du 115"),
        "language": get_language() or "fr", "date": {"year": at.year, "month": at.month, "day": at.day},
    }  # fmt: skip
