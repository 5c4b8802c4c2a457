"""Counts where the commitments stand. A count of states is derived from the snapshot, never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pacte.pact.campaigns.snapshot_types import NodeData, Snapshot, StateData

from . import walk

WORST_FIRST = ("compromised", "help_needed", "reachable", "secured")
NOT_STATED = "not_stated"
ORDER = ("secured", "reachable", "help_needed", "compromised", NOT_STATED)


@dataclass(frozen=True)
class Count:
    """How many commitments are in a state, out of `of`."""

    state: str
    count: int
    of: int


def standing(reports: Iterable[StateData]) -> str:
    """Where an element stands: its worst territory speaks for it; "not_stated" when nobody has said.

    >>> standing([])
    'not_stated'
    """
    said = {report["state"] for report in reports}
    return next((state for state in WORST_FIRST if state in said), NOT_STATED)


def counted_level(snapshot: Snapshot) -> str:
    """The level whose states are counted: the one beneath the chapters, or the chapters' own when there is none."""
    chapters = snapshot["chapters"]
    below = next((child["level"] for chapter in chapters for child in chapter["children"]), "")
    return below or (chapters[0]["level"] if chapters else "")


def commitments(chapter: NodeData, level: str) -> list[NodeData]:
    """The elements of that level in a chapter, which may be one itself."""
    return [node for node in walk.nodes([chapter]) if node["level"] == level]


def counts(chapters: Iterable[NodeData], level: str) -> list[Count]:
    """One count per state, the best first, with those not stated at the end."""
    found = Counter(standing(node["states"]) for chapter in chapters for node in commitments(chapter, level))
    total = sum(found.values())
    return [Count(state, found[state], total) for state in ORDER]
