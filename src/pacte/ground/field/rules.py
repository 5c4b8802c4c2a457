"""What a device sends after a time without network: a list of items, read item by item. Plain Python.

A device's clock may be wrong: an item's moment is moved by what the device's clock differs from ours when it sends.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

MOST_BYTES = 256 * 1024
"""The largest list taken at once."""
MOST_ITEMS = 100
"""The most items taken at once; a device sends the rest in the next list."""
MOST_PAYLOAD = 8 * 1024
"""The largest item, in characters as it is written."""
TOLERATED = timedelta(minutes=2)
"""How far a device's clock may be from ours before its moments are moved."""


class Unreadable(ValueError):
    """The list as a whole cannot be read. `code` says why: "json", "shape", "too_many", "too_large"."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True)
class Item:
    """One thing that a device noted, under the identifier that it drew."""

    client_id: UUID
    kind: str
    at: datetime
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What became of an item: taken, or refused with a code and, for the person, its words."""

    accepted: bool
    code: str = ""
    words: str = ""


@dataclass(frozen=True)
class Letter:
    """A list received: who it is from, as the device believes, and its items; `unread` tells those beyond reading."""

    owner: str
    items: list[Item]
    unread: list[str]


def moment(text: Any) -> datetime | None:
    """An ISO 8601 moment with its offset, or None.

    >>> moment("2019-02-07T09:00:00Z").isoformat()
    '2019-02-07T09:00:00+00:00'
    >>> moment("2019-02-07T09:00:00") is moment(12) is None
    True
    """
    try:
        read = datetime.fromisoformat(text)
        return read.astimezone(UTC) if read.tzinfo else None
    except (TypeError, ValueError, OverflowError):
        return None


def told(at: datetime, sent_at: datetime, now: datetime) -> datetime:
    """When it happened by our clock: moved if the device's clock is off, never after now.

    >>> nine, ten = datetime(2019, 2, 7, 9, tzinfo=UTC), datetime(2019, 2, 7, 10, tzinfo=UTC)
    >>> told(nine, sent_at=nine, now=ten).hour, told(nine, sent_at=ten, now=ten).hour, told(ten, nine, nine).hour
    (10, 9, 9)
    """
    skew = now - sent_at
    moved = at + skew if abs(skew) > TOLERATED else at
    return min(moved, now)


def read(body: bytes, now: datetime) -> Letter:
    """The list in a request's body. Raises Unreadable when it is none; an item that is none is told by its name.

    >>> one = b'{"owner": "x", "sent_at": "2019-02-07T09:00:00Z", "items": [{"id": "nothing"}, 3]}'
    >>> read(one, datetime(2019, 2, 7, 9, tzinfo=UTC)).unread
    ['nothing', '']
    """
    if len(body) > MOST_BYTES:
        raise Unreadable("too_large")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("json") from error
    sent_at = moment(said.get("sent_at")) if isinstance(said, dict) else None
    if sent_at is None or not isinstance(said.get("items"), list) or not isinstance(said.get("owner"), str):
        raise Unreadable("shape")
    if len(said["items"]) > MOST_ITEMS:
        raise Unreadable("too_many")
    items, unread = [], []
    for one in said["items"]:
        item = _item(one, sent_at, now)
        if item is None:
            unread.append(str(one.get("id", ""))[:64] if isinstance(one, dict) else "")
        else:
            items.append(item)
    return Letter(said["owner"], items, unread)


def _item(said: Any, sent_at: datetime, now: datetime) -> Item | None:
    if not isinstance(said, dict) or not isinstance(said.get("payload", {}), dict):
        return None
    at, kind, payload = moment(said.get("at")), said.get("kind"), said.get("payload", {})
    if at is None or not isinstance(kind, str) or not 0 < len(kind) <= 40:
        return None
    if len(json.dumps(payload)) > MOST_PAYLOAD:
        return None
    try:
        return Item(UUID(said["id"]), kind, told(at, sent_at, now), payload)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None
