"""Keeping the search index in step with people's names: words nobody has any more are gone with their last holder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef

from pacte.ground.jobs import services as jobs

from ..models import OtherName, Person, PersonWord, Word, WordVariant
from ..rules import names

GIVEN, FAMILY = "given", "family"
AT_ONCE = 5_000
LOOK_FOR_DUPLICATES = "pacte.ground.people.tasks.look_for_duplicates"


def index_person(person: Person) -> None:
    """Write again the words by which this person is found, inside the caller's transaction.

    Once that transaction commits, a background job looks for other records of the same person.
    """
    wanted = set(_placed(person.given_name, person.family_name, _others(person)))
    with transaction.atomic():
        held = {(row.word.text, row.place): row for row in person.words.select_related("word")}
        gone = [row for kept, row in held.items() if kept not in wanted]
        PersonWord.objects.filter(pk__in=[row.pk for row in gone]).delete()
        fresh = wanted - held.keys()
        kept = _known({text for text, _place in fresh})
        PersonWord.objects.bulk_create(PersonWord(person=person, word=kept[text], place=place) for text, place in fresh)
        _drop_unheld({row.word_id for row in gone})
        if person.archived_at is None and person.anonymised_at is None:
            jobs.enqueue(LOOK_FOR_DUPLICATES, person.pk)


def unindex(person: Person) -> None:
    """Forget by which words this person was found, and the words that were theirs alone."""
    with transaction.atomic():
        words = set(person.words.values_list("word", flat=True))
        person.words.all().delete()
        _drop_unheld(words)


def index_all() -> int:
    """Make the whole index again; returns how many persons it holds. For a load in bulk, or after a restore.

    One transaction: searches find the old index until the new one is whole.
    """
    with transaction.atomic():
        for model in (PersonWord, WordVariant, Word):
            model._base_manager.all()._raw_delete(using=PersonWord.objects.db)
        placed = {pk: set(_placed(given, family, others)) for pk, given, family, others in _all_names()}
        texts = sorted({text for words in placed.values() for text, _place in words})
        _create_words(texts)
        keys = dict(Word.objects.values_list("text", "pk").iterator(chunk_size=AT_ONCE))
        _in_lots(
            PersonWord,
            (
                PersonWord(person_id=pk, word_id=keys[text], place=place)
                for pk, words in placed.items()
                for text, place in sorted(words)
            ),
        )
        return len(placed)


def _others(person: Person) -> list[tuple[str, str]]:
    return list(OtherName.objects.filter(person=person).values_list("kind", "name"))


def _placed(given: str, family: str, others: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each word with the name it comes from."""
    for place, name in ((GIVEN, given), (FAMILY, family), *others):
        for word in names.words(name):
            yield word, place


def _known(texts: set[str]) -> dict[str, Word]:
    """These words' rows, made where missing, and locked so that nobody drops one meanwhile."""
    if not texts:
        return {}
    held = _locked(texts)
    if missing := sorted(texts - held.keys()):
        _create_words(missing)
        held = _locked(texts)
    return held


def _locked(texts: set[str]) -> dict[str, Word]:
    return {word.text: word for word in Word.objects.filter(text__in=texts).order_by("pk").select_for_update()}


def _create_words(texts: list[str]) -> None:
    _in_lots(Word, (Word(text=text, sound=names.sound(text)) for text in texts), ignore_conflicts=True)
    bare = Word.objects.filter(~Exists(WordVariant.objects.filter(word=OuterRef("pk"))))
    wanted = bare.filter(text__in=texts) if len(texts) <= AT_ONCE else bare
    _in_lots(
        WordVariant,
        (
            WordVariant(word_id=pk, text=key)
            for pk, text in list(wanted.values_list("pk", "text"))
            for key in sorted(names.keys(text))
        ),
    )


def _in_lots(model: type[Model], rows: Iterator[Any], **options: Any) -> None:
    while lot := list(islice(rows, AT_ONCE)):
        model._default_manager.bulk_create(lot, **options)


def _drop_unheld(words: set[int]) -> None:
    """Delete those of these words that nobody has; locked first, so that no one is taking one up."""
    if not words:
        return
    locked = Word.objects.filter(pk__in=words).order_by("pk").select_for_update()
    unheld = Word.objects.filter(~Exists(PersonWord.objects.filter(word=OuterRef("pk"))), pk__in=[w.pk for w in locked])
    unheld.delete()


def _all_names() -> Iterator[tuple[int, str, str, list[tuple[str, str]]]]:
    others: dict[int, list[tuple[str, str]]] = {}
    for pk, kind, name in OtherName.objects.order_by().values_list("person", "kind", "name").iterator():
        others.setdefault(pk, []).append((kind, name))
    persons = Person.objects.filter(anonymised_at__isnull=True).order_by("pk")
    for pk, given, family in persons.values_list("pk", "given_name", "family_name").iterator(chunk_size=AT_ONCE):
        yield pk, given, family, others.get(pk, [])
