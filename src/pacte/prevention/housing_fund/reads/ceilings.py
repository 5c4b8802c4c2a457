"""A version of the rules as a page shows it: the table, and each rule of form in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..enums import AppealDecider, FundAid
from ..models import FundCeilings
from ..rules.ceilings import SIZES
from ..rules.money import euros


@dataclass(frozen=True)
class CeilingsTable:
    """The head, the rows, and the rules of form as (what, value)."""

    sizes: list[str]
    rows: list[tuple[str, list[str]]]
    rules: list[tuple[str, str]]


def table_of(version: FundCeilings) -> CeilingsTable:
    """The whole version in words."""
    rules, unsaid = version.rules, _("Non précisé")
    sizes = [str(size) for size in SIZES[:-1]] + [_("%(size)s et plus") % {"size": SIZES[-1]}]
    rows = [(str(aid.label), [_sum(rules.limit(aid, size)) for size in SIZES]) for aid in FundAid]
    rows.append((_("Ressources par mois"), [_sum(rules.means.get(size)) for size in SIZES]))
    months = _("%(many)s mois")
    days = _("%(many)s jours")
    said = [
        (_("Durée la plus longue d’un prêt"), months % {"many": rules.loan_months} if rules.loan_months else unsaid),
        (_("Mensualité la plus petite"), euros(rules.least_instalment) if rules.least_instalment else unsaid),
        (_("Part de prêt la plus petite"), f"{rules.least_loan_share} %" if rules.least_loan_share else unsaid),
        (_("Loyers repris avant l’aide"),
         months % {"many": rules.resumed_rent_months} if rules.resumed_rent_months else unsaid),
        (_("Contrat de prêt à rendre sous"), days % {"many": rules.contract_days} if rules.contract_days else unsaid),
        (_("Condition à lever sous"), days % {"many": rules.condition_days} if rules.condition_days else unsaid),
        (_("Recours gracieux décidé par"), str(AppealDecider(rules.appeal_decider).label)),
        (_("Droit de dépasser un plafond"), _derogation(rules.derogation, rules.derogation_percent)),
    ]  # fmt: skip
    return CeilingsTable(sizes, rows, said)


def _sum(amount: int | None) -> str:
    return "—" if amount is None else euros(amount)


def _derogation(words: str, percent: int) -> str:
    if not words:
        return _("Aucun")
    return _("%(words)s (jusqu’à %(percent)s %% de plus)") % {"words": words, "percent": percent}
