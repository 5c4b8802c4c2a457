"""How a case is told: delays, states of clocks, warnings, values and events, in French sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..rules.clocks import as_date
from ..rules.scheme import Fact, FactKind, Rule, Scheme, Unit
from ..rules.story import ClockState, Warned

STATES = {
    ClockState.RUNNING: (gettext_lazy("En cours"), "○", ""),
    ClockState.SOON: (gettext_lazy("Bientôt"), "◐", "fair"),
    ClockState.OVERDUE: (gettext_lazy("Dépassé"), "●", "bad"),
    ClockState.MET: (gettext_lazy("Tenu"), "✓", "good"),
    ClockState.LATE: (gettext_lazy("Fait en retard"), "✓", "warn"),
    ClockState.WAITING: (gettext_lazy("À attendre"), "…", ""),
    ClockState.ALLOWED: (gettext_lazy("Possible"), "→", "good"),
    ClockState.TOO_EARLY: (gettext_lazy("Fait trop tôt"), "!", "warn"),
    ClockState.SUSPENDED: (gettext_lazy("Suspendu"), "=", "fair"),
    ClockState.CANCELLED: (gettext_lazy("Sans objet"), "×", ""),
}
"""Each state's word, sign and tone: never colour alone."""


def day_words(day: date | None) -> str:
    """A day in full: "15 février 2024"."""
    return date_format(day, "j F Y") if day else ""


def near_words(day: date, today: date) -> str:
    """How far a day is from another: "dans 5 jours", "demain", "il y a 3 jours"."""
    days = (day - today).days
    if days in (-1, 0, 1):
        return {-1: _("hier"), 0: _("aujourd’hui"), 1: _("demain")}[days]
    if days > 0:
        return ngettext("dans %(days)d jour", "dans %(days)d jours", days) % {"days": days}
    return ngettext("il y a %(days)d jour", "il y a %(days)d jours", -days) % {"days": -days}


def late_words(day: date, today: date) -> str:
    """By how much a term is past."""
    days = (today - day).days
    return ngettext("dépassé de %(days)d jour", "dépassé de %(days)d jours", days) % {"days": days}


def length_words(length: int, unit: Unit) -> str:
    """A delay in words: "10 jours ouvrés", "6 semaines", "2 mois"."""
    said = {
        Unit.WORKING_DAYS: ngettext("%(n)d jour ouvré", "%(n)d jours ouvrés", length),
        Unit.BUSINESS_DAYS: ngettext("%(n)d jour ouvrable", "%(n)d jours ouvrables", length),
        Unit.CLEAR_DAYS: ngettext("%(n)d jour franc", "%(n)d jours francs", length),
        Unit.WEEKS: ngettext("%(n)d semaine", "%(n)d semaines", length),
        Unit.MONTHS: ngettext("%(n)d mois", "%(n)d mois", length),
        Unit.YEARS: ngettext("%(n)d an", "%(n)d ans", length),
        Unit.DAYS: ngettext("%(n)d jour", "%(n)d jours", length),
    }
    return said[unit] % {"n": length}


def range_words(rule: Rule) -> str:
    """When a rule holds: "à partir du 29 juillet 2023", "avant le 29 juillet 2023"."""
    if rule.since and rule.until:
        return _("du %(since)s au %(until)s exclu") % {"since": day_words(rule.since), "until": day_words(rule.until)}
    if rule.since:
        return _("à partir du %(day)s") % {"day": day_words(rule.since)}
    return _("avant le %(day)s") % {"day": day_words(rule.until)} if rule.until else ""


def euros(cents: int) -> str:
    """A sum as it is printed: "1 129 €", cents when there are some.

    >>> euros(112900), euros(112950)
    ('1\\u202f129\\xa0€', '1\\u202f129,50\\xa0€')
    """
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", "\u202f")
    return f"{'−' if cents < 0 else ''}{grouped}{f',{rest:02}' if rest else ''}\u00a0€"


def value_words(fact: Fact | None, value: Any) -> str:
    """A fact's value as it is read."""
    if value is None:
        return _("non précisé")
    kind = fact.kind if fact else None
    if kind == FactKind.DATE and (day := as_date(value)):
        return day_words(day)
    if kind == FactKind.MONEY and isinstance(value, int):
        return euros(value)
    if kind == FactKind.FLAG:
        return _("oui") if value is True else _("non")
    if fact and kind == FactKind.CHOICE:
        return next((each.label for each in fact.choices if each.key == value), str(value))
    return str(value)


def name_of(scheme: Scheme, key: str) -> str:
    """The label of a step, a clock, a fact, a document or an outcome; its key when the version has none such."""
    for find in (scheme.step, scheme.clock, scheme.fact, scheme.document, scheme.outcome):
        if found := find(key):
            return str(found.label)
    return key


def stage_words(scheme: Scheme, stage: str) -> str:
    """The stage of a case in a word."""
    return name_of(scheme, stage) if stage else _("Rien n’est encore noté")


WARNINGS = {
    "before_expected": gettext_lazy("« %(what)s » est noté le %(on)s sans que « %(other)s » le soit."),
    "dated_before": gettext_lazy("« %(what)s » (%(on)s) est daté avant « %(other)s »."),
    "on_holiday": gettext_lazy("« %(what)s » : le %(on)s n’est pas un jour ouvré."),
    "repeated": gettext_lazy("« %(what)s » est noté plusieurs fois ; d’ordinaire, cela n’arrive qu’une fois."),
    "after_closing": gettext_lazy("« %(what)s » est daté du %(on)s, après la fin du parcours."),
    "too_early": gettext_lazy("« %(other)s » (%(on)s) est venu avant la fin du délai « %(what)s »."),
    "fact_unknown": gettext_lazy("Précisez « %(other)s » : le délai « %(what)s » en dépend."),
    "no_rule": gettext_lazy("Aucune règle ne donne la durée de « %(what)s » à cette date."),
    "unknown_step": gettext_lazy("« %(what)s » n’existe pas dans cette version du dispositif."),
    "unknown_fact": gettext_lazy("La précision « %(what)s » n’existe pas dans cette version du dispositif."),
}


def warning_words(scheme: Scheme, each: Warned) -> str:
    """A warning as a sentence that asks nothing but a look."""
    said = {"what": name_of(scheme, each.what), "other": name_of(scheme, each.other), "on": day_words(each.on)}
    told = WARNINGS.get(each.code, gettext_lazy("À vérifier : « %(what)s »."))
    return str(told) % said
