"""A person's cases, on their page: those that the reader may see, and the way to a new one for who follows the file."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..models import Case
from . import case_words as words
from .case_people import that_may_open
from .cases import cases_of
from .stories import scheme_of


def panel(user: User, sight: Sight) -> Panel | None:
    """The cases within the reader's reach, running ones first; referrals received that may open one."""
    cases = sorted(
        cases_of(user, sight.person), key=lambda case: (not case.is_running, case.next_due_on or date.max, case.number)
    )
    rows = [_row(case) for case in cases]
    mine = next(iter(sight.own_files), None)
    if mine is None:
        return Panel(_("Parcours"), rows) if rows else None
    start = reverse("pathways:case_start_choose", kwargs={"file": mine.file.key})
    for referral in that_may_open(user, mine.file):
        title = _("Orientation acceptée : %(service)s") % {"service": referral.service.name}
        rows.append(PanelRow(title, _("peut ouvrir un parcours"), start))
    return Panel(_("Parcours"), rows, (_("Ouvrir un parcours"), start))


def _row(case: Case) -> PanelRow:
    scheme, today = scheme_of(case), timezone.localdate()
    if case.closed_on:
        told = _("terminé le %(day)s") % {"day": words.day_words(case.closed_on)}
        detail = f"{words.name_of(scheme, case.outcome)} · {told}"
    else:
        detail = words.stage_words(scheme, case.stage)
        if case.next_due_on:
            late = case.next_due_on < today
            near = words.late_words(case.next_due_on, today) if late else words.near_words(case.next_due_on, today)
            detail += f" · {words.day_words(case.next_due_on)}, {near}"
    return PanelRow(f"{case.scheme.name} · {case.label}", detail, reverse("pathways:case", kwargs={"key": case.key}))
