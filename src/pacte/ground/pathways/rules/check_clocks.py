"""Whether each clock of a scheme can run: it starts, it stops, its rules leave no day twice or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pacte.ground.pathways.rules.scheme import Clock, FactKind, Limit, Rule, Scheme, TermDirection

Found = Iterator[tuple[str, str, dict[str, object]]]


def clock_faults(scheme: Scheme) -> Found:
    """A code, where, and the values of its words, for each fault of each clock."""
    for clock in scheme.clocks:
        yield from _ends(scheme, clock)
        yield from _named(scheme, clock)
        yield from _rules(scheme, clock)
        yield from _way(clock)


def _ends(scheme: Scheme, clock: Clock) -> Found:
    where = f"clock:{clock.key}"
    if not clock.start:
        yield "clock_without_start", where, {"key": clock.key}
    elif clock.start_is_fact:
        yield from _fact(scheme, clock, "start", FactKind.DATE)
    elif scheme.step(clock.start) is None:
        yield "unknown_step", f"{where}.start", {"key": clock.start}
    if not clock.stops:
        yield "clock_without_stop", where, {"key": clock.key}


def _named(scheme: Scheme, clock: Clock) -> Found:
    for name in ("stops", "cancelled_by", "paused_by", "resumed_by"):
        for key in getattr(clock, name):
            if scheme.step(key) is None:
                yield "unknown_step", f"clock:{clock.key}.{name}", {"key": key}
    if clock.deferred_unless:
        yield from _fact(scheme, clock, "deferred_unless", FactKind.FLAG)


def _fact(scheme: Scheme, clock: Clock, name: str, *kinds: FactKind) -> Found:
    key = getattr(clock, name)
    fact = scheme.fact(key)
    if fact is None:
        yield "unknown_fact", f"clock:{clock.key}.{name}", {"key": key}
    elif fact.kind not in kinds:
        wanted = ", ".join(kinds)
        yield "wrong_fact_kind", f"clock:{clock.key}.{name}", {"key": key, "kind": fact.kind.value, "wanted": wanted}


def _way(clock: Clock) -> Found:
    """What a clock that looks back, or that one must wait for, cannot have."""
    where = f"clock:{clock.key}"
    if clock.direction == TermDirection.BEFORE and clock.paused_by:
        yield "backward_paused", f"{where}.paused_by", {"key": clock.key}
    if clock.limit == Limit.AT_LEAST and any(days < 0 for days in clock.reminders):
        yield "late_reminder", f"{where}.reminders", {"key": clock.key}
    if clock.soon < 0:
        yield "negative_length", f"{where}.soon", {"key": clock.key}


def _rules(scheme: Scheme, clock: Clock) -> Found:
    where = f"clock:{clock.key}"
    if not clock.rules:
        yield "clock_without_rule", where, {"key": clock.key}
    for place, rule in enumerate(clock.rules, start=1):
        at = f"{where}.rule{place}"
        if rule.length < 0:
            yield "negative_length", f"{at}.length", {"key": clock.key}
        if rule.values and (rule.since or rule.until):
            yield "mixed_rule", at, {"key": clock.key}
        if rule.since and rule.until and rule.since >= rule.until:
            yield "empty_rule", at, {"key": clock.key}
    if any(rule.values for rule in clock.rules):
        yield from _by_value(scheme, clock)
    else:
        if clock.chosen_by:
            yield from _fact(scheme, clock, "chosen_by", FactKind.DATE)
        yield from _by_day(clock)


def _by_value(scheme: Scheme, clock: Clock) -> Found:
    """Each choice of the fact has one rule, or falls to the one rule without values."""
    where = f"clock:{clock.key}"
    if not clock.chosen_by:
        yield "values_without_fact", where, {"key": clock.key}
        return
    yield from _fact(scheme, clock, "chosen_by", FactKind.CHOICE)
    fact = scheme.fact(clock.chosen_by)
    left = [each.key for each in fact.choices] if fact else []
    seen: set[str] = set()
    for place, rule in enumerate(clock.rules, start=1):
        for value in rule.values:
            if value in seen:
                yield "rules_overlap", f"{where}.rule{place}", {"key": clock.key, "what": value}
            elif value not in left and fact:
                yield "unknown_choice", f"{where}.rule{place}", {"key": clock.key, "what": value}
            seen.add(value)
    others = [place for place, rule in enumerate(clock.rules, start=1) if not rule.values]
    if len(others) > 1:
        yield "rules_overlap", f"{where}.rule{others[1]}", {"key": clock.key, "what": ""}
    if not others and (missing := [each for each in left if each not in seen]):
        yield "rules_hole", where, {"key": clock.key, "what": ", ".join(missing)}


def _by_day(clock: Clock) -> Found:
    """Rules follow each other, no day between nor in two of them; before the first and after the last, no rule."""
    order: list[tuple[date, int, Rule]] = sorted(
        (rule.since or date.min, place, rule) for place, rule in enumerate(clock.rules, start=1)
    )
    for (_, _, first), (since, place, _) in pairwise(order):
        at = f"clock:{clock.key}.rule{place}"
        if first.until is None or first.until > since:
            yield "rules_overlap", at, {"key": clock.key, "what": since.isoformat() if since != date.min else ""}
        elif first.until < since:
            yield "rules_hole", at, {"key": clock.key, "what": first.until.isoformat()}
