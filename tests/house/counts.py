"""What the proofs of the doors and the canaries looked at, printed at the end of a run, also of a shared one."""

from __future__ import annotations

from collections import Counter
from typing import Any

TITLES = {"doors": "doors", "canaries": "canaries"}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Add up what each test recorded; silent when none of them ran."""
    totals = {name: Counter[str]() for name in TITLES}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", []):
                if name in totals and getattr(report, "when", "") == "call":
                    totals[name].update(value)
    for name, total in totals.items():
        if total:
            terminalreporter.section(TITLES[name])
            for what, count in sorted(total.items(), key=lambda pair: (-pair[1], pair[0])):
                terminalreporter.write_line(f"{count:>8} {what}")
