"""What would move if: the case folded with something supposed, told clock by clock. Nothing is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Case
from ..rules.fold import fold
from ..rules.scheme import Scheme
from ..rules.story import ClockState, EventKind, Running
from ..rules.what_if import Change, Difference, differences, supposed
from .case_clocks import ClockShown, clocks_shown
from .stories import events_of, periods, scheme_of


@dataclass(frozen=True)
class Move:
    """A clock that would move: its term as it is and as it would be, and what that makes of it today."""

    label: str
    before: date | None
    after: date | None
    words: str
    shown: ClockShown | None = None

    @property
    def is_late(self) -> bool:
        """Would the new term be past already?"""
        return self.shown is not None and self.shown.state is ClockState.OVERDUE


def planned_moves(case: Case, step: str, on: date | None, today: date) -> list[Move]:
    """What planning a step on a day would move; None takes the plan back."""
    return moves(case, [Change(EventKind.PLANNED, step, on)], today)


def moves(case: Case, changes: list[Change], today: date) -> list[Move]:
    """The clocks that these changes would move, in the scheme's order."""
    scheme, events, known = scheme_of(case), events_of(case), periods()
    after = supposed(scheme, events, changes, known)
    return moved(scheme, fold(scheme, events, known), after, today)


def moved(scheme: Scheme, before: Any, after: Any, today: date) -> list[Move]:
    """The clocks that differ between two stories."""
    shown = {(each.running.clock, each.running.occurrence): each for each in clocks_shown(scheme, after, today)}
    found = []
    for each in differences(scheme, before, after):
        clock = scheme.clock(each.clock)
        if clock is not None and _matters(each):
            found.append(
                Move(
                    clock.label, each.before.due if each.before else None, each.after.due if each.after else None,
                    _words(each), shown.get((each.clock, each.occurrence)),
                )
            )  # fmt: skip
    return found


def _matters(each: Difference) -> bool:
    """A clock that only passes from planned to come, with the same term, moves nothing."""
    return _face(each.before) != _face(each.after)


def _face(running: Running | None) -> Any:
    if running is None:
        return None
    return (running.due, running.ended_on, running.cancelled_on, running.paused_since, running.candidates)


def _words(each: Difference) -> str:
    if each.before is None or each.after is None:
        return _("commence à courir") if each.before is None else _("ne court plus")
    for name, told in (
        ("cancelled_on", _("devient sans objet")), ("ended_on", _("s’arrête")), ("paused_since", _("est suspendu")),
    ):  # fmt: skip
        if getattr(each.after, name) and not getattr(each.before, name):
            return told
    days = each.days or 0
    if days > 0:
        return ngettext("%(days)d jour plus tard", "%(days)d jours plus tard", days) % {"days": days}
    if days < 0:
        return ngettext("%(days)d jour plus tôt", "%(days)d jours plus tôt", -days) % {"days": -days}
    return _("change")
