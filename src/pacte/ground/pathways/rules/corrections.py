"""What the events of a case say once its corrections are applied: an error and its correction equal no error.

A correction speaks of an event, of another correction, or of what a correction put in its place. The latest wins; one
that stands before what it corrects, or corrects nothing known, has no effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pacte.ground.pathways.rules.story import Event, EventKind


@dataclass(frozen=True)
class Corrected:
    """`events` that hold, by rank; `voided` keys; `renamed`: the key of a replacement → the key whose place it took."""

    events: list[Event]
    voided: frozenset[str]
    renamed: dict[str, str]


def corrected(events: Iterable[Event]) -> Corrected:
    """The events that hold. The same key twice is one event; a replacement takes its target's key and rank.

    >>> from datetime import date
    >>> error = Event("a", 1, EventKind.HAPPENED, "visit", date(2024, 5, 2))
    >>> right = replace(error, key="b", on=date(2024, 5, 3))
    >>> found = corrected([Event("c", 2, EventKind.CORRECTED, target="a", replacement=right), error])
    >>> [(each.key, each.on.day) for each in found.events], sorted(found.voided)
    ([('a', 3)], ['a'])
    """
    by_key: dict[str, Event] = {}
    for event in sorted(events, key=lambda each: (each.rank, each.key)):
        by_key.setdefault(event.key, event)
    if not any(each.kind == EventKind.CORRECTED for each in by_key.values()):
        return Corrected(list(by_key.values()), frozenset(), {})
    rulings = _rulings(by_key)
    kept, renamed = [], {}
    for event in by_key.values():
        ruling = rulings.get(event.key)
        if event.kind == EventKind.CORRECTED:
            continue
        if ruling is None:
            kept.append(event)
        elif ruling.replacement is not None:
            kept.append(replace(ruling.replacement, key=event.key, rank=event.rank))
            renamed[ruling.replacement.key] = event.key
    return Corrected(kept, frozenset(rulings), renamed)


def _rulings(by_key: dict[str, Event]) -> dict[str, Event]:
    """For each key that was corrected, the correction that holds: read from the last, the first found is the one."""
    corrections = [each for each in by_key.values() if each.kind == EventKind.CORRECTED]
    ranks = {each.replacement.key: each.rank for each in corrections if each.replacement is not None}
    ranks.update({key: each.rank for key, each in by_key.items()})
    rulings: dict[str, Event] = {}
    for correction in reversed(corrections):
        holds = _as_ruled(correction, rulings)
        if holds is not None and ranks.get(holds.target, correction.rank) < correction.rank:
            rulings.setdefault(holds.target, holds)
    return rulings


def _as_ruled(correction: Event, rulings: dict[str, Event]) -> Event | None:
    """What a correction says once later ones are heard; None when it was taken back."""
    if over := rulings.get(correction.key):
        if over.replacement is None:
            return None
        if over.replacement.kind == EventKind.CORRECTED:
            return replace(over.replacement, key=correction.key, rank=correction.rank)
        return replace(correction, replacement=over.replacement)
    if correction.replacement is not None and (over := rulings.get(correction.replacement.key)):
        return replace(correction, replacement=over.replacement)
    return correction
