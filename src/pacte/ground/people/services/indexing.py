"""Keeping the search index in step with a person's names."""

from __future__ import annotations

from ..models import Person


def index_person(person: Person) -> None:
    """Write again the words by which this person is found, inside the caller's transaction."""
