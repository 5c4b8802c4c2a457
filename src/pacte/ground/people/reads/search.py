"""Finding a person by what is remembered of their name, among those whom the user may find and name.

The words come first (a few index look-ups), then who has them, then the scope: it is asked of the likely ones alone,
so that the time taken depends neither on how many persons there are nor on how many the user sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.reads import within

from ..enums import BirthPrecision, ExceptionalKind
from ..models import ExceptionalAccess, File, FileWorker, Person, PersonWord, Sharing, Word, WordVariant
from ..permissions import following_memberships
from ..rules import names
from .sight import adopted_grid
from .visibility import findable_by

NEAR, WIDE = 2_000, 20_000
"""Up to so many persons around a user, the likely ones are looked for among them alone: at once, or when needed."""

FIRST_LOT, WHOLE = 100, 6_000
"""The scope is asked of so many of the likeliest, then, when too few of them are within reach, of so many more.

Few at first: PostgreSQL then looks each of them up; for many it reads a whole organisation's files."""

YEARS_ABOUT, YEARS_ABOUT_LOOSE = 2, 5
"""How far from the year typed a birth year may be; further when the year kept is itself an estimate."""

LEAST = 0.4
"""Below this part of the typed words, a likeness is chance."""


@dataclass(frozen=True)
class Likely:
    """Someone who may be meant: how well the words fit (0 to 1), to be confirmed on their names."""

    pk: int
    fit: float


@dataclass(frozen=True)
class Found:
    """A person found: for each typed word its likeness and the name it was found in, and how far the year is."""

    person: Person
    score: float
    parts: tuple[tuple[str, str], ...] = field(default=())
    years_apart: int | None = None


def find(user: User, text: str, birth_year: int | None = None, limit: int = 20) -> list[Found]:
    """The persons meant by this text, best first. Nobody is found by a name that the user may not be shown."""
    typed = names.words(text)
    code = text.strip().upper()
    by_code = _by_pseudonym(user, code) if any(sign.isdigit() or sign == "-" for sign in code) else []
    if by_code or not typed:
        return by_code[:limit]
    ranked = sorted(candidates(typed, among=near(user)), key=lambda each: -each.fit)[: FIRST_LOT + WHOLE]
    likely = [each.pk for each in ranked] if birth_year is None else _born_about(ranked, birth_year)
    found: list[Found] = []
    for lot in _lots(user, likely):
        kept = _scoped(user, lot, limit * 3) if lot else []
        persons = Person.objects.filter(pk__in=kept).prefetch_related("other_names")
        found += [each for person in persons if (each := _judged(person, typed, birth_year)) is not None]
        if len(found) >= limit:
            break
    return sorted(found, key=lambda each: (-each.score, each.person.pk))[:limit]


def similar_words(typed: Sequence[str], *, may_go_on: bool = False) -> dict[int, dict[int, float]]:
    """The kept words like the typed ones: for each word's key, what it is worth for which of the typed words."""
    texts = {key for word in typed for key in (word, *names.variants(word))}
    frames = {names.frame(word) for word in typed} - {""}
    sounds = [names.sound(word) for word in typed if len(word) > 1]
    found = (
        Word.objects.filter(text__in=texts).values_list("pk", "text")
        .union(
            Word.objects.filter(sound__in=sounds).values_list("pk", "text"),
            WordVariant.objects.filter(text__in=texts | frames).values_list("word", "word__text"),
        )
    )  # fmt: skip
    worth: dict[int, dict[int, float]] = defaultdict(dict)
    for pk, text in found:
        for rank, word in enumerate(typed):
            if like := names.likeness(word, text):
                worth[pk][rank] = names.WORTH[like]
    if may_go_on and len(typed[-1]) >= names.SHORTEST_PREFIX:
        begun = Word.objects.filter(text__gte=typed[-1], text__lte=typed[-1] + "z" * 20).values_list("pk", flat=True)
        for pk in begun:
            worth[pk].setdefault(len(typed) - 1, names.WORTH[names.BEGINNING])
    return worth


def candidates(typed: Sequence[str], among: set[int] | None = None, *, may_go_on: bool = True) -> Iterator[Likely]:
    """Who has words like these, whoever asks: not yet within anybody's reach, and not to be shown as it is."""
    worth = similar_words(typed, may_go_on=may_go_on)
    rows = PersonWord.objects.filter(word__in=list(worth)).order_by()
    if among is not None:
        rows = rows.filter(person__in=among)
    best: dict[int, dict[int, float]] = defaultdict(dict)
    for person, word in rows.values_list("person", "word"):
        held = best[person]
        for rank, value in worth[word].items():
            if value > held.get(rank, 0.0):
                held[rank] = value
    for person, held in best.items():
        fit = sum(held.values()) / len(typed)
        if fit >= LEAST:
            yield Likely(person, fit)


