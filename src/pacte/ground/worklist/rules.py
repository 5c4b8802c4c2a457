"""What there is to do, put in the order in which it presses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time

from .enums import Urgency

__all__ = ["Entry", "Group", "Kind", "Urgency", "by_urgency", "kinds_of", "narrowed"]

FOLD = {Urgency.OVERDUE: 12, Urgency.TODAY: 12, Urgency.SOON: 8, Urgency.LATER: 5}
"""How many entries of each urgency are shown before "show all"."""


def code_of(words: str) -> str:
    """A sort of entry as a code for an address: letters without accents, digits and hyphens.

    >>> code_of("Mineur seul"), code_of("Échéance"), code_of("—")
    ('mineur-seul', 'echeance', 'autre')
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "autre"


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

    @property
    def code(self) -> str:
        """The sort of entry, for an address."""
        return code_of(self.kind)


@dataclass(frozen=True)
class Group:
    """Entries that press alike, the earliest first: `entries` are those shown, of `total`."""

    urgency: Urgency
    entries: list[Entry]
    total: int

    @property
    def folded(self) -> int:
        """How many are left to show."""
        return self.total - len(self.entries)


@dataclass(frozen=True)
class Kind:
    """A sort of entry and how many there are."""

    code: str
    label: str
    count: int


def _pressing(entry: Entry) -> tuple[int, date, time, str, str]:
    return entry.urgency.rank, entry.due or date.max, entry.at or time.max, entry.kind, entry.title


def by_urgency(entries: Iterable[Entry], unfolded: str = "", fold: Mapping[Urgency, int] | None = None) -> list[Group]:
    """Groups from overdue to later, each by day then by time; empty ones are left out.

    Past its `fold` a group is cut, unless it is the `unfolded` one.

    >>> entry = Entry("chiffre", "Repas servis", "/", "Saisir", date(2019, 2, 7), Urgency.OVERDUE)
    >>> [(group.urgency.value, len(group.entries), group.folded) for group in by_urgency([entry] * 13, fold=FOLD)]
    [('overdue', 12, 1)]
    """
    found = sorted(entries, key=_pressing)
    groups = []
    for urgency in Urgency:
        mine = [entry for entry in found if entry.urgency is urgency]
        shown = mine if fold is None or urgency.value == unfolded else mine[: fold[urgency]]
        if mine:
            groups.append(Group(urgency, shown, len(mine)))
    return groups


def kinds_of(entries: Iterable[Entry]) -> list[Kind]:
    """The sorts of entries that there are, the most frequent first.

    >>> entry = Entry("Chiffre", "Repas servis", "/", "Saisir", None, Urgency.LATER)
    >>> kinds_of([entry, entry])
    [Kind(code='chiffre', label='Chiffre', count=2)]
    """
    counts = Counter((entry.code, entry.kind) for entry in entries)
    return [Kind(code, label, count) for (code, label), count in sorted(counts.items(), key=lambda it: (-it[1], it[0]))]


def narrowed(entries: Iterable[Entry], code: str) -> list[Entry]:
    """The entries of one sort; all of them without a code."""
    return [entry for entry in entries if not code or entry.code == code]
