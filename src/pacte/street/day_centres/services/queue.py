"""The order of arrival: free lockers are offered to the next, an offer that passes goes on. Under the set's lock."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ..enums.lockers import WaitOutcome
from ..models import CentrePolicy, Locker, LockerSet, Waiting


def offer_free(lockers: LockerSet) -> int:
    """Keep each free locker for the next who waits without an offer; how many were offered.

    So a locker that is free and kept for nobody exists only where nobody waits: no one jumps the line.
    """
    free = list(Locker.objects.free().filter(set=lockers).order_by("number"))
    waits = list(Waiting.objects.open().filter(set=lockers, locker__isnull=True).in_turn()[: len(free)])
    until = timezone.localdate() + timedelta(days=CentrePolicy.current().offer_days)
    for locker, wait in zip(free, waits, strict=False):
        wait.locker, wait.offer_until = locker, until
        wait.save(update_fields=["locker", "offer_until"])
    return min(len(free), len(waits))


def close_wait(wait: Waiting, outcome: str) -> None:
    """The wait is over; what was kept for it is free again."""
    wait.closed_at, wait.outcome = timezone.now(), WaitOutcome(outcome)
    wait.locker, wait.offer_until = None, None
    wait.save(update_fields=["closed_at", "outcome", "locker", "offer_until"])


def pass_on(wait: Waiting, most: int) -> None:
    """An offer passed without an answer: behind those who missed none, and off the list after `most`."""
    wait.missed += 1
    wait.locker, wait.offer_until = None, None
    wait.save(update_fields=["missed", "locker", "offer_until"])
    if wait.missed >= most:
        close_wait(wait, WaitOutcome.MISSED)
