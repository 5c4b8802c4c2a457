"""Background work on persons: looking for other records of the same person."""

from __future__ import annotations

from pacte.ground.jobs.models import Job

from .models import Person
from .services import batch_matching, duplicates


def look_for_duplicates(job: Job, person_pk: int) -> None:
    """Propose the pairs of one person. Safe to run again: a known pair is brought up to date, a decided one stays."""
    person = Person.objects.filter(pk=person_pk).first()
    if person is not None:
        duplicates.propose_for(person)


def match_all(job: Job) -> None:
    """Compare all the records with splink. Safe to run again: known pairs are left as they are."""
    batch_matching.match()