def near(user: User, most: int = NEAR) -> set[int] | None:
    """Everybody who could be within this user's reach, when they are few; None when they are many.

    Only narrows where one looks: `findable_by` still decides of each.
    """
    homes = {membership.organisation_id for membership in following_memberships(user)}
    around = (
        FileWorker.objects.filter(user=user, file__organisation__in=homes).order_by().values_list("file__person")
        .union(
            ExceptionalAccess.objects.in_force().filter(user=user).order_by().values_list("person"),
            Sharing.objects.in_force().filter(organisation__in=homes).order_by().values_list("file__person"),
            File.objects.open().filter(organisation__in=homes).order_by().values_list("person"),
            all=True,
        )[: most + 1]
    )  # fmt: skip
    rows = [pk for (pk,) in around]
    return None if len(rows) > most else set(rows)


def named_to(user: User, persons: Iterable[int]) -> set[int]:
    """Those of these persons, within the user's reach, whose names may be shown to them.

    The same bonds as `sight_of`, for many persons in two queries.
    """
    grid, keys = adopted_grid(user), list(persons)
    held = [
        membership
        for membership in following_memberships(user)
        if FieldClass.IDENTITY in grid.classes(membership.role, membership.organisation.kind)
    ]
    homes = {membership.organisation_id for membership in held}
    here = {"person": OuterRef("pk"), "archived_at__isnull": True}
    mine = FileWorker.objects.filter(file__person=OuterRef("pk"), user=user, file__organisation__in=homes)
    opened = ExceptionalAccess.objects.in_force().filter(
        person=OuterRef("pk"), user=user, kind=ExceptionalKind.BREAK_GLASS,
        organisation__in={membership.organisation.slug for membership in held},
    )  # fmt: skip
    team = File.objects.open().filter(within(held), **here)
    bound = Exists(mine.current()) | Exists(mine.just_handed_over()) | Exists(team) | Exists(opened)
    named = set(Person.objects.filter(bound, pk__in=keys).values_list("pk", flat=True))
    rest = [pk for pk in keys if pk not in named]
    if rest:
        shared = Sharing.objects.in_force().filter(file__person__in=rest, organisation__in=homes)
        rows = shared.values_list("file__person", "classes")
        named |= {pk for pk, classes in rows if FieldClass.IDENTITY in classes}
    return named


def _by_pseudonym(user: User, code: str) -> list[Found]:
    persons = findable_by(user).filter(pseudonym=code).prefetch_related("other_names")
    return [Found(person, 1.0, (("pseudonym", ""),)) for person in persons]


def _lots(user: User, likely: list[int]) -> Iterator[list[int]]:
    """The likeliest first; then, of the others, those who could be within reach, when that can be told cheaply."""
    yield likely[:FIRST_LOT]
    rest = likely[FIRST_LOT:]
    around = near(user, WIDE) if rest else None
    yield rest if around is None else [pk for pk in rest if pk in around][: 3 * FIRST_LOT]


def _scoped(user: User, lot: list[int], most: int) -> list[int]:
    """The first of the lot that the user may find and name."""
    reached = set(findable_by(user).filter(pk__in=lot).values_list("pk", flat=True))
    kept = [pk for pk in lot if pk in reached][:most]
    named = named_to(user, kept)
    return [pk for pk in kept if pk in named]


def _born_about(ranked: list[Likely], year: int) -> list[int]:
    """Those born at most two years from this one, or nobody knows when; as they fit, then the nearest first."""
    loose = Q(
        birth_precision=BirthPrecision.ABOUT, birth_year__range=(year - YEARS_ABOUT_LOOSE, year + YEARS_ABOUT_LOOSE)
    )
    close = Q(birth_year__isnull=True) | Q(birth_year__range=(year - YEARS_ABOUT, year + YEARS_ABOUT)) | loose
    rows = Person.objects.filter(close, pk__in=[each.pk for each in ranked]).order_by()
    apart = {
        pk: abs(born - year) if born else YEARS_ABOUT_LOOSE + 1 for pk, born in rows.values_list("pk", "birth_year")
    }
    kept = sorted((each for each in ranked if each.pk in apart), key=lambda each: (-each.fit, apart[each.pk]))
    return [each.pk for each in kept]


def _judged(person: Person, typed: Sequence[str], birth_year: int | None) -> Found | None:
    """The person against what was typed: which word of which name, and the year. None when it was a chance."""
    kept = [(word, place) for place, name in _named(person) for word in names.words(name)]
    parts = [(like, place) for _word, like, place in names.alike(typed, kept)]
    fit = sum(names.WORTH.get(like, 0.0) for like, _place in parts) / len(typed)
    if fit < LEAST:
        return None
    main = {word for word, place in kept if place in {"given", "family"}}
    said = sum(1 for like, _place in parts if like) / max(len(main), 1)
    score = fit + 0.02 * min(said, 1.0)
    apart = None
    if birth_year is not None and person.birth_year is not None:
        apart = abs(person.birth_year - birth_year)
        score += 0.12 - 0.03 * min(apart, 4)
    return Found(person, round(score, 4), tuple(parts), apart)


def _named(person: Person) -> Iterator[tuple[str, str]]:
    yield "given", person.given_name
    yield "family", person.family_name
    yield from ((other.kind, other.name) for other in person.other_names.all())
