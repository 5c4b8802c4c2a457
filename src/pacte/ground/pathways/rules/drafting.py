"""Changing one part of a scheme that is being written: put, take away, move. Nothing is checked here; `check` tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from pacte.ground.pathways.rules.scheme import Clock, Fact, Measure, Outcome, Rule, Scheme, Step

LONGEST_KEY = 40
"""Longest code that is made from words."""

Part = Step | Fact | Clock | Outcome | Measure


class PartKind(StrEnum):
    """The parts of a scheme, by the name of their table in its text."""

    STEP = "step"
    FACT = "fact"
    CLOCK = "clock"
    OUTCOME = "outcome"
    MEASURE = "measure"


def parts(scheme: Scheme, kind: PartKind) -> tuple[Part, ...]:
    """The parts of this kind, in the order of the text."""
    found: tuple[Part, ...] = getattr(scheme, _name(kind))
    return found


def part(scheme: Scheme, kind: PartKind, key: str) -> Part | None:
    """The part of this code, if there is one."""
    return next((each for each in parts(scheme, kind) if each.key == key), None)


def put(scheme: Scheme, kind: PartKind, one: Part) -> Scheme:
    """The scheme with this part: in the place of the one that has its code, else at the end."""
    kept = parts(scheme, kind)
    if part(scheme, kind, one.key) is None:
        return _with(scheme, kind, (*kept, one))
    return _with(scheme, kind, [one if each.key == one.key else each for each in kept])


def taken(scheme: Scheme, kind: PartKind, key: str) -> Scheme:
    """The scheme without this part. What names it elsewhere stays, for its author to mend."""
    return _with(scheme, kind, [each for each in parts(scheme, kind) if each.key != key])


def moved(scheme: Scheme, kind: PartKind, key: str, by: int) -> Scheme:
    """The scheme with this part one place earlier (-1) or later (1); at an end it stays.

    >>> both = Scheme("k", "1", "N", "", "", None, outcomes=(Outcome("a", "A"), Outcome("b", "B")))
    >>> [each.key for each in moved(both, PartKind.OUTCOME, "b", -1).outcomes]
    ['b', 'a']
    """
    row = list(parts(scheme, kind))
    at = next((place for place, each in enumerate(row) if each.key == key), None)
    if at is None or not 0 <= at + by < len(row):
        return scheme
    row[at], row[at + by] = row[at + by], row[at]
    return _with(scheme, kind, row)


def with_rule(clock: Clock, place: int | None, rule: Rule | None) -> Clock:
    """The clock with this length at this place (at the end when None); without the one there when `rule` is None."""
    rules = list(clock.rules)
    if place is None:
        return replace(clock, rules=(*rules, *([rule] if rule else [])))
    rules[place : place + 1] = [rule] if rule else []
    return replace(clock, rules=tuple(rules))


def key_from(words: str, taken_keys: Collection[str] = ()) -> str:
    """A code made from words, that no other has.

    >>> key_from("Visite à domicile"), key_from("Visite à domicile", {"visite_a_domicile"}), key_from("15 jours !")
    ('visite_a_domicile', 'visite_a_domicile_2', 'n_15_jours')
    """
    spelt = words.replace("œ", "oe").replace("Œ", "OE").replace("’", " ")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore")
    base = re.sub(r"[^a-z0-9]+", "_", plain.decode().lower()).strip("_")[:LONGEST_KEY].strip("_") or "x"
    base = base if base[0].isalpha() else f"n_{base}"
    found, number = base, 1
    while found in taken_keys:
        number += 1
        found = f"{base}_{number}"
    return found


def keyed(labels: Sequence[str], known: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """(code, label) of each line: a label keeps its code; so does a line reworded when none was added or taken away.

    >>> keyed(["Oui", "Non, jamais"], [("yes", "Oui"), ("no", "Non")])
    [('yes', 'Oui'), ('no', 'Non, jamais')]
    >>> keyed(["Oui", "Peut-être", "Non"], [("yes", "Oui"), ("no", "Non")])
    [('yes', 'Oui'), ('peut_etre', 'Peut-être'), ('no', 'Non')]
    """
    codes = {label: key for key, label in known}
    found: list[tuple[str, str]] = []
    used = {codes[label] for label in labels if label in codes}
    for place, label in enumerate(labels):
        key = codes.get(label)
        if key is None and len(labels) == len(known) and known[place][0] not in used:
            key = known[place][0]
        key = key or key_from(label, used)
        used.add(key)
        found.append((key, label))
    return found


def counts_otherwise(one: Measure, before: Measure) -> bool:
    """Whether a measure counts something else than it did: more than its words changed."""
    return replace(one, label="", explanation="", version=0) != replace(before, label="", explanation="", version=0)


def _name(kind: PartKind) -> str:
    return f"{PartKind(kind).value}s"


def _with(scheme: Scheme, kind: PartKind, rows: Sequence[Part]) -> Scheme:
    return replace(scheme, **{_name(kind): tuple(rows)})  # type: ignore[arg-type]
