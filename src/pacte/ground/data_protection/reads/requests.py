"""Requests and requisitions as their pages show them, opened for the officer alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from pacte.ground.declarations.crypto import unseal

from ..models import AgreedPhrase, ArchiveVisa, Request, Requisition


@dataclass(frozen=True)
class Told:
    """The words of a request in clear: what was asked, what was shown, what was answered."""

    words: str
    proof: str
    answer: str


def told(request: Request) -> Told:
    """Only the desk is given it."""
    return Told(_open(request.sealed_words), _open(request.sealed_proof), _open(request.sealed_answer))


def request_of(key: UUID | str) -> Request:
    """The request of this key, with what its page needs; Http404 when there is none."""
    rows = Request.objects.select_related("person", "checked_by", "confirmed_by", "answered_by", "recorded_by")
    found = rows.filter(key=key).first()
    if found is None:
        raise Http404
    return found


def requisition_of(key: UUID | str) -> Requisition:
    """The requisition of this key; Http404 when there is none."""
    found = Requisition.objects.select_related("decided_by", "recorded_by").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def visa_of(key: UUID | str) -> ArchiveVisa:
    """The visa of this key; Http404 when there is none."""
    found = ArchiveVisa.objects.filter(key=key).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Words:
    """A requisition's scope and answer in clear."""

    scope: str
    answer: str


def words_of(requisition: Requisition) -> Words:
    """Only the desk is given it."""
    return Words(_open(requisition.sealed_scope), _open(requisition.sealed_answer))


def has_phrase(person_id: int) -> bool:
    """Did this person agree on a phrase?"""
    return AgreedPhrase.objects.filter(person_id=person_id).exists()


def days_left(request: Request, today: date) -> int:
    """Days until the deadline; negative once it is past."""
    return (request.due_on - today).days


def _open(sealed: str) -> str:
    return unseal(sealed) if sealed else ""
