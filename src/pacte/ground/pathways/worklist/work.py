"""My day of whoever leads cases: the terms that press, the acts planned today, the documents that do not come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..reads.work import AwaitedDocument, Due, LeadCase, PlannedAct, work_of


def cases_in_charge(user: User, today: date) -> Iterable[Entry]:
    """What the user's own cases ask. By number and scheme, never by name."""
    work = work_of(user, today)
    yield from _dues(work.dues, today)
    yield from (_planned(each, today) for each in work.planned)
    yield from (_document(each) for each in work.documents)


def _dues(dues: list[Due], today: date) -> Iterator[Entry]:
    for due in dues:
        if due.is_allowed:
            since = _("%(label)s : possible depuis le %(day)s") % {"label": due.label, "day": _day(due.due_on)}
            yield _entry(due.case, _("Acte possible"), due.act, since, due=None, urgency=Urgency.LATER)
        else:
            detail = _("%(label)s, au plus tôt : une précision manque") if due.is_undetermined else "%(label)s"
            urgency = Urgency.of(due.due_on, today)
            said = detail % {"label": due.label}
            yield _entry(due.case, _("Échéance"), due.act, said, due=due.due_on, urgency=urgency)


def _planned(act: PlannedAct, today: date) -> Entry:
    words = _("Noter ce qui s’est passé")
    return _entry(act.case, _("Acte prévu"), words, act.label, due=act.on, urgency=Urgency.of(act.on, today))


def _document(awaited: AwaitedDocument) -> Entry:
    detail = _("%(label)s, demandé le %(day)s") % {"label": awaited.label, "day": _day(awaited.asked_on)}
    return _entry(awaited.case, _("Document attendu"), _("Relancer"), detail, due=None, urgency=Urgency.LATER)


def _entry(case: LeadCase, kind: str, act: str, detail: str, *, due: date | None, urgency: Urgency) -> Entry:
    return Entry(
        kind=kind, title=f"{case.label} · {case.scheme}", url=reverse("pathways:case", kwargs={"key": case.key}),
        act=act, due=due, urgency=urgency, detail=detail,
    )  # fmt: skip


def _day(day: date) -> str:
    return date_format(day, "j F Y")


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [cases_in_charge]
