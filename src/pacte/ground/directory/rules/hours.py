"""Opening hours as OpenStreetMap writes them, with the public holidays of France, on the clock of Paris.

A text is refused, with the position of its fault, whenever evaluating it would promise a door that may stay shut:
school holidays and the sun are not known here, a day without hours is not a day round the clock, and what is by
appointment is never open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from anyascii import anyascii
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]
from opening_hours import State as Found

from .hours_written import rewrite

CLOCK = ZoneInfo("Europe/Paris")
COUNTRY = "FR"
LONGEST = 500
"""Characters at most: what a column holds, and what is evaluated without delay."""
WINDOW = timedelta(days=300)

DAYS = r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
COMMENT = re.compile(r'"[^"]*"')
QUOTED_OR_BLANK = re.compile(r'"\s*([^"]*[^"\s])\s*"| ;')
CLOCK_TIME = re.compile(r"\d{1,2}:\d{2}")
NO_LENGTH = re.compile(r"\b0?(\d{1,2}:\d{2})\s*-\s*0?\1\b")
REFUSED = (
    ("school_holidays", re.compile(r"\bSH\b", re.IGNORECASE)),
    ("sun", re.compile(r"\b(?:sunrise|sunset|dawn|dusk)\b", re.IGNORECASE)),
    ("open_end", re.compile(r"\d{1,2}:\d{2}\s*(\+)")),
    ("repetition", re.compile(r"\d{1,2}:\d{2}\s*(/)\s*\d")),
    ("no_length", NO_LENGTH),
)
_DAY, _SLOT = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)", r"\d\d:\d\d-\d\d:\d\d"
_RULE = rf"(?:{_DAY}(?:[-,]{_DAY})* )?{_SLOT}(?:,{_SLOT})*"
PLAIN = re.compile(rf"{_RULE}(?:; {_RULE})*(?:; (?:{_DAY}|Jul|Aug|Dec) off)*|24/7")
"""What most hours look like: days, times, closures. Nothing in it needs a second look."""

ANOTHER = re.compile(r";|\|\||(?<=[\dfdn\"])\s*,\s*(?=[A-Za-z])")
SHUT = re.compile(r"\b(?:off|closed)\b", re.IGNORECASE)
UNSURE = re.compile(r"\bunknown\b", re.IGNORECASE)
NO_NEED = re.compile(r"\b(?:sans|without|no)\s+(?:rdv|rendez[\s-]*vous|appointment)\b")
APPOINTMENT = re.compile(r"\b(?:rdv|rendez[\s-]*vous|appointment)\b")
TYPOGRAPHY = str.maketrans({"–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "«": '"', "»": '"'} | dict.fromkeys(
    "\u00a0\u202f\u2009\t\r\n", " "
))  # fmt: skip


class BadHours(ValueError):
    """A text that states no hours. `position` counts characters from 0 in the text as given, `what` is a code.

    Codes: syntax, too_long, school_holidays, sun, open_end, repetition, no_length, no_such_day, no_times,
    comment_overrides, overridden. `remedy` is the text as it may have been meant, or "".
    """

    def __init__(self, what: str, position: int, remedy: str = "") -> None:
        self.what, self.position, self.remedy = what, position, remedy
        super().__init__(f"{what} at {position}")


class Said(StrEnum):
    """What a text says of a moment."""

    OPEN = "open"
    CLOSED = "closed"
    BY_APPOINTMENT = "by_appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """Open from `start` to `end`, end excluded; both carry the clock of Paris."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> float:
        """Real minutes: the night when clocks go back has one hour more than they show."""
        return (self.end.timestamp() - self.start.timestamp()) / 60


def check(text: str) -> str:
    """The text as it is stored; "" means that no hours are stated. Raises BadHours.

    >>> check(" Mo-Fr 09:00–12:00;  PH off ; ")
    'Mo-Fr 09:00-12:00; PH off'
    """
    if len(text) > 4 * LONGEST:
        raise BadHours("too_long", LONGEST)
    cleaned = _cleaned(text)
    try:
        _read(cleaned)
    except BadHours as bad:
        raise BadHours(bad.what, _position_in(text, bad.position), _remedy(text, bad)) from bad
    return QUOTED_OR_BLANK.sub(lambda found: f'"{found[1]}"' if found[1] else ";", cleaned)


