"""Background work: put a job in the queue, run what is due, take up what a dead worker left.

A job's function is called as `fn(job, *identifiers)`. Its effect must happen once although the function may
be called again after a crash. Two ways hold:

- decorated with `whole`: everything it writes and the mark that it is done are one transaction;
- otherwise the function is a verb that may be run again on the same identifiers and changes nothing twice.
"""

from .queue import again, enqueue, take_up_stale
from .running import run, run_pending, whole
from .ticking import run_ticks, worker_seen

__all__ = [
    "again",
    "enqueue",
    "run",
    "run_pending",
    "run_ticks",
    "take_up_stale",
    "whole",
    "worker_seen",
]
