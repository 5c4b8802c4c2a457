"""Which terms are to be reminded to which worker on a day: each reminder once, again when the term has moved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from pacte.ground.accounts.models import User

from ..enums import ReminderRhythm, ReminderStep
from ..models import CaseClock, CaseReminder, ReminderChoice
from ..models.cases import CaseClockQuerySet
from ..rules.scheme import Scheme
from .cases import visible
from .stories import schemes_of

OVERDUE = -1
"""The day after the term, whatever the scheme's own reminders."""
CHUNK = 900


@dataclass(frozen=True)
class ToRemind:
    """A clock to be reminded: `days` is the reminder reached, in days before the term (negative: after it)."""

    case: int
    number: int
    clock: str
    occurrence: int
    due_on: date
    days: int

    @property
    def step(self) -> ReminderStep:
        return ReminderStep.AHEAD if self.days >= 0 else ReminderStep.AFTER

    @property
    def name(self) -> tuple[int, str, int, date, int]:
        return self.case, self.clock, self.occurrence, self.due_on, self.days


def to_remind(today: date) -> dict[User, list[ToRemind]]:
    """What each worker is to be reminded of on this day, by term.

    Who wants no mail, has left, or sees the case no more, is left out.
    """
    schemes = schemes_of(_lead_clocks().values_list("case__version", flat=True).distinct().order_by())
    found = _reached(today, schemes)
    if not found:
        return {}
    quiet = set(ReminderChoice.objects.filter(rhythm=ReminderRhythm.NONE).values_list("user", flat=True))
    users = User.objects.filter(is_active=True).exclude(pk__in=quiet).in_bulk(list(found))
    asked = {users[pk]: sorted(rows, key=lambda each: each.due_on) for pk, rows in found.items() if pk in users}
    kept = {user: _unsaid(user, _within_sight(user, rows)) for user, rows in asked.items()}
    return {user: rows for user, rows in kept.items() if rows}


def _lead_clocks() -> CaseClockQuerySet:
    return CaseClock.objects.live().filter(case__lead__isnull=False, is_minimum=False, due_on__isnull=False)


def _reached(today: date, schemes: dict[int, Scheme]) -> dict[int, list[ToRemind]]:
    """The reminder that each clock has reached, the latest alone; those whose last one was sent are not read again."""
    ahead = max((days for each in schemes.values() for clock in each.clocks for days in clock.reminders), default=0)
    last = CaseReminder.objects.filter(
        case=OuterRef("case"), clock=OuterRef("clock"), occurrence=OuterRef("occurrence"), due_on=OuterRef("due_on"),
        user=OuterRef("case__lead"), step=ReminderStep.AFTER,
    )  # fmt: skip
    rows = _lead_clocks().filter(~Exists(last), due_on__lte=today + timedelta(days=max(ahead, 0)))
    found: dict[int, list[ToRemind]] = defaultdict(list)
    columns = ("case", "case__number", "case__lead", "case__version", "clock", "occurrence", "due_on")
    for case, number, lead, version, clock, occurrence, due_on in rows.order_by("due_on").values_list(*columns):
        kept = schemes[version].clock(clock)
        steps = {*(kept.reminders if kept else ()), OVERDUE}
        reached = [days for days in steps if today >= due_on - timedelta(days=days)]
        if reached:
            found[lead].append(ToRemind(case, number, clock, occurrence, due_on, min(reached)))
    return found


def _within_sight(user: User, rows: list[ToRemind]) -> list[ToRemind]:
    seen: set[int] = set()
    keys = sorted({each.case for each in rows})
    for start in range(0, len(keys), CHUNK):
        mine = visible(user).filter(pk__in=keys[start : start + CHUNK])
        seen |= set(mine.values_list("pk", flat=True))
    return [each for each in rows if each.case in seen]


def _unsaid(user: User, rows: list[ToRemind]) -> list[ToRemind]:
    if not rows:
        return []
    sent = CaseReminder.objects.filter(user=user, due_on__gte=min(each.due_on for each in rows))
    said = set(sent.values_list("case", "clock", "occurrence", "due_on", "days"))
    return [each for each in rows if each.name not in said]


def rhythms(users: list[User]) -> dict[int, str]:
    """How each of these users wishes to be reminded; who said nothing: one mail a day."""
    said = dict(ReminderChoice.objects.filter(user__in=users).values_list("user", "rhythm"))
    return {user.pk: said.get(user.pk, ReminderRhythm.DIGEST) for user in users}


def rhythm_of(user: User) -> str:
    """How this user wishes to be reminded."""
    return rhythms([user])[user.pk]
