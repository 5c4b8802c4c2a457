"""The parts of a draft, one by one: put a step, a clock, a fact, an outcome, a measure; take it away; move it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404

from pacte.ground.accounts.models import User

from ..enums import VersionState
from ..models import SchemeVersion
from ..reads.stories import scheme_of_version
from ..rules import drafting
from ..rules.drafting import Part, PartKind
from ..rules.scheme import Clock, Measure, Rule, Scheme
from .schemes import change


def describe(actor: User, key: str, number: int, **values: Any) -> Scheme:
    """What a draft says of itself: `name`, `programme`, `chapter`, `summary`, `is_sample`."""
    return change(actor, key, number, lambda said: replace(said, **values), {"by": "head"})


def put(actor: User, key: str, number: int, kind: PartKind, part: Part) -> Scheme:
    """Put a part into a draft, in the place of the one of the same code, else last. A measure that counts something
    else than in the version before takes the next number."""
    if isinstance(part, Measure):
        part = replace(part, version=_version_of(key, number, part))
    detail = {"part": kind.value, "code": part.key}
    return change(actor, key, number, lambda said: drafting.put(said, kind, part), detail)


def take(actor: User, key: str, number: int, kind: PartKind, name: str) -> Scheme:
    """Take a part away. What still names it is said among the draft's faults."""
    detail = {"part": kind.value, "code": name, "taken": True}
    return change(actor, key, number, lambda said: drafting.taken(_having(said, kind, name), kind, name), detail)


def move(actor: User, key: str, number: int, kind: PartKind, name: str, *, by: int) -> Scheme:
    """Move a part one place up (-1) or down (1)."""
    detail = {"part": kind.value, "code": name, "by": by}
    return change(actor, key, number, lambda said: drafting.moved(_having(said, kind, name), kind, name, by), detail)


def put_rule(actor: User, key: str, number: int, clock: str, *, place: int | None, rule: Rule | None) -> Scheme:
    """Put a length of a clock at a place (last when None), or take the one there away (`rule` None)."""

    def edit(said: Scheme) -> Scheme:
        one = drafting.part(_having(said, PartKind.CLOCK, clock), PartKind.CLOCK, clock)
        assert isinstance(one, Clock)
        if place is not None and not 0 <= place < len(one.rules):
            raise Http404
        return drafting.put(said, PartKind.CLOCK, drafting.with_rule(one, place, rule))

    return change(actor, key, number, edit, {"part": "rule", "code": clock})


def _having(said: Scheme, kind: PartKind, name: str) -> Scheme:
    if drafting.part(said, kind, name) is None:
        raise Http404
    return said


def _version_of(key: str, number: int, part: Measure) -> int:
    last = (
        SchemeVersion.objects.filter(scheme__key=key, number__lt=number)
        .exclude(state=VersionState.DRAFT)
        .order_by("-number")
        .first()
    )
    before = drafting.part(scheme_of_version(last), PartKind.MEASURE, part.key) if last else None
    if not isinstance(before, Measure):
        return part.version
    return before.version + 1 if drafting.counts_otherwise(part, before) else before.version
