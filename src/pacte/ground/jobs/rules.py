"""What a job may carry, when it is tried again, when its worker counts as dead. Plain Python."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import TracebackType

MAX_ATTEMPTS = 5
"""Attempts that end in an error before the job is left as failed. A killed worker is not one of them."""

MAX_CRASHES = 10
"""Times a job may lose its worker before it is held to be the killer and left as failed."""

STALE_AFTER = timedelta(seconds=60)
"""A running job whose heart has not beaten for so long has lost its worker."""

BEAT_EVERY = timedelta(seconds=5)
"""How often a worker says that the job it holds is alive."""

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,119}")
_DOTTED = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)+")


def acceptable(identifier: object) -> bool:
    """Whether a value may travel in a job: an integer, or a short code that cannot be a name or an address.

    >>> acceptable(12), acceptable("edition-2019"), acceptable("75120")
    (True, True, True)
    >>> [acceptable(value) for value in ("Une personne", "a@b.example", "", None, True, "x" * 121)]
    [False, False, False, False, False, False]
    """
    if isinstance(identifier, bool):
        return False
    return isinstance(identifier, int) or (isinstance(identifier, str) and _CODE.fullmatch(identifier) is not None)


def is_dotted(name: str) -> bool:
    """Whether this names a function inside a module.

    >>> is_dotted("pacte.pact.review.tasks.draw"), is_dotted("draw"), is_dotted("a.b;c")
    (True, False, False)
    """
    return _DOTTED.fullmatch(name) is not None


def back_off(errors: int) -> timedelta:
    """How long to wait after this many errors: 10 s, then four times longer each time, one hour at most.

    >>> [back_off(n).seconds for n in (1, 2, 3, 4, 5, 9)]
    [10, 40, 160, 640, 2560, 3600]
    """
    return min(timedelta(seconds=10 * 4 ** (errors - 1)), timedelta(hours=1))


def is_stale(heartbeat_at: datetime, now: datetime, after: timedelta = STALE_AFTER) -> bool:
    """Whether the worker behind this heartbeat is to be held for dead.

    >>> noon = datetime(2019, 3, 12, 12)
    >>> is_stale(noon, noon + timedelta(seconds=59)), is_stale(noon, noon + timedelta(seconds=61))
    (False, True)
    """
    return now - heartbeat_at > after


def scrubbed(error: BaseException) -> str:
    """An error as its type and the place where it rose; its message may hold a value, so it stays behind.

    >>> try:
    ...     int("Une personne")
    ... except ValueError as error:
    ...     print(scrubbed(error))
    ValueError at ...
    """
    place = _deepest(error.__traceback__)
    return f"{type(error).__name__} at {place}" if place else type(error).__name__


def _deepest(trace: TracebackType | None) -> str:
    """The last frame in the product's own code, else the last one: `module:line`."""
    last = ours = ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", "?"))
        last = f"{module}:{trace.tb_lineno}"
        if module.startswith("pacte.") and not module.startswith("pacte.ground.jobs."):
            ours = last
        trace = trace.tb_next
    return (ours or last)[:200]


def percentage(done: int, total: int) -> int | None:
    """Share done in whole per cent, never 100 before the end; None when the total is not known.

    >>> percentage(1, 3), percentage(999, 1000), percentage(3, 3), percentage(0, 0)
    (33, 99, 100, None)
    """
    return min(100, done * 100 // total) if total > 0 else None
