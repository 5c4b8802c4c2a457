"""Two records of one person: proposed with reasons, decided by a person, linked, never merged."""

from __future__ import annotations

from ..models import Person


def propose_for(person: Person) -> int:
    """Propose the records that may be the same person; returns how many."""
    return 0
