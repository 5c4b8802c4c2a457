"""What a scheme means, checked before it acts: names that lead nowhere, steps that none leads to, dead clocks.

Each fault is a code with its place and line; the words are made elsewhere. Clocks are checked in `check_clocks`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from pacte.ground.pathways.rules.check_clocks import clock_faults
from pacte.ground.pathways.rules.faults import SchemeFault
from pacte.ground.pathways.rules.scheme import FactKind, Measure, MeasureKind, Scheme

SLUG = re.compile(r"[a-z][a-z0-9_-]{0,59}")
Found = Iterator[tuple[str, str, dict[str, object]]]
"""A code, where, and the values of its words."""

NEEDED = {
    MeasureKind.STEP: ("step",),
    MeasureKind.OUTCOME: ("outcome",),
    MeasureKind.WITHIN: ("clock",),
    MeasureKind.DAYS: ("step", "until"),
}


def check(scheme: Scheme) -> list[SchemeFault]:
    """Every fault of a scheme, by line. A step without `after` that opens no case is reached by nothing.

    >>> from pacte.ground.pathways.rules.scheme import Step
    >>> [each.code for each in check(Scheme("x", "1", "X", "", "", None, steps=(Step("a", "A", after=("b",)),)))]
    ['no_opening_step', 'unreachable_step', 'unknown_step']
    """
    found = [*_names(scheme), *_facts(scheme), *_steps(scheme), *_paths(scheme), *_outcomes(scheme)]
    found += clock_faults(scheme)
    found += [each for measure in scheme.measures for each in _measure(scheme, measure)]
    faults = [SchemeFault(code, _line(scheme, where), where, params) for code, where, params in found]
    return sorted(faults, key=lambda each: (each.line, each.where, each.code))


def _line(scheme: Scheme, where: str) -> int:
    """The line of a key, or of the nearest part that holds it."""
    while where not in scheme.lines and "." in where:
        where = where.rpartition(".")[0]
    return scheme.lines.get(where, 1)


def _names(scheme: Scheme) -> Found:
    """Keys are slugs, and say one thing each. A document may be asked by several steps, under one label."""
    if not SLUG.fullmatch(scheme.key):
        yield "not_a_slug", "scheme.key", {"key": scheme.key}
    for kind in ("fact", "step", "clock", "outcome", "measure"):
        keys = [each.key for each in getattr(scheme, f"{kind}s")]
        for key, times in Counter(keys).items():
            if times > 1:
                yield "duplicate_key", f"{kind}:{key}", {"key": key}
            if not SLUG.fullmatch(key):
                yield "not_a_slug", f"{kind}:{key}", {"key": key}
    labels: dict[str, str] = {}
    for step in scheme.steps:
        for document in step.documents:
            if not SLUG.fullmatch(document.key):
                yield "not_a_slug", f"step:{step.key}.documents", {"key": document.key}
            if labels.setdefault(document.key, document.label) != document.label:
                yield "duplicate_key", f"step:{step.key}.documents", {"key": document.key}


def _facts(scheme: Scheme) -> Found:
    for fact in scheme.facts:
        where = f"fact:{fact.key}"
        if fact.kind == FactKind.CHOICE and not fact.choices:
            yield "choice_without_choices", where, {"key": fact.key}
        if fact.kind != FactKind.CHOICE and fact.choices:
            yield "choices_without_choice", f"{where}.choices", {"key": fact.key}
        for key, times in Counter(each.key for each in fact.choices).items():
            if times > 1:
                yield "duplicate_key", f"{where}.choices", {"key": key}


def _steps(scheme: Scheme) -> Found:
    if not any(step.opens for step in scheme.steps):
        yield "no_opening_step", "scheme", {}
    for step in scheme.steps:
        for key in step.after:
            if scheme.step(key) is None:
                yield "unknown_step", f"step:{step.key}.after", {"key": key}
        if step.closes and scheme.outcome(step.closes) is None:
            yield "unknown_outcome", f"step:{step.key}.closes", {"key": step.closes}


def reachable(scheme: Scheme) -> set[str]:
    """The steps to which an opening step leads, one of their `after` being enough."""
    reached = {step.key for step in scheme.steps if step.opens}
    while True:
        further = {step.key for step in scheme.steps if not reached.isdisjoint(step.after)} - reached
        if not further:
            return reached
        reached |= further


def _paths(scheme: Scheme) -> Found:
    try:
        tuple(TopologicalSorter({step.key: step.after for step in scheme.steps}).static_order())
    except CycleError as error:
        ring = list(reversed(error.args[1]))
        first = min(ring)
        yield "cycle", f"step:{first}.after", {"key": first, "steps": " → ".join(ring)}
    reached = reachable(scheme)
    for step in scheme.steps:
        if step.key not in reached:
            yield "unreachable_step", f"step:{step.key}", {"key": step.key}


def _outcomes(scheme: Scheme) -> Found:
    """An outcome that no hand may choose must be brought by a step that something leads to."""
    reached = reachable(scheme)
    brought = {step.closes for step in scheme.steps if step.key in reached}
    for outcome in scheme.outcomes:
        if not outcome.by_hand and outcome.key not in brought:
            yield "unreachable_outcome", f"outcome:{outcome.key}", {"key": outcome.key}
        if outcome.avoids_rupture and not outcome.why:
            yield "avoided_without_why", f"outcome:{outcome.key}", {"key": outcome.key}


def _measure(scheme: Scheme, measure: Measure) -> Found:
    where = f"measure:{measure.key}"
    for name in NEEDED.get(measure.kind, ()):
        if not getattr(measure, name):
            yield "empty_measure", where, {"key": measure.key, "needs": name}
    if measure.version < 1:
        yield "negative_length", f"{where}.version", {"key": measure.key}
    for name, known in (("step", scheme.step), ("until", scheme.step), ("outcome", scheme.outcome)):
        key = getattr(measure, name)
        if key and known(key) is None:
            yield f"unknown_{'step' if name == 'until' else name}", f"{where}.{name}", {"key": key}
    if measure.clock and scheme.clock(measure.clock) is None:
        yield "unknown_clock", f"{where}.clock", {"key": measure.clock}