def spans(text: str, first: datetime, last: datetime) -> list[Span]:
    """Every open interval between two aware datetimes, in order, cut at both; [] where no hours are stated.

    >>> day = datetime(2026, 11, 23, tzinfo=CLOCK)
    >>> [(span.start.hour, span.end.hour) for span in spans("Mo 09:00-12:00,14:00-18:00", day, day + timedelta(1))]
    [(9, 12), (14, 18)]
    """
    if not text or first >= last:
        return []
    kept: list[Span] = []
    for start, end, said in _walk(text, first, last):
        if said is not Said.OPEN:
            continue
        if kept and kept[-1].end.timestamp() == start.timestamp():
            start = kept.pop().start  # noqa: PLW2901 - the two are one interval
        kept.append(Span(start, end))
    return kept


def said_at(text: str, at: datetime) -> Said:
    """What the text says of one moment; UNKNOWN where no hours are stated."""
    return saying_at(at)(text)


def saying_at(at: datetime) -> Callable[[str], Said]:
    """The same of one moment for many texts."""
    instant, local = at.astimezone(UTC), at.astimezone(CLOCK)
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()

    def said(text: str) -> Said:
        if not text:
            return Said.UNKNOWN
        if twice:
            return next(_walk(text, instant, instant + timedelta(seconds=1)))[2]
        return _said(*_compiled(text).state(local))

    return said


def is_by_appointment(text: str) -> bool:
    """Whether some of these hours are by appointment.

    >>> is_by_appointment('Mo 09:00-12:00 "sur rendez-vous"'), is_by_appointment('Mo 09:00-12:00 "sans rdv"')
    (True, False)
    """
    return any(_asks_appointment(comment) for comment in comments(text))


def comments(text: str) -> list[str]:
    """The words between quotes, in order, without doubles."""
    return list(dict.fromkeys(found.strip('"').strip() for found in COMMENT.findall(text)))


def _walk(text: str, first: datetime, last: datetime) -> Iterator[tuple[datetime, datetime, Said]]:
    """Consecutive intervals that fill the time between two moments, compared as instants."""
    compiled = _compiled(text)
    opening, finish = first.astimezone(CLOCK), last.astimezone(CLOCK)
    begin = datetime.combine(opening.date(), time(), CLOCK)
    while begin.timestamp() < finish.timestamp():
        edge = min(begin + WINDOW, datetime.combine(finish.date() + timedelta(days=1), time(), CLOCK))
        until = min(edge, finish, key=datetime.timestamp)
        for start, end, state, comment in compiled.intervals(begin, edge):
            low = max(start, opening, key=datetime.timestamp)
            high = min(end, until, key=datetime.timestamp)
            if low.timestamp() < high.timestamp():
                yield low, high, _said(state, comment)
            elif start.timestamp() >= until.timestamp():
                break
        begin = edge


def _said(state: Found, comment: str) -> Said:
    if comment and state != Found.CLOSED and _asks_appointment(comment):
        return Said.BY_APPOINTMENT
    if state == Found.OPEN:
        return Said.OPEN
    return Said.CLOSED if state == Found.CLOSED else Said.UNKNOWN


@lru_cache(maxsize=4096)
def _asks_appointment(comment: str) -> bool:
    plain = anyascii(comment).casefold()
    return bool(APPOINTMENT.search(NO_NEED.sub(" ", plain)))


