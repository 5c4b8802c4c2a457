"""The records that may be the same person as one record, with their weights: candidates by index, then compared.

For the machine alone: what is found here is nobody's to see before `reads.duplicates` has asked who may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ..models import OtherName, Person, PersonWord
from ..rules import matching, names
from ..rules.matching import Side, Verdict
from .search import candidates
from .visibility import alive

MOST_BY_NAME, MOST_BY_BIRTH = 300, 300
FIT = 0.55
"""Below this part of the words in common, the birth date or the telephone must bring two records together."""

FIELDS = ("pk", "given_name", "family_name", "birth_date", "birth_year", "birth_precision", "gender", "phone", "email")


@dataclass(frozen=True)
class Scored:
    """Another record, and what speaks for its being the same person."""

    pk: int
    verdict: Verdict


def matchable() -> QuerySet[Person]:
    """Records that may be proposed: in use, and not out of sight."""
    return alive().filter(restricted_since__isnull=True)


def alike(person: Person, least: float | None = None) -> list[Scored]:
    """The records that weigh at least this much (by default the weight from which one proposes), the heaviest first."""
    by = matching.weights()
    floor = by.propose_from if least is None else least
    one = sides([person])[person.pk]
    typed = names.words(person.given_name, person.family_name, *one.others)
    shares = Shares({*one.given, *one.family})
    others = sides(matchable().filter(pk__in=_near(person, one, typed)).exclude(pk=person.pk))
    found = (Scored(pk, matching.compare(one, other, by, shares)) for pk, other in others.items())
    return sorted((each for each in found if each.verdict.score >= floor), key=lambda each: -each.verdict.score)


class Shares:
    """Which part of the persons bear each of these words."""

    def __init__(self, words: set[str]) -> None:
        held = PersonWord.objects.filter(word__text__in=words).order_by()
        self.counts = dict(held.values_list("word__text").annotate(Count("pk")))
        self.whole = max(Person.objects.count(), 1_000)

    def __call__(self, word: str) -> float:
        return max(self.counts.get(word, 1), 1) / self.whole


def sides(persons: Iterable[Person]) -> dict[int, Side]:
    """These records, made comparable."""
    if isinstance(persons, QuerySet):
        rows = list(persons.order_by().values_list(*FIELDS))
    else:
        rows = [tuple(getattr(person, name) for name in FIELDS) for person in persons]
    others: dict[int, list[str]] = {}
    for pk, name in (
        OtherName.objects.filter(person__in=[row[0] for row in rows]).order_by().values_list("person", "name")
    ):
        others.setdefault(pk, []).append(name)
    return {
        pk: matching.side(
            given, family, others.get(pk, ()), birth_date=day, birth_year=year, precision=precision, gender=gender,
            phone=phone, email=email,
        )
        for pk, given, family, day, year, precision, gender, phone, email in rows
    }  # fmt: skip


def _near(person: Person, one: Side, typed: list[str]) -> set[int]:
    """Candidates: those who bear most of the words, those born the same day, those reached at the same place."""
    ranked = sorted(candidates(typed, may_go_on=False), key=lambda each: -each.fit) if typed else []
    found = {each.pk for each in ranked[:MOST_BY_NAME] if each.fit >= FIT}
    same = Q(pk__in=[])
    if one.day:
        same |= Q(birth_date__in=_days(one.day))
    if person.phone:
        same |= Q(phone=person.phone)
    if person.email:
        same |= Q(email=person.email)
    born = set(matchable().filter(same).order_by().values_list("pk", flat=True)[:MOST_BY_BIRTH]) if same else set()
    if one.year:
        half = [each.pk for each in ranked if each.fit < FIT][:MOST_BY_NAME]
        found |= set(Person.objects.filter(pk__in=half, birth_year=one.year).values_list("pk", flat=True))
    return found | born


def _days(day: date) -> list[date]:
    """The day, and the same with day and month changed over."""
    return [day, day.replace(month=day.day, day=day.month)] if day.day <= 12 else [day]
