"""The case on one sheet of paper: what comes next, the dates, the story. Nothing that was written in free words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.documents import pdf

from ..reads.case_page import CasePage, page_of
from ..reads.case_words import day_words
from ..reads.cases import CaseSight

MOST_LINES, MOST_DATES = 10, 8
"""What one side of A4 holds; the last lines of the story are kept."""


def printed(user: User, seen: CaseSight, now: datetime | None = None) -> bytes:
    """The PDF. The caller opened the case, for printing."""
    at = timezone.localtime(now)
    content = _content(page_of(user, seen, at.date()), at)
    template = Path(apps.get_app_config("pathways").path) / "typst" / "case.typ"
    try:
        return pdf.compile(template, content, fonts=False, timestamp=at)
    except pdf.PdfNotMade:
        return pdf.compile(template, content | {"who": page_of(user, seen, at.date()).case.label}, timestamp=at)


def _content(page: CasePage, at: datetime) -> dict[str, Any]:
    said = {"day": day_words(at.date()), "label": page.case.label}
    return {
        "title": _("Parcours %(label)s") % said, "description": _("Résumé d’un parcours"),
        "language": get_language() or "fr", "scheme": page.scheme.name, "who": page.seen.label,
        "stage": _stage(page), "meta": _("%(label)s · état au %(day)s") % said, "main": _main(page),
        "footer": _("%(label)s · imprimé le %(day)s · document confidentiel") % said,
        "parts": [_acts(page), _ahead(page), _clocks(page), _documents(page), _story(page)],
    }  # fmt: skip


def _stage(page: CasePage) -> str:
    if page.case.closed_on:
        said = {"day": day_words(page.case.closed_on), "outcome": page.outcome}
        return _("Terminé le %(day)s : %(outcome)s.") % said
    if page.stage_on:
        return _("%(stage)s, le %(day)s.") % {"stage": page.stage, "day": day_words(page.stage_on)}
    return page.stage


def _main(page: CasePage) -> dict[str, Any]:
    act = page.main
    if act is None:
        return {"kind": "", "title": "", "when": "", "why": []}
    when = ""
    if act.on:
        day = {"day": date_format(act.on, "l j F Y"), "near": act.near}
        when = (_("Le %(day)s (%(near)s)") if act.is_plan else _("Au plus tard le %(day)s (%(near)s)")) % day
        if act.clock and act.clock.is_minimum:
            when = _("À partir du %(day)s") % day
    why = [*act.clock.why, act.clock.reference] if act.clock else []
    return {
        "kind": _("Prévu") if act.is_plan else _("À faire"), "title": act.title, "when": when,
        "why": [each for each in why if each],
    }  # fmt: skip


def _row(day: str, title: str, detail: str = "") -> dict[str, str]:
    return {"day": day, "title": title, "detail": detail}


def _acts(page: CasePage) -> dict[str, Any]:
    rows = [_row(day_words(act.on) or "—", act.title, act.actor) for act in page.acts[1:] if act.clock or act.is_plan]
    return {"title": _("Et aussi"), "rows": rows}


def _ahead(page: CasePage) -> dict[str, Any]:
    rows = [_row(day_words(each.day), each.title, _("prévu")) for each in page.ahead if each.clock is None]
    return {"title": _("Dates prévues"), "rows": rows[:MOST_DATES]}


def _clocks(page: CasePage) -> dict[str, Any]:
    rows = [
        _row(day_words(each.running.due) or "—", f"{each.label} · {each.word}", each.reference) for each in page.live
    ]  # fmt: skip
    return {"title": _("Délais qui courent"), "rows": rows[:MOST_DATES]}


def _documents(page: CasePage) -> dict[str, Any]:
    missing = [each for each in page.documents if each.given_on is None]
    rows = [
        _row(day_words(each.asked_on) or "—", each.label, _("demandé") if each.asked_on else _("à demander"))
        for each in missing
    ]  # fmt: skip
    return {"title": _("Documents attendus"), "rows": rows[:MOST_DATES]}


def _story(page: CasePage) -> dict[str, Any]:
    told = [line for line in (*page.earlier, *page.past) if not line.struck]
    rows = [_row(day_words(line.day), line.title, line.detail) for line in told[-MOST_LINES:]]
    return {"title": _("Ce qui s’est passé"), "rows": rows}