@lru_cache(maxsize=16_384)
def _compiled(text: str) -> OpeningHours:
    """The parsed expression. Refuses first what the parser takes and would evaluate into a false promise."""
    if len(text) > LONGEST:
        raise BadHours("too_long", LONGEST)
    try:
        parsed = OpeningHours(text, timezone=CLOCK, country=COUNTRY, max_interval_days=366)
    except (ParserError, ValueError) as error:
        raise _syntax(str(error), text) from error
    if PLAIN.fullmatch(text) and not NO_LENGTH.search(text):
        return parsed
    bare = _bare(text)
    for what, pattern in REFUSED:
        if found := pattern.search(bare):
            raise BadHours(what, found.start(found.lastindex or 0))
    _check_days(bare)
    unsure = _check_rules(bare)
    if not unsure:
        return parsed
    for position in reversed(unsure):
        text = f"{text[:position]}unknown {text[position:]}"
    return OpeningHours(text, timezone=CLOCK, country=COUNTRY, max_interval_days=366)


def _bare(text: str) -> str:
    """The text, the words of its comments blotted out."""
    return COMMENT.sub(lambda found: '"' * len(found[0]), text)


def _syntax(message: str, text: str) -> BadHours:
    found = re.search(r"--> \d+:(\d+)", message)
    position = min(int(found[1]) - 1, len(text)) if found else 0
    position = len(text) - len(text[position:].lstrip()) if text[position:].strip() else position
    for what, pattern in REFUSED[:2]:
        if (hit := pattern.search(COMMENT.sub("", text))) and hit.start() == position:
            return BadHours(what, position)
    return BadHours("syntax", position)


def _check_days(bare: str) -> None:
    """The parser takes 31 November, and 30 February as every day."""
    for found in re.finditer(r"\b([A-Z][a-z]{2})\s*(\d{1,2})\b(?!\s*:)", bare, re.IGNORECASE):
        month = found[1].lower()
        if month in MONTHS and not 1 <= int(found[2]) <= monthrange(2024, MONTHS.index(month) + 1)[1]:
            raise BadHours("no_such_day", found.start(2))


def _check_rules(bare: str) -> list[int]:
    """Refuse rules that say no hours or are undone by another; returns where `unknown` is meant (words alone)."""
    edges = [0, *(found.end() for found in ANOTHER.finditer(bare)), len(bare) + 2]
    marks = ["", *(found[0].strip() for found in ANOTHER.finditer(bare))]
    unsure: list[int] = []
    stated: dict[str, int] = {}
    for (start, end), mark in zip(pairwise(edges), marks, strict=True):
        rule = bare[start:end].rstrip(" ;|,")
        opens, quote = CLOCK_TIME.search(rule), rule.find('"')
        if quote >= 0 and not rule[:quote].strip() and mark == ";":
            raise BadHours("comment_overrides", start + quote)
        if SHUT.search(rule) or UNSURE.search(rule):
            continue
        if opens and mark in ("", ";"):
            whom = " ".join(rule[: opens.start()].split())
            if whom in stated:
                raise BadHours("overridden", start + len(rule) - len(rule.lstrip()))
            stated[whom] = start
        if opens or "24/7" in rule:
            continue
        if quote < 0 or re.search(r"\bopen\b", rule, re.IGNORECASE):
            raise BadHours("no_times", start + len(rule))
        unsure.append(start + quote)
    return unsure


def _read(text: str) -> None:
    """Refuse what cannot be kept; what is kept needs less when it is read again."""
    if text:
        _compiled(text)
        _check_rules(_bare(text))


def _cleaned(text: str) -> str:
    return re.sub(r" +", " ", text.translate(TYPOGRAPHY)).strip(" ;")


def _position_in(text: str, position: int) -> int:
    """The position in the text as typed of a character of the cleaned one."""
    typed = text.translate(TYPOGRAPHY)
    seen, previous = 0, " "
    for index, letter in enumerate(typed):
        if letter == " " and previous == " ":
            continue
        if seen == position and (letter != " " or previous != " "):
            return index
        seen, previous = seen + 1, letter
    return len(typed)


def _remedy(text: str, bad: BadHours) -> str:
    """The text as it may have been meant, when that is a text that can be kept."""
    if bad.what not in ("syntax", "comment_overrides", "overridden"):
        return ""
    for attempt in rewrite(_cleaned(text)):
        try:
            _read(_cleaned(attempt))
        except BadHours:
            continue
        return _cleaned(attempt)
    return ""
