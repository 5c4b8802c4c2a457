"""Where a referral stands, when it is due, how long services take. Plain Python: nothing here reads a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

WAITING = "waiting"
CLOSING = ("accepted", "declined", "redirected", "withdrawn")
OUTCOMES = ("done", "no_show")
NEWS = ("accepted", "declined", "redirected", *OUTCOMES)
NOTED = "noted"

LONGEST_WORDS = 4000
"""Longest free text of a referral, in characters."""


@dataclass(frozen=True)
class Happened:
    """Something that happened to a referral: a code, and when."""

    kind: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """Where a referral stands: its state, when it was answered, what came of it and when, news not yet read."""

    state: str
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    has_news: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def is_accepted(self) -> bool:
        """Accepted, and nobody has said yet what came of it."""
        return self.state == "accepted"


def standing(events: Iterable[Happened]) -> Standing:
    """Fold the events, in whatever order they come, into where the referral stands.

    An outcome counts for an accepted referral alone.

    >>> nine, ten = datetime(2019, 2, 7, 9), datetime(2019, 2, 7, 10)
    >>> standing([]).state
    'waiting'
    >>> standing([Happened("done", ten), Happened("accepted", nine)]).state
    'done'
    >>> standing([Happened("declined", nine), Happened("done", ten)]).state
    'declined'
    >>> standing([Happened("accepted", nine)]).has_news, standing([Happened("accepted", nine),
    ...     Happened("noted", ten)]).has_news
    (True, False)
    """
    told = sorted(events, key=lambda event: event.at)
    closing = next((event for event in told if event.kind in CLOSING), None)
    if closing is None:
        return Standing(WAITING)
    outcome = next((event for event in told if event.kind in OUTCOMES), None) if closing.kind == "accepted" else None
    read = max((event.at for event in told if event.kind == NOTED), default=None)
    latest = outcome or closing
    has_news = latest.kind in NEWS and (read is None or read < latest.at)
    answered = closing.at if closing.kind != "withdrawn" else None
    return Standing(latest.kind, answered, outcome.at if outcome else None, has_news)


def due(sent_at: datetime, hours: int) -> datetime:
    """When an answer is due: so many hours after the sending, nights and Sundays included.

    >>> due(datetime(2019, 2, 7, 9), 48)
    datetime.datetime(2019, 2, 9, 9, 0)
    """
    return sent_at + timedelta(hours=hours)


def median_hours(delays: Sequence[timedelta]) -> int | None:
    """The median of some delays in whole hours, half an hour counting for one; None without any.

    >>> median_hours([timedelta(hours=1), timedelta(hours=5), timedelta(hours=30)])
    5
    >>> median_hours([]) is None
    True
    """
    return int(median(delay.total_seconds() for delay in delays) / 3600 + 0.5) if delays else None


def has_control_characters(text: str) -> bool:
    r"""Signs that no keyboard types, line ends and tabs set apart.

    >>> has_control_characters("deux\nlignes"), has_control_characters("un\x00zéro")
    (False, True)
    """
    return any((ord(sign) < 32 and sign not in "\n\r\t") or 127 <= ord(sign) < 160 for sign in text)


CLASSES_BY_LEVEL = (
    ("existence", frozenset({"identity"})),
    ("follow_up", frozenset({"identity", "contact", "free_text"})),
    ("full", frozenset({"identity", "contact", "free_text", "situation", "health"})),
)
"""What may be chosen to go with a referral, from the least level of sharing to the most."""


def level_for(classes: Iterable[str]) -> str:
    """The least level of sharing that opens all these classes of data.

    >>> level_for(["identity"]), level_for(["contact"]), level_for(["identity", "situation"])
    ('existence', 'follow_up', 'full')
    >>> level_for(["protected_address"])
    Traceback (most recent call last):
    ...
    ValueError: no sharing opens this class of data: protected_address
    """
    wanted = set(classes)
    for level, opened in CLASSES_BY_LEVEL:
        if wanted <= opened:
            return level
    raise ValueError(f"no sharing opens this class of data: {', '.join(sorted(wanted - CLASSES_BY_LEVEL[-1][1]))}")
