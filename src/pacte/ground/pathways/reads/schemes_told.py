"""A scheme told in plain words: its steps, its delays with their reference, how a case may end, what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..enums import LegalPeriodKind
from ..rules.scheme import (
    Clock,
    Fact,
    FactKind,
    Limit,
    Measure,
    MeasureKind,
    Occurrences,
    Outcome,
    Roll,
    Rule,
    Scheme,
    Step,
    TermDirection,
    Unit,
)

FACT_WORDS = {
    FactKind.DATE: gettext_lazy("Une date"),
    FactKind.NUMBER: gettext_lazy("Un nombre"),
    FactKind.MONEY: gettext_lazy("Un montant en euros"),
    FactKind.CHOICE: gettext_lazy("Un choix dans une liste"),
    FactKind.FLAG: gettext_lazy("Oui ou non"),
}
UNIT_WORDS = {
    Unit.DAYS: gettext_lazy("jours"),
    Unit.WORKING_DAYS: gettext_lazy("jours ouvrés (du lundi au vendredi, sans les jours fériés)"),
    Unit.BUSINESS_DAYS: gettext_lazy("jours ouvrables (du lundi au samedi, sans les jours fériés)"),
    Unit.CLEAR_DAYS: gettext_lazy("jours francs"),
    Unit.WEEKS: gettext_lazy("semaines"),
    Unit.MONTHS: gettext_lazy("mois"),
    Unit.YEARS: gettext_lazy("ans"),
}
ROLL_WORDS = {
    Roll.NEXT: gettext_lazy("Passe au jour ouvré suivant"),
    Roll.PREVIOUS: gettext_lazy("Revient au jour ouvré précédent"),
    Roll.NONE: gettext_lazy("Reste ce jour-là"),
}
OCCURRENCE_WORDS = {
    Occurrences.LAST: gettext_lazy("La dernière fois : le délai repart"),
    Occurrences.FIRST: gettext_lazy("La première fois seulement"),
    Occurrences.EACH: gettext_lazy("Chaque fois : un délai pour chacune"),
}
MEASURE_WORDS = {
    MeasureKind.OPENED: gettext_lazy("Les parcours ouverts dans l’année"),
    MeasureKind.OPEN: gettext_lazy("Les parcours en cours ce jour-là"),
    MeasureKind.STEP: gettext_lazy("Une étape : combien de fois dans l’année"),
    MeasureKind.OUTCOME: gettext_lazy("Une issue : combien de parcours dans l’année"),
    MeasureKind.WITHIN: gettext_lazy("Un délai : combien de fois tenu, sur combien d’échéances"),
    MeasureKind.DAYS: gettext_lazy("Le nombre de jours entre deux étapes (la moitié des parcours en met moins)"),
}


@dataclass(frozen=True)
class RuleTold:
    """One length of a clock: "2 mois", when it holds, where it comes from."""

    length: str
    when: str
    reference: str
    is_sample: bool


@dataclass(frozen=True)
class PartTold:
    """A part of a scheme: its `sentence`, then `notes` beneath; `rules` are a clock's lengths."""

    key: str
    label: str
    sentence: str
    notes: list[str]
    rules: list[RuleTold]
    part: Step | Fact | Clock | Outcome | Measure

    @property
    def has_one_length(self) -> bool:
        """A clock whose one length always holds: its sentence says it."""
        return len(self.rules) == 1 and not self.rules[0].when


@dataclass(frozen=True)
class SchemeTold:
    """Every part of a scheme in words, in the order of its text."""

    steps: list[PartTold]
    facts: list[PartTold]
    clocks: list[PartTold]
    outcomes: list[PartTold]
    measures: list[PartTold]


def tell(scheme: Scheme) -> SchemeTold:
    """The scheme in words. A name that leads nowhere, in a draft, is shown as its code."""
    return SchemeTold(
        [_part(scheme, each, _step) for each in scheme.steps],
        [_part(scheme, each, _fact) for each in scheme.facts],
        [_part(scheme, each, _clock) for each in scheme.clocks],
        [_part(scheme, each, _outcome) for each in scheme.outcomes],
        [_part(scheme, each, _measure) for each in scheme.measures],
    )


def length_words(rule: Rule) -> str:
    """A length in words.

    >>> length_words(Rule(2, Unit.MONTHS)), length_words(Rule(1, Unit.WORKING_DAYS))
    ('2 mois', '1 jour ouvré')
    """
    n = rule.length
    words = {
        Unit.DAYS: ngettext("%(n)d jour", "%(n)d jours", n),
        Unit.WORKING_DAYS: ngettext("%(n)d jour ouvré", "%(n)d jours ouvrés", n),
        Unit.BUSINESS_DAYS: ngettext("%(n)d jour ouvrable", "%(n)d jours ouvrables", n),
        Unit.CLEAR_DAYS: ngettext("%(n)d jour franc", "%(n)d jours francs", n),
        Unit.WEEKS: ngettext("%(n)d semaine", "%(n)d semaines", n),
        Unit.MONTHS: ngettext("%(n)d mois", "%(n)d mois", n),
        Unit.YEARS: ngettext("%(n)d an", "%(n)d ans", n),
    }
    return words[rule.unit] % {"n": n}


def _part(
    scheme: Scheme, part: Step | Fact | Clock | Outcome | Measure, words: Callable[..., Iterator[str]]
) -> PartTold:
    sentence, *notes = [*words(scheme, part)] or [""]
    rules = [_rule(scheme, part, rule) for rule in part.rules] if isinstance(part, Clock) else []
    return PartTold(part.key, part.label, sentence, notes, rules, part)


def _quoted(scheme: Scheme, kind: str, keys: Iterable[str]) -> str:
    found = ((getattr(scheme, kind)(key), key) for key in keys)
    return f" {_('ou')} ".join(f"«\u00a0{one.label if one else key}\u00a0»" for one, key in found)


