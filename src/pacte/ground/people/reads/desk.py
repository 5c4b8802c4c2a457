"""Finding a person for their own request: by the names they give or their pseudonym, and showing little."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..enums import ExceptionalKind
from ..models import ExceptionalAccess, OtherName, Person, PersonWord

MOST = 20
"""More than that is no answer: the words are too few."""


@dataclass(frozen=True)
class Match:
    """One person as the desk is shown them: enough to tell two namesakes apart, and no more."""

    person: Person
    label: str
    birth_year: int | None
    is_restricted: bool
    is_archived: bool


def find(words: str, birth_year: int | None = None, *, for_relative: bool = False) -> list[Match]:
    """Persons who bear each of these words as a whole name, without case nor accents, or have this pseudonym.

    Archived persons are found: they keep their rights. A restricted person is found for their own request, never
    for a relative's: nobody at the desk can then tell by mistake that they are known here.
    """
    found = Person.objects.filter(anonymised_at__isnull=True)
    if for_relative:
        found = found.filter(restricted_since__isnull=True)
    found = found.filter(Q(pseudonym__iexact=words.strip()) | _bearing(words))
    if birth_year is not None:
        found = found.filter(Q(birth_year__isnull=True) | Q(birth_year__range=(birth_year - 1, birth_year + 1)))
    return [_match(person) for person in found.order_by("pk")[:MOST]]


def folded(word: str) -> str:
    """A word without case nor accents, as the index keeps it.

    >>> folded("Éloïse")
    'eloise'
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def at_the_desk(user: Any, person: Person) -> bool:
    """Is this user answering a request of this person now?"""
    access = ExceptionalAccess.objects.in_force()
    return access.filter(person=person, user_id=getattr(user, "pk", None), kind=ExceptionalKind.DESK).exists()


def _bearing(words: str) -> Q:
    every = Q()
    for word in words.split():
        every &= _bears(word)
    return every if words.split() else Q(pk__in=[])


def _bears(word: str) -> Q:
    """A name is this word, holds it between blanks, or has it in the index."""
    direct = Q()
    for field in ("given_name", "family_name"):
        direct |= _is_word(field, word)
    others: QuerySet[OtherName] = OtherName.objects.filter(_is_word("name", word), person=OuterRef("pk"))
    indexed = PersonWord.objects.filter(word__text=folded(word), person=OuterRef("pk"))
    return direct | Q(Exists(others)) | Q(Exists(indexed))


def _is_word(field: str, word: str) -> Q:
    return (
        Q(**{f"{field}__iexact": word})
        | Q(**{f"{field}__istartswith": f"{word} "})
        | Q(**{f"{field}__iendswith": f" {word}"})
        | Q(**{f"{field}__icontains": f" {word} "})
    )


def _match(person: Person) -> Match:
    return Match(
        person, person.label(), person.birth_year, person.is_restricted, is_archived=person.archived_at is not None
    )
