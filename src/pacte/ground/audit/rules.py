"""What a line of the journal may say, and how lines and segments are hashed.

A line speaks in codes: whatever could be a name or an address is refused. Knows nothing of the database.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

ACTION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
TARGET = re.compile(r"([A-Za-z_][\w.]*:[\w.-]+)?")
LONGEST_CODE = 120
GENESIS = "0" * 64
"""What the first segment of a chain follows."""

MARGIN = timedelta(minutes=15)
"""How long one waits after a period: a slow transaction may still commit a line written before its end."""


def is_code(value: str) -> bool:
    """Whether a text can pass for a code or an identifier: short, no blank, no "@".

    >>> is_code("edition-2019"), is_code("Une travailleuse sociale"), is_code("a@b.example")
    (True, False, False)
    """
    return len(value) <= LONGEST_CODE and "@" not in value and not re.search(r"\s", value)


def says_only_codes(detail: Any) -> bool:
    """Whether a detail holds codes, numbers and identifiers alone, however nested.

    >>> says_only_codes({"from": "draft", "rows": [1, 2]}), says_only_codes({"reason": "elle a déménagé"})
    (True, False)
    """
    if isinstance(detail, dict):
        return all(isinstance(key, str) and is_code(key) and says_only_codes(value) for key, value in detail.items())
    if isinstance(detail, list | tuple):
        return all(says_only_codes(value) for value in detail)
    if isinstance(detail, str):
        return is_code(detail)
    return detail is None or isinstance(detail, bool | int | float)


def check(action: str, target: str, organisation: str, detail: dict[str, Any]) -> None:
    """Refuse a line that would say more than codes.

    >>> check("agreement.end", "partners.Agreement:12", "ville-de-paris", {})
    >>> check("agreement.end", "Une association", "", {})
    Traceback (most recent call last):
    ...
    ValueError: audit target is not an opaque reference such as "partners.Agreement:12"
    """
    if not ACTION.fullmatch(action):
        raise ValueError('audit action is not a dotted verb such as "agreement.end"')
    if not TARGET.fullmatch(target):
        raise ValueError('audit target is not an opaque reference such as "partners.Agreement:12"')
    if not is_code(organisation):
        raise ValueError("audit organisation is not a code")
    if not says_only_codes(detail):
        raise ValueError("audit detail may hold codes and identifiers only")


@dataclass(frozen=True)
class Line:
    """One line as it is hashed."""

    number: int
    at: datetime
    actor_key: str
    action: str
    target: str
    organisation: str
    detail: Any

    def canonical(self) -> bytes:
        """The same bytes on every database: UTC to the microsecond, sorted keys, no blank."""
        parts = [
            self.number, self.at.astimezone(UTC).isoformat(timespec="microseconds"), self.actor_key,
            self.action, self.target, self.organisation, self.detail,
        ]  # fmt: skip
        return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def hash_of_lines(lines: Iterable[Line]) -> str:
    """SHA-256 of the canonical lines, one after the other."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.canonical() + b"\n")
    return digest.hexdigest()


def hash_of_segment(previous: str, first: int, last: int, count: int, lines_sha256: str) -> str:
    """The link of the chain: it holds even after the lines themselves are purged.

    >>> len(hash_of_segment(GENESIS, 1, 3, 3, "ab"))
    64
    """
    return hashlib.sha256(f"{previous}/{first}/{last}/{count}/{lines_sha256}".encode()).hexdigest()


def sealable_before(now: datetime) -> datetime:
    """The moment before which every line belongs to a period that is over, and has had time to be committed.

    >>> sealable_before(datetime(2019, 2, 7, 14, 20, tzinfo=UTC)).isoformat()
    '2019-02-07T14:00:00+00:00'
    >>> sealable_before(datetime(2019, 2, 7, 14, 10, tzinfo=UTC)).isoformat()
    '2019-02-07T13:00:00+00:00'
    """
    return period_of(now - MARGIN)


@dataclass(frozen=True)
class Stretch:
    """Lines to seal together, of one period."""

    first: int
    last: int
    count: int
    starts_at: datetime
    ends_at: datetime
    lines_sha256: str


def stretches(lines: Iterable[Line], before: datetime) -> Iterator[Stretch]:
    """Cut lines, in the order of their numbers, by period; stop at the first that is too recent to be sealed.

    Numbers follow insertion, not the clock: a line written a little before its neighbour stays beside it.
    """
    held: list[Line] = []
    for line in lines:
        if line.at >= before:
            break
        if held and period_of(line.at) > max(period_of(each.at) for each in (held[0], held[-1])):
            yield _stretch(held)
            held = []
        held.append(line)
    if held:
        yield _stretch(held)


def period_of(moment: datetime) -> datetime:
    """The start of the period that holds this moment, in UTC."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _stretch(lines: list[Line]) -> Stretch:
    moments = [line.at for line in lines]
    return Stretch(lines[0].number, lines[-1].number, len(lines), min(moments), max(moments), hash_of_lines(lines))
