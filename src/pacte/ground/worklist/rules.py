"""What there is to do, and how pressing it is. A due date decides; nobody sets an urgency by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON_DAYS = 7


class Urgency(StrEnum):
    """How pressing, most pressing first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"

    @classmethod
    def of(cls, due: date | None, today: date) -> Urgency:
        """The urgency of something due that day; no date means later.

        >>> Urgency.of(date(2019, 2, 7), today=date(2019, 2, 8)).value
        'overdue'
        >>> Urgency.of(date(2019, 2, 15), today=date(2019, 2, 8)).value
        'soon'
        >>> Urgency.of(None, today=date(2019, 2, 8)).value
        'later'
        """
        if due is None:
            return cls.LATER
        if due < today:
            return cls.OVERDUE
        if due == today:
            return cls.TODAY
        return cls.SOON if due <= today + timedelta(days=SOON_DAYS) else cls.LATER

    @property
    def rank(self) -> int:
        """0 for the most pressing."""
        return list(Urgency).index(self)


@dataclass(frozen=True)
class Entry:
    """One thing to do: `kind` names its sort in words, `url` is where `act` is done, `due` is None without a date."""

    kind: str
    title: str
    url: str
    act: str
    due: date | None
    urgency: Urgency
    detail: str = ""


@dataclass(frozen=True)
class Group:
    """Entries that press alike, the earliest first."""

    urgency: Urgency
    entries: list[Entry]


def by_urgency(entries: Iterable[Entry]) -> list[Group]:
    """Groups from overdue to later; empty ones are left out.

    >>> entry = Entry("chiffre", "Repas servis", "/", "Saisir", date(2019, 2, 7), Urgency.OVERDUE)
    >>> [(group.urgency.value, len(group.entries)) for group in by_urgency([entry])]
    [('overdue', 1)]
    """
    found = sorted(entries, key=lambda it: (it.urgency.rank, it.due or date.max, it.kind, it.title))
    groups = [Group(urgency, [entry for entry in found if entry.urgency is urgency]) for urgency in Urgency]
    return [group for group in groups if group.entries]
