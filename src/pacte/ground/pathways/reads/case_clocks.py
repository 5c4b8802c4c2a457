"""The clocks of a case for who reads it: where each stands, why its term is that day: the rule, the fact, the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import LegalPeriodKind
from ..rules.clocks import as_date
from ..rules.durations import term
from ..rules.scheme import Clock, Limit, Roll, Rule, Scheme, TermDirection
from ..rules.status import ENDED, state_of
from ..rules.story import ClockState, Running, Story
from . import case_words as words


@dataclass(frozen=True)
class ClockShown:
    """One clock: `word`, `sign` and `tone` of its state, `near` in words, and `why` its term is that day.

    `asks` is the fact to be known when two terms are possible (`candidates`). `reference` is the text of the rule.
    """

    clock: Clock
    running: Running
    state: ClockState
    near: str
    why: list[str] = field(default_factory=list)
    reference: str = ""
    is_sample: bool = False
    asks: str = ""

    @property
    def label(self) -> str:
        return self.clock.label

    @property
    def word(self) -> str:
        return str(words.STATES[self.state][0])

    @property
    def sign(self) -> str:
        return words.STATES[self.state][1]

    @property
    def tone(self) -> str:
        return words.STATES[self.state][2]

    @property
    def badge(self) -> str:
        """The state and how far its term is: "Bientôt, dans 5 jours", "Dépassé de 3 jours"."""
        if self.state is ClockState.OVERDUE:
            return self.near[:1].upper() + self.near[1:]
        return f"{self.word}, {self.near}" if self.near else self.word

    @property
    def is_live(self) -> bool:
        """Something may still be done about it."""
        return self.state not in ENDED

    @property
    def is_minimum(self) -> bool:
        return self.clock.limit == Limit.AT_LEAST


def clocks_shown(scheme: Scheme, story: Story, today: date, *, opens_values: bool = True) -> list[ClockShown]:
    """Every clock of a case, those that press first, then those that ended; facts are told where they are open."""
    shown = [
        _shown(scheme, story, running, today, opens_values) for running in story.clocks if scheme.clock(running.clock)
    ]
    return sorted(shown, key=lambda each: (not each.is_live, each.running.due or date.max))


def _shown(scheme: Scheme, story: Story, running: Running, today: date, opens_values: bool) -> ClockShown:
    clock = scheme.clocks_by_key[running.clock]
    state = state_of(running, clock, today)
    rules = [clock.rules[running.rule]] if running.rule is not None else list(clock.rules)
    return ClockShown(
        clock, running, state, near=_near(running, state, today),
        why=why(scheme, story, running, opens_values=opens_values),
        reference=" ; ".join(dict.fromkeys(rule.reference for rule in rules if rule.reference)),
        is_sample=any(rule.is_sample for rule in rules), asks=clock.chosen_by if running.candidates else "",
    )  # fmt: skip


def _near(running: Running, state: ClockState, today: date) -> str:
    if state is ClockState.SUSPENDED and running.paused_since:
        return _("depuis le %(day)s") % {"day": words.day_words(running.paused_since)}
    if running.due is None or state in ENDED:
        return ""
    if state is ClockState.OVERDUE:
        return words.late_words(running.due, today)
    if state is ClockState.WAITING:
        return _("pas avant le %(day)s") % {"day": words.day_words(max(running.due, *running.candidates, running.due))}
    return words.near_words(running.due, today)


def why(scheme: Scheme, story: Story, running: Running, *, opens_values: bool = True) -> list[str]:
    """Why the term is that day, sentence by sentence: what is counted, from when, and what chose the rule."""
    clock = scheme.clocks_by_key[running.clock]
    if running.rule is None:
        return [_counted(scheme, clock, rule, running) + _when(scheme, clock, rule) for rule in clock.rules]
    rule = clock.rules[running.rule]
    told = [_counted(scheme, clock, rule, running)]
    chosen = _chosen(scheme, story, clock, rule) if opens_values else ""
    return told + [each for each in (chosen, *_moved(clock, rule, running)) if each]


def _counted(scheme: Scheme, clock: Clock, rule: Rule, running: Running) -> str:
    start = words.name_of(scheme, clock.start)
    said = {"length": words.length_words(rule.length, rule.unit), "start": start,
            "day": words.day_words(running.started_on)}  # fmt: skip
    if clock.direction == TermDirection.BEFORE:
        if running.on_plan:
            return _("%(length)s avant « %(start)s », prévu le %(day)s.") % said
        return _("%(length)s avant « %(start)s », le %(day)s.") % said
    if clock.limit == Limit.AT_LEAST:
        return _("%(length)s au moins après « %(start)s », le %(day)s.") % said
    return _("%(length)s après « %(start)s », le %(day)s.") % said


def _when(scheme: Scheme, clock: Clock, rule: Rule) -> str:
    """For which values of the fact a rule holds, while the fact is not known."""
    fact = scheme.fact(clock.chosen_by)
    if fact is None:
        return ""
    if rule.values:
        known = [words.value_words(fact, value) for value in rule.values]
        return " " + _("Si « %(fact)s » : %(values)s.") % {"fact": fact.label, "values": ", ".join(known)}
    if span := words.range_words(rule):
        return " " + _("Si « %(fact)s » : %(span)s.") % {"fact": fact.label, "span": span}
    return ""


def _chosen(scheme: Scheme, story: Story, clock: Clock, rule: Rule) -> str:
    """The fact that chose the rule, or the period in which the clock began."""
    if len(clock.rules) == 1:
        return ""
    fact = scheme.fact(clock.chosen_by)
    span = words.range_words(rule)
    if fact is None:
        return _("Règle en vigueur %(span)s.") % {"span": span} if span else ""
    value = words.value_words(fact, story.facts.get(fact.key))
    said = {"fact": fact.label, "value": value, "span": span}
    if span and as_date(story.facts.get(fact.key)):
        return _("Cette durée vaut parce que « %(fact)s » : %(value)s (règle %(span)s).") % said
    return _("Cette durée vaut parce que « %(fact)s » : %(value)s.") % said


def _moved(clock: Clock, rule: Rule, running: Running) -> list[str]:
    """What moved the term from the plain count: suspensions, a day that is not worked, a legal period."""
    told = []
    if running.paused_days:
        days = running.paused_days
        told.append(
            ngettext(
                "Prolongé : suspendu pendant %(days)d jour.", "Prolongé : suspendu pendant %(days)d jours.", days
            ) % {"days": days}
        )  # fmt: skip
    elif running.paused_since is None:
        plain = term(running.started_on, rule.length, rule.unit, clock.direction, Roll.NONE)
        reached = running.deferred_from or running.due
        if reached and plain != reached:
            said = {"plain": words.day_words(plain)}
            told.append(_("Le %(plain)s n’est pas un jour ouvré : le terme passe au jour ouvré voisin.") % said)
    if running.deferred_from:
        kinds = {kind.value: str(kind.label) for kind in LegalPeriodKind}
        period = kinds.get(clock.deferred_by, _("une période légale"))
        said = {"day": words.day_words(running.deferred_from), "due": words.day_words(running.due), "period": period}
        told.append(_("Reporté du %(day)s au %(due)s : %(period)s.") % said)
    return told
