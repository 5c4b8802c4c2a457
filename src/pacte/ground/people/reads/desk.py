"""Finding a person for their own request: by the names they give or their pseudonym, and showing little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..enums import ExceptionalKind
from ..models import ExceptionalAccess, OtherName, Person, PersonWord
from ..rules import names

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


def at_the_desk(user: Any, person: Person) -> bool:
    """Is this user answering a request of this person now?"""
    if getattr(user, "pk", None) is None:
        return False
    access = ExceptionalAccess.objects.in_force()
    return access.filter(person=person, user_id=user.pk, kind=ExceptionalKind.DESK).exists()


def _bearing(words: str) -> Q:
    """Every word is a word of some name of theirs, as it was typed or as the index keeps it."""
    typed, known = Q(), Q()
    for word in words.split():
        typed &= _bears(word)
    for word in names.words(words):
        known &= Q(Exists(PersonWord.objects.filter(word__text=word, person=OuterRef("pk"))))
    return (typed | known) if typed and known else typed or known or Q(pk__in=[])


def _bears(word: str) -> Q:
    others: QuerySet[OtherName] = OtherName.objects.filter(_is_word("name", word), person=OuterRef("pk"))
    return _is_word("given_name", word) | _is_word("family_name", word) | Q(Exists(others))


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
