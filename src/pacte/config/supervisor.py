"""Starts the parts of an installation, starts again one that dies, stops all together.

For a machine of one's own; in production each part is a systemd unit (see `deploy/systemd`).
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

GRACE = 20.0
"""Seconds given to the parts to end what they are doing."""
HOPELESS = 3
"""A part that dies so many times, each within SHORT_LIFE of its start, will not come up: all stop."""
SHORT_LIFE = 10.0


@dataclass
class Part:
    """One supervised process."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    next_start: float = 0.0
    short_lives: int = 0

    @property
    def wait(self) -> float:
        """Seconds before the next start: 0.5 after a first short life, doubling up to 30."""
        return min(30.0, 0.25 * 2**self.short_lives) if self.short_lives else 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        # In a group of its own: Ctrl-C reaches the supervisor only, which stops the parts in order.
        self.process = subprocess.Popen(self.command, process_group=0, preexec_fn=_die_with_parent)  # noqa: PLW1509

    def note_death(self, now: float) -> None:
        self.short_lives = self.short_lives + 1 if now - self.started < SHORT_LIFE else 0
        self.process, self.next_start = None, now + self.wait


@dataclass
class Supervisor:
    """Runs its parts until a signal, or until one of them cannot live. `run` returns the exit code."""

    parts: list[Part]
    stopping: bool = field(default=False, init=False)

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        hopeless = None
        while not self.stopping and hopeless is None:
            hopeless = self._watch(time.monotonic())
            time.sleep(0.1)
        self._end()
        if hopeless:
            print(f"pacte serve: {hopeless.name} cannot start, see its words above", file=sys.stderr)
            return 1
        return 0

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _watch(self, now: float) -> Part | None:
        """Start what is not running; the part that will not live, if any."""
        for part in self.parts:
            if part.process is not None and part.process.poll() is not None:
                code = part.process.returncode
                part.note_death(now)
                print(f"pacte serve: {part.name} ended with code {code}", file=sys.stderr)
                if part.short_lives >= HOPELESS:
                    return part
            if part.process is None and now >= part.next_start:
                part.start()
        return None

    def _end(self) -> None:
        """Ask all to end, then kill what has not."""
        living = [part.process for part in self.parts if part.process is not None and part.process.poll() is None]
        for process in living:
            process.terminate()
        limit = time.monotonic() + GRACE
        for process in living:
            try:
                process.wait(timeout=max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _die_with_parent() -> None:
    """On Linux, a part whose supervisor was killed is told to end."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
