"""What the adopted rules say of a sum, in words: what is refused and why, what is only told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import Fault

from ..rules.ceilings import Judged
from ..rules.money import euros

Say = Callable[[Judged], tuple[str, str, str]]


def _numbers(each: Judged) -> dict[str, object]:
    return {"given": each.given, "allowed": each.allowed}


def _sums(each: Judged) -> dict[str, str]:
    return {"given": euros(each.given), "allowed": euros(each.allowed)}


def _above_ceiling(each: Judged) -> tuple[str, str, str]:
    what = _("%(given)s dépassent le plafond de %(allowed)s.") % _sums(each)
    if each.by_derogation:
        return "derogation", what, _("Une dérogation est possible : écrivez sur quoi elle se fonde.")
    return (
        "grant",
        what,
        _("Ramenez la somme au plafond. Les règles adoptées n’ouvrent pas de dérogation à cette hauteur."),
    )


SAID: dict[str, Say] = {
    "negative": lambda each: ("grant", _("Une somme ne peut pas être négative."), ""),
    "nothing": lambda each: ("grant", _("Un accord donne une somme."), _("Écrivez-la, ou décidez autrement.")),
    "above_asked": lambda each: (
        "grant", _("%(given)s dépassent la somme demandée, %(allowed)s.") % _sums(each),
        _("Corrigez la somme, ou faites compléter la demande."),
    ),
    "no_ceiling": lambda each: (
        "", _("Aucun plafond adopté ne couvre cette aide à la date de la demande."),
        _("Faites adopter des plafonds avant de décider."),
    ),
    "above_ceiling": _above_ceiling,
    "months_without_loan": lambda each: ("months", _("Une durée est écrite, mais aucune somme n’est prêtée."), ""),
    "loan_without_months": lambda each: ("months", _("La durée du prêt manque."), _("Écrivez un nombre de mois.")),
    "loan_too_long": lambda each: (
        "months", _("%(given)s mois : un prêt ne peut pas dépasser %(allowed)s mois.") % _numbers(each),
        _("Réduisez la durée."),
    ),
    "loan_above_rule": lambda each: (
        "months", _("%(given)s mois : les règles adoptées s’arrêtent à %(allowed)s mois.") % _numbers(each),
        _("Réduisez la durée."),
    ),
    "instalment_of_nothing": lambda each: ("months", _("Chaque mensualité serait de moins d’un centime."), ""),
    "instalment_too_small": lambda each: (
        "months", _("Une mensualité de %(given)s est sous le minimum de %(allowed)s.") % _sums(each),
        _("Réduisez la durée, ou donnez une subvention."),
    ),
    "loan_share": lambda each: (
        "", _("Le prêt fait %(given)s %% de l’aide ; les règles veulent au moins %(allowed)s %%.") % _numbers(each), "",
    ),
    "above_means": lambda each: (
        "", _("Les ressources comptées, %(given)s, dépassent le plafond de %(allowed)s.") % _sums(each), "",
    ),
}  # fmt: skip

TOLD = {
    "over_budget": lambda: _("Le budget de l’année est dépassé."),
    "same_decider": lambda: _("Le recours est décidé par la même personne : personne d’autre ne siège."),
    "loan_share": lambda: _("La part de prêt est sous celle des règles adoptées."),
    "above_means": lambda: _("Les ressources dépassent le plafond des règles adoptées."),
}  # fmt: skip
"""Warnings kept beside a decision, by code."""


def fault_of(each: Judged) -> Fault:
    """What a verb refuses, at the field it concerns."""
    return Fault(*SAID[each.code](each))


def sentence(each: Judged) -> str:
    """What a page tells."""
    _where, what, remedy = SAID[each.code](each)
    return f"{what} {remedy}".strip()


def told(codes: str) -> list[str]:
    """The sentences of the warnings kept with a decision."""
    return [str(TOLD[code]()) for code in codes.split(",") if code in TOLD]


def sentences(judged: Iterable[Judged]) -> list[str]:
    return [sentence(each) for each in judged]
