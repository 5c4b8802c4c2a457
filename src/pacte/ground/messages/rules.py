"""When a person may be reached, and how a channel's address is read. Plain Python."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

EVERY_DAY = frozenset(range(1, 8))
MAX_ATTEMPTS = 5


@dataclass(frozen=True)
class SafeHours:
    """A daily window of local time, on some ISO weekdays (1 is Monday). `until` before `start` runs past midnight.

    Without a window every hour is safe; with no day named, every day is.
    """

    start: time | None = None
    until: time | None = None
    days: Collection[int] = EVERY_DAY


def next_safe_moment(now: datetime, hours: SafeHours) -> datetime | None:
    """The first instant from `now` on at which the person may be reached; `now` itself when it is safe.

    `now` is a local time. None when the window is empty: nothing is ever safe, so nothing is sent.

    >>> evenings = SafeHours(time(18), time(20), {1, 2, 3, 4, 5})
    >>> next_safe_moment(datetime(2019, 3, 12, 18, 30), evenings)
    datetime.datetime(2019, 3, 12, 18, 30)
    >>> next_safe_moment(datetime(2019, 3, 12, 9, 0), evenings)
    datetime.datetime(2019, 3, 12, 18, 0)
    >>> next_safe_moment(datetime(2019, 3, 15, 20, 0), evenings)  # Friday evening, the window is over
    datetime.datetime(2019, 3, 18, 18, 0)
    >>> nights = SafeHours(time(22), time(2), {6})
    >>> next_safe_moment(datetime(2019, 3, 17, 1, 30), nights)  # Saturday's window, past midnight
    datetime.datetime(2019, 3, 17, 1, 30)
    >>> next_safe_moment(datetime(2019, 3, 17, 3, 0), nights)
    datetime.datetime(2019, 3, 23, 22, 0)
    >>> next_safe_moment(datetime(2019, 3, 17, 3, 0), SafeHours())
    datetime.datetime(2019, 3, 17, 3, 0)
    >>> next_safe_moment(datetime(2019, 3, 17, 3, 0), SafeHours(time(9), time(9))) is None
    True
    """
    days = set(hours.days) or EVERY_DAY
    start, until = hours.start or time.min, hours.until or time.min
    if (hours.start or hours.until) and start == until:
        return None
    for ahead in range(-1, 8):
        day = (now + timedelta(days=ahead)).date()
        if day.isoweekday() not in days:
            continue
        opens = datetime.combine(day, start, tzinfo=now.tzinfo)
        closes = datetime.combine(day if until > start else day + timedelta(days=1), until, tzinfo=now.tzinfo)
        if now < closes:
            return max(now, opens)
    return None


def back_off(attempts: int) -> timedelta:
    """Wait before another attempt: 1, 5, 25, 125 minutes.

    >>> [back_off(n).seconds // 60 for n in (1, 2, 3, 4)]
    [1, 5, 25, 125]
    """
    return timedelta(minutes=5 ** (attempts - 1))


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out. `encryption` is "tls" (from the first byte), "starttls" or "none"."""

    host: str
    port: int
    user: str
    password: str
    encryption: str


def mail_server(address: str) -> MailServer:
    """Read `smtp://user:password@host:port?encryption=none` or `smtps://…`; STARTTLS unless said otherwise.

    >>> mail_server("smtp://p:s%40t@mail.example:587")
    MailServer(host='mail.example', port=587, user='p', password='s@t', encryption='starttls')
    >>> mail_server("smtps://mail.example").port, mail_server("smtp://localhost:25?encryption=none").encryption
    (465, 'none')
    >>> mail_server("http://mail.example")
    Traceback (most recent call last):
        ...
    ValueError: a mail address begins with smtp:// or smtps:// and names a host
    """
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("a mail address begins with smtp:// or smtps:// and names a host")
    asked = parse_qs(parts.query).get("encryption", ["starttls"])[0]
    encryption = "tls" if parts.scheme == "smtps" else asked
    port = parts.port or (465 if encryption == "tls" else 587)
    return MailServer(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), encryption)
