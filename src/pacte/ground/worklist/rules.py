"""What there is to do, put in the order in which it presses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from .enums import Urgency

__all__ = ["Entry", "Group", "Urgency", "by_urgency"]


@dataclass(frozen=True)
class Entry:
    """One thing to do: `kind` names its sort in words, `url` is where `act` is done, `due` is None without a date.

    `at` is the time of an appointment. With `post`, the act is a single gesture: its button posts to `url`.
    """

    kind: str
    title: str
    url: str
    act: str
    due: date | None
    urgency: Urgency
    detail: str = ""
    at: time | None = None
    post: bool = False


def _pressing(entry: Entry) -> tuple[int, date, time, str, str]:
    return entry.urgency.rank, entry.due or date.max, entry.at or time.max, entry.kind, entry.title


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
    found = sorted(entries, key=_pressing)
    groups = [Group(urgency, [entry for entry in found if entry.urgency is urgency]) for urgency in Urgency]
    return [group for group in groups if group.entries]
