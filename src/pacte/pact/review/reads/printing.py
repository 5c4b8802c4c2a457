"""What the typst template of the review is given: words and printed forms, in one language, ready to be set."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pacte.ground.indicators.rules import print_period
from pacte.ground.indicators.rules.printed import Language
from pacte.pact.campaigns.snapshot_types import Snapshot

from ..rules import printed, walk
from . import labels, wording
from .chapters import AchievementView, ChapterView, ElementView, Reader
from .figures import FigureView, TrendView, view


def document(snapshot: Snapshot, sha256: str, address: str, language: Language) -> dict[str, Any]:
    """The whole review as plain data. `address` is that of the open data; `sha256` is the snapshot's."""
    with translation.override(language):
        return _Printer(snapshot, language).document(sha256, address)


def frozen_at(snapshot: Snapshot) -> datetime:
    """When the edition was frozen; for one still open, the end of its period, so that a preview is stable too."""
    if snapshot["frozen_at"]:
        return datetime.fromisoformat(snapshot["frozen_at"])
    return timezone.make_aware(datetime.fromisoformat(snapshot["period_end"]))


class _Printer:
    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self.snapshot, self.language = snapshot, language
        self.reader = Reader(snapshot, language)
        self.seen: set[str] = set()

    def document(self, sha256: str, address: str) -> dict[str, Any]:
        """Chapters are walked first: they say which figure is printed first where."""
        snapshot, words = self.snapshot, self._words
        at = timezone.localtime(frozen_at(snapshot))
        title = f"{words(snapshot['pact_name'])} · {words(snapshot['title'])}"
        return {
            "language": self.language,
            "document": {
                "title": title,
                "author": words(snapshot["pact_name"]),
                "description": words(snapshot["pact_promise"]),
                "keywords": [chapter.name for chapter in self.reader.chapters()],
                "date": {"year": at.year, "month": at.month, "day": at.day},
            },
            "pact": {
                "name": words(snapshot["pact_name"]),
                "promise": words(snapshot["pact_promise"]),
                "period": self._span(*snapshot["pact_period"]),
            },
            "edition": {
                "title": words(snapshot["title"]),
                "meets": _("Rencontre du %(day)s") % {"day": day(snapshot["meets_on"])} if snapshot["meets_on"] else "",
                "is_open": not snapshot["frozen_at"],
            },
            "footer": title,
            "words": wording.static_words(),
            "chapters": [self._chapter(chapter) for chapter in self.reader.chapters()],
            "how_to_read": wording.how_to_read(),
            "sources": [self._source(one) for one in walk.figures(snapshot)],
            "colophon": self._colophon(at, sha256, address),
        }

    def _words(self, text: Any) -> str:
        return printed.words(text, self.language)

    def _span(self, start: str, end: str) -> str:
        first, last = (date.fromisoformat(text) if text else None for text in (start, end))
        return print_period(first, last, "flow", self.language)

    def _chapter(self, chapter: ChapterView) -> dict[str, Any]:
        return {
            "code": chapter.code,
            "key": chapter.key,
            "name": chapter.name,
            "promise": chapter.promise,
            "is_chapter": chapter.is_chapter,
            "headlines": [self._figure(figure) for figure in chapter.headlines],
            "others": [self._figure(figure) for figure in chapter.others],
            "trends": [self._trend(trend) for trend in chapter.trends],
            "states": [{"state": one.state, "word": one.word, "count": one.count} for one in chapter.counts],
            "items": [row for element in chapter.elements for row in _standing_rows(element)],
            "achievements": [_achievement(told) for told in chapter.achievements],
        }

    def _figure(self, figure: FigureView) -> dict[str, Any]:
        is_first = figure.reference not in self.seen
        self.seen.add(figure.reference)
        return {
            "reference": figure.reference,
            "number": figure.data["number"],
            "is_first": is_first,
            "lead": figure.printed.qualifier,
            "amount": figure.printed.number,
            "tail": " ".join(part for part in (figure.printed.unit, figure.printed.remark) if part),
            "glue": figure.printed.glue,
            "printed": figure.printed.text,
            "period": figure.period,
            "caption": f"{', '.join(filter(None, (figure.label, figure.place, figure.period)))}. {figure.credit}",
            "aside": " ".join(figure.asides),
        }  # fmt: skip

    def _trend(self, trend: TrendView) -> dict[str, Any]:
        return {
            "label": trend.label,
            "before": self._figure(trend.before),
            "after": self._figure(trend.after),
            "rate": trend.rate,
            "falls": trend.falls,
            "explained": trend.remark,
        }

    def _source(self, one: walk.Printed) -> dict[str, Any]:
        shown = view(one.figure, one.sheet, self.reader.home, self.language)
        return {
            "reference": shown.reference,
            "number": one.figure["number"],
            "key": one.chapter["key"],
            "printed": shown.printed.text,
            "label": shown.label,
            "indicator": one.figure["indicator"],
            "version": one.figure["definition_version"],
            "kind": labels.kind(one.figure["kind"]),
            "unit": labels.unit(one.figure["unit"]),
            "qualifier": labels.qualifier(one.figure["qualifier"]),
            "period": printed.period(one.figure, self.language, with_end=True),
            "territory": self._words(one.figure["territory_name"]),
            "source": shown.source,
            "remarks": self._remarks(one),
        }

    def _remarks(self, one: walk.Printed) -> list[str]:
        """Base, method, note, target, earlier values: what paper reviews leave out."""
        figure, sheet = one.figure, one.sheet
        lines = [
            _("Base : %s.") % figure["base"] if figure["base"] else "",
            _("Méthode : %s") % (figure["method"] or sheet["method"]) if figure["method"] or sheet["method"] else "",
            _("Note : %s.") % figure["note"].rstrip(".") if figure["note"] else "",
        ]
        lines += [
            _("Cible : %(value)s (%(source)s).")
            % {"value": printed.target(goal, sheet["unit"], self.language), "source": goal["source"]}
            for goal in sheet["targets"]
            if goal["territory"] == figure["territory"]
        ]
        lines += [
            _("Remplace %(reference)s : %(reason)s.")
            % {"reference": old["reference"], "reason": old["reason"].rstrip(".")}
            for old in figure["revisions"]
        ]
        return [line for line in lines if line]

    def _colophon(self, at: datetime, sha256: str, address: str) -> list[dict[str, Any]]:
        snapshot = self.snapshot
        frozen = _("Chiffres gelés le %(day)s. Rien ne les change plus.") % {"day": day(at.date().isoformat())}
        lines = [
            (_("Édition"), self._words(snapshot["title"])),
            (_("Période"), self._span(snapshot["period_start"], snapshot["period_end"])),
            (_("Gel"), frozen if snapshot["frozen_at"] else _("Aperçu d’une édition encore ouverte.")),
            (_("Empreinte des données (SHA-256)"), sha256),
            (_("Données ouvertes et fiches des indicateurs"), address),
            (
                pgettext("colophon", "Réalisation"),
                _("Document produit par le logiciel libre Pacte, accessible (PDF/UA), sans saisie de chiffre."),
            ),
        ]
        return [{"title": title, "text": text, "is_address": text == address} for title, text in lines if text]


def day(text: str) -> str:
    """A day in full: "jeudi 14 novembre 2019"."""
    return date_format(date.fromisoformat(text), "l j F Y") if text else ""


def _achievement(told: AchievementView) -> dict[str, str]:
    where = [told.place, told.partner, str(told.year) if told.year else ""]
    return {"title": told.title, "text": told.text, "where": " · ".join(part for part in where if part)}


def _standing_rows(element: ElementView, depth: int = 0) -> list[dict[str, Any]]:
    """An element, then those beneath it that have declared a state of their own."""
    own = [report for report in element.reports if report.state == element.state] or list(element.reports)
    elsewhere = [f"{report.place} : {report.word}" for report in element.reports if report.place]
    row = {
        "name": element.name,
        "depth": depth,
        "state": element.state,
        "word": element.word,
        "leaders": ", ".join(element.leaders),
        "comment": own[0].comment if own else "",
        "not_done": " ".join(report.not_done for report in element.reports if report.not_done),
        "not_done_word": _("Pas encore fait"),
        "elsewhere": elsewhere if len(element.reports) > 1 else [],
    }
    rows = [row] if element.is_counted or element.reports else []
    return rows + [below for child in element.children for below in _standing_rows(child, depth + 1)]
