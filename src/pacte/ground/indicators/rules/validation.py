"""Whether a value may be recorded: faults in words, each at its field. It never mends a value silently.

Functions take a translator, so that this module stays free of the framework.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pacte.ground.declarations.errors import Fault

from .printed import plain, print_value, round_to

Translate = Callable[[str], str]
MAX_DECIMALS = 4
TOO_LARGE = Decimal(10) ** 16
NOT_COUNTED = frozenset({"EUR", "percent", "day"})
"""Units that may be cut: everything else is counted one by one."""


@dataclass(frozen=True)
class Proposal:
    """A value as it is given, before it is a measurement. A percentage is given in points (47 for 47 %)."""

    value: Decimal
    unit: str
    kind: str
    qualifier: str = "exact"
    period_start: date | None = None
    period_end: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base: str = ""
    source: str = ""
    method: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """What the indicator's definition and neighbours ask of a value.

    `total` is the value of the indicator that this one is part of, `largest_part` that of its own greatest part, for
    the same period and territory, when known.
    """

    unit: str
    kind: str = ""
    unit_label: str = ""
    is_computed: bool = False
    total: Decimal | None = None
    largest_part: Decimal | None = None


def faults_of(proposal: Proposal, sheet: Sheet, _: Translate = str) -> list[Fault]:
    """Every fault of the proposal; none when it may be recorded.

    >>> faults_of(Proposal(Decimal(47), "percent", "ratio"), Sheet("percent"))[0].where
    'base'
    >>> faults_of(Proposal(Decimal(47), "percent", "ratio", base="sorties"), Sheet("percent"))
    []
    """
    numbers = [("value", proposal.value), ("numerator", proposal.numerator), ("denominator", proposal.denominator)]
    unusable = [fault for where, number in numbers if number is not None for fault in _number(where, number, _)]
    if unusable:
        return unusable
    checks = (_origin, _unit, _sign, _period, _ratio, _whole)
    return [fault for check in checks for fault in check(proposal, sheet, _)]


def _number(where: str, number: Decimal, _: Translate) -> Iterator[Fault]:
    if not number.is_finite():
        yield Fault(where, _("n’est pas un nombre."), _("Donnez un nombre en chiffres."))
    elif abs(number) >= TOO_LARGE:
        yield Fault(where, _("est trop grand pour être enregistré."), _("Vérifiez le nombre de zéros."))
    elif number != round(number, MAX_DECIMALS):
        yield Fault(where, _("a plus de quatre décimales."), _("Arrondissez à quatre décimales."))


def _origin(proposal: Proposal, sheet: Sheet, _: Translate) -> Iterator[Fault]:
    if sheet.is_computed:
        yield Fault(
            "value", _("Ce chiffre est calculé à partir du travail fait."), _("Corrigez les lignes d’où il vient.")
        )


def _unit(proposal: Proposal, sheet: Sheet, _: Translate) -> Iterator[Fault]:
    if proposal.unit != sheet.unit:
        yield Fault(
            "unit",
            _("L’unité n’est pas celle de l’indicateur."),
            _("Donnez la valeur en %(unit)s.") % {"unit": sheet.unit_label or sheet.unit},
        )


def _sign(proposal: Proposal, sheet: Sheet, _: Translate) -> Iterator[Fault]:
    if proposal.kind == "change":
        return
    if proposal.value < 0:
        yield Fault("value", _("Un nombre compté n’est jamais négatif."), _("Retirez le signe moins."))
    if proposal.unit not in NOT_COUNTED and proposal.kind != "ratio" and proposal.value != int(proposal.value):
        yield Fault("value", _("Ce qui se compte un par un n’a pas de décimales."), _("Donnez un nombre entier."))


def _period(proposal: Proposal, sheet: Sheet, _: Translate) -> Iterator[Fault]:
    start, end = proposal.period_start, proposal.period_end
    if start and end and end < start:
        yield Fault("period_end", _("La période finit avant de commencer."), _("Inversez ou corrigez les dates."))


def _ratio(proposal: Proposal, sheet: Sheet, _: Translate) -> Iterator[Fault]:
    top, bottom = proposal.numerator, proposal.denominator
    if proposal.unit == "percent" and bottom is None and not proposal.base.strip():
        yield Fault(
            "base",
            _("Un pourcentage garde sa base."),
            _("Donnez le numérateur et le dénominateur, ou dites de quoi c’est une part."),
        )
    if bottom is not None and bottom <= 0:
        yield Fault("denominator", _("La base est nulle ou négative."), _("Donnez une base plus grande que zéro."))
    elif top is not None and bottom is None:
        yield Fault("denominator", _("Le dénominateur manque."), _("Donnez les deux nombres, ou aucun."))
    elif top is not None and bottom is not None:
        yield from _quotient(proposal, top, bottom, _)


def _quotient(proposal: Proposal, top: Decimal, bottom: Decimal, _: Translate) -> Iterator[Fault]:
    """The value must be what its two numbers make of it, at the precision at which it is given."""
    if proposal.kind == "ratio" and not 0 <= top <= bottom:
        yield Fault("numerator", _("La part dépasse son total."), _("Vérifiez les deux nombres."))
        return
    scale = 100 if proposal.unit == "percent" else 1
    exponent = proposal.value.normalize().as_tuple().exponent
    place = Decimal(1).scaleb(min(0, int(exponent)))
    found = round_to(top * scale / bottom, place)
    if found != proposal.value:
        printed = plain(print_value(found, proposal.unit, "exact", "fr"))
        yield Fault(
            "value",
            _("La valeur ne correspond pas au numérateur et au dénominateur."),
            _("Le calcul donne %(value)s.") % {"value": printed},
        )


def _whole(proposal: Proposal, sheet: Sheet, _: Translate) -> Iterator[Fault]:
    """A part never exceeds its total, whichever of the two is being given."""
    if sheet.total is not None and proposal.value > sheet.total:
        yield Fault(
            "value",
            _("La part dépasse son total."),
            _("Le total enregistré est %(value)s.") % {"value": plain(print_value(sheet.total, "", "exact", "fr"))},
        )
    if sheet.largest_part is not None and proposal.value < sheet.largest_part:
        part = plain(print_value(sheet.largest_part, "", "exact", "fr"))
        yield Fault(
            "value",
            _("Le total est plus petit qu’une de ses parts."),
            _("Une part enregistrée vaut %(value)s.") % {"value": part},
        )