def _step(scheme: Scheme, step: Step) -> Iterator[str]:
    first = [_("Un parcours peut commencer ici.")] if step.opens else []
    if step.after:
        first.append(_("Après %(steps)s.") % {"steps": _quoted(scheme, "step", step.after)})
    yield " ".join(first)
    if step.by:
        yield _("Qui agit : %(who)s.") % {"who": step.by}
    if step.documents:
        yield _("Documents demandés : %(names)s.") % {"names": ", ".join(each.label for each in step.documents)}
    if step.options:
        options = " ; ".join(each.rstrip(".") for each in step.options)
        yield _("La personne peut alors : %(options)s.") % {"options": options}
    if step.closes:
        yield _("Met fin au parcours : %(outcome)s.") % {"outcome": _quoted(scheme, "outcome", [step.closes])}
    if step.repeats:
        yield _("Peut se répéter.")
    if step.help:
        yield step.help


def _fact(scheme: Scheme, fact: Fact) -> Iterator[str]:
    words = str(FACT_WORDS[fact.kind])
    yield f"{words} : {', '.join(each.label for each in fact.choices)}." if fact.choices else f"{words}."
    if fact.help:
        yield fact.help


def _clock(scheme: Scheme, clock: Clock) -> Iterator[str]:
    start = _quoted(scheme, "fact" if clock.start_is_fact else "step", [clock.start]) if clock.start else _("(rien)")
    lengths = f" {_('ou')} ".join(length_words(rule) for rule in clock.rules) or "…"
    values = {"length": lengths, "start": start, "stops": _quoted(scheme, "step", clock.stops) or _("(rien)")}
    if clock.limit == Limit.AT_LEAST:
        yield _("Pas avant %(length)s après %(start)s : %(stops)s.") % values
    elif clock.direction == TermDirection.BEFORE:
        yield _("%(stops)s, au moins %(length)s avant %(start)s.") % values
    else:
        yield _("%(stops)s, dans les %(length)s après %(start)s.") % values
    yield from _clock_ends(scheme, clock)
    if clock.deferred_by:
        kind = dict(LegalPeriodKind.choices).get(clock.deferred_by, clock.deferred_by)
        unless = _(", sauf %(fact)s") % {"fact": _quoted(scheme, "fact", [clock.deferred_unless])}
        yield _("Un terme pendant la période « %(kind)s » est repoussé à sa fin%(unless)s.") % {
            "kind": kind, "unless": unless if clock.deferred_unless else "",
        }  # fmt: skip
    if clock.survives:
        yield _("Court encore quand le parcours est terminé.")
    if clock.actor:
        yield _("À faire par : %(who)s.") % {"who": clock.actor}
    if clock.reminders:
        yield _("Rappels : %(days)s.") % {"days": ", ".join(_reminder(days) for days in clock.reminders)}


def _clock_ends(scheme: Scheme, clock: Clock) -> Iterator[str]:
    if clock.cancelled_by:
        yield _("Annulé par %(steps)s.") % {"steps": _quoted(scheme, "step", clock.cancelled_by)}
    if clock.paused_by:
        yield _("Suspendu par %(steps)s.") % {"steps": _quoted(scheme, "step", clock.paused_by)}
    if clock.resumed_by:
        yield _("Repris par %(steps)s.") % {"steps": _quoted(scheme, "step", clock.resumed_by)}


def _reminder(days: int) -> str:
    if days < 0:
        return ngettext("%(n)d jour après le terme", "%(n)d jours après le terme", -days) % {"n": -days}
    return ngettext("%(n)d jour avant le terme", "%(n)d jours avant le terme", days) % {"n": days}


def _rule(scheme: Scheme, clock: Clock, rule: Rule) -> RuleTold:
    what = _quoted(scheme, "fact", [clock.chosen_by]) if clock.chosen_by else _("le départ du délai")
    when = ""
    if rule.values:
        fact = scheme.fact(clock.chosen_by)
        known = {each.key: each.label for each in fact.choices} if fact else {}
        when = _("si %(fact)s est %(values)s") % {
            "fact": what, "values": f" {_('ou')} ".join(known.get(value, value) for value in rule.values),
        }  # fmt: skip
    elif rule.since and rule.until:
        when = _("si %(fact)s est du %(since)s à la veille du %(until)s") % _days(what, rule)
    elif rule.since:
        when = _("si %(fact)s est à partir du %(since)s") % _days(what, rule)
    elif rule.until:
        when = _("si %(fact)s est avant le %(until)s") % _days(what, rule)
    return RuleTold(length_words(rule), when, rule.reference, rule.is_sample)


def _days(what: str, rule: Rule) -> dict[str, str]:
    return {
        "fact": what,
        "since": date_format(rule.since, "j F Y") if rule.since else "",
        "until": date_format(rule.until, "j F Y") if rule.until else "",
    }


def _outcome(scheme: Scheme, outcome: Outcome) -> Iterator[str]:
    yield _("Compte comme une rupture évitée : %(why)s") % {"why": outcome.why} if outcome.avoids_rupture else ""
    if not outcome.by_hand:
        yield _("Seule une étape l’apporte.")


def _measure(scheme: Scheme, measure: Measure) -> Iterator[str]:
    parts = (("step", measure.step), ("step", measure.until), ("outcome", measure.outcome), ("clock", measure.clock))
    named = [_quoted(scheme, kind, [key]) for kind, key in parts if key]
    yield f"{MEASURE_WORDS[measure.kind]}{_(' :')} {', '.join(named)}." if named else f"{MEASURE_WORDS[measure.kind]}."
    if measure.explanation:
        yield measure.explanation
