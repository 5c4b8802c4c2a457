"""What one fold costs: a case of eight events under a scheme of ten clocks, with and without corrections.

Run: .venv/bin/python benchmarks/pathways_fold.py [folds]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from pacte.ground.pathways.rules.fold import fold
from pacte.ground.pathways.rules.parse import parse
from pacte.ground.pathways.rules.periods import Period
from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.status import next_acts, state_of
from pacte.ground.pathways.rules.story import Event, EventKind

STEPS = 10
PERIODS = (Period("truce", date(2024, 11, 1), date(2025, 3, 31)),)
CLOCKS = """
[[clock]]
key = "clock{n}"
label = "Délai {n}"
start = "step{n}"
stops = ["step{next}"]
{way}
"""
WAYS = (
    'length = 2\nunit = "months"',
    'length = 15\nunit = "working_days"',
    'length = 6\nunit = "weeks"\ndirection = "before"',
    'length = 2\nunit = "months"\nlimit = "at_least"\ndeferred_by = "truce"\n'
    'paused_by = ["step1"]\nresumed_by = ["step4"]',
    'chosen_by = "signed_on"\nrule = [{ length = 2, unit = "months", until = 2023-07-29 },'
    ' { length = 6, unit = "weeks", since = 2023-07-29 }]',
)


def scheme() -> Scheme:
    """Ten steps in a row, a clock from each to the next, of five kinds."""
    text = (
        'key = "bench"\nversion = "1"\nname = "Banc"\n[[fact]]\nkey = "signed_on"\nlabel = "Signé le"\nkind = "date"\n'
    )
    for n in range(STEPS):
        before = f'after = ["step{n - 1}"]' if n else "opens = true"
        text += f'[[step]]\nkey = "step{n}"\nlabel = "Étape {n}"\nrepeats = true\n{before}\n'
    for n in range(STEPS):
        text += CLOCKS.format(n=n, next=(n + 1) % STEPS, way=WAYS[n % len(WAYS)])
    return parse(text)


def events(*, corrected: bool) -> list[Event]:
    """Six steps that happened, a plan and a fact; two of them corrected."""
    found = [Event(f"e{n}", n, EventKind.HAPPENED, f"step{n}", date(2024, 2 + n, 6)) for n in range(6)]
    found += [
        Event("e6", 6, EventKind.PLANNED, "step7", date(2024, 12, 12)),
        Event("e7", 7, EventKind.FACT, "signed_on", value="2024-01-05"),
    ]
    if corrected:
        right = Event("r0", 0, EventKind.HAPPENED, "step0", date(2024, 2, 7))
        found += [Event("e8", 8, EventKind.CORRECTED, target="e0", replacement=right)]
        found += [Event("e9", 9, EventKind.CORRECTED, target="e5")]
    return found


def microseconds(work: Callable[[], object], times: int) -> float:
    """Processor time, median of five rounds."""
    rounds = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(times):
            work()
        rounds.append((time.process_time() - began) / times * 1e6)
    return median(rounds)


def main() -> None:
    """One table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rules = scheme()
    plain, mended = events(corrected=False), events(corrected=True)
    story = fold(rules, plain, PERIODS)
    today = date(2024, 8, 1)
    states = lambda: [state_of(each, rules.clocks_by_key[each.clock], today) for each in story.clocks]  # noqa: E731
    print(f"{len(rules.clocks)} clocks in the scheme, {len(story.clocks)} run\n\n| what | microseconds |\n|---|---:|")
    for name, work in (
        ("a fold, 8 events", lambda: fold(rules, plain, PERIODS)),
        ("a fold, 8 events and 2 corrections", lambda: fold(rules, mended, PERIODS)),
        ("the state of each clock on a day", states),
        ("what may come next", lambda: next_acts(rules, story, today)),
    ):
        print(f"| {name} | {microseconds(work, times):.0f} |")


if __name__ == "__main__":
    main()
