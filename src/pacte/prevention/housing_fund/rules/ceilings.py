"""What the adopted rules allow: the most that a decision may give, the form of a loan, and why.

A fault is refused: money or law would be wrong. A warning is told to whoever decides, and kept beside the decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from .means import FundHousehold, Units, per_unit
from .money import share

LONGEST_LOAN = 400
"""No loan is longer, whatever the adopted rules say: months."""
SIZES = (1, 2, 3, 4, 5, 6)
"""Sizes of household that a table holds; the last stands for larger ones."""


@dataclass(frozen=True)
class FundRules:
    """An adopted table. `limits`: the most per aid and size; `means`: counted monthly resources per size.

    Sums in cents, `means_per_unit` when `means` of size 1 is compared to resources per consumption unit.
    `derogation` says in words the right to exceed a limit, and who has it; "" when no text gives one. The months,
    instalments and delays are those of loans, contracts, conditions and appeals; 0 when a text is silent.
    """

    limits: dict[str, dict[int, int]] = field(default_factory=dict)
    means: dict[int, int] = field(default_factory=dict)
    means_per_unit: bool = False
    units: Units = field(default_factory=Units)
    loan_months: int = 0
    least_instalment: int = 0
    least_loan_share: int = 0
    resumed_rent_months: int = 0
    contract_days: int = 0
    condition_days: int = 0
    deferral_days: int = 0
    appeal_decider: str = "other_if_possible"
    derogation: str = ""
    derogation_percent: int = 0

    def limit(self, aid: str, size: int) -> int | None:
        """The most for this aid and this size of household; None when the table says nothing.

        >>> FundRules(limits={"access": {1: 80000, 6: 150000}}).limit("access", 9)
        150000
        """
        return self.limits.get(aid, {}).get(min(max(size, 1), SIZES[-1]))

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        kept = asdict(self)
        kept["limits"] = {aid: {str(size): sum_ for size, sum_ in row.items()} for aid, row in self.limits.items()}
        kept["means"] = {str(size): sum_ for size, sum_ in self.means.items()}
        return kept


def read(data: dict[str, Any]) -> FundRules:
    """The rules as they are kept, read again.

    >>> rules = FundRules(limits={"access": {1: 5}}, loan_months=36)
    >>> read(rules.as_data()) == rules
    True
    """
    known = {name: value for name, value in data.items() if name in FundRules.__dataclass_fields__}
    known["limits"] = {
        aid: {int(size): sum_ for size, sum_ in row.items()} for aid, row in data.get("limits", {}).items()
    }
    known["means"] = {int(size): sum_ for size, sum_ in data.get("means", {}).items()}
    known["units"] = Units(**data.get("units", {}))
    return FundRules(**known)


@dataclass(frozen=True)
class FundAsked:
    """What is judged: the aid, the household, its counted monthly resources, and what was asked, in cents."""

    aid: str
    household: FundHousehold
    resources: int
    asked: int


@dataclass(frozen=True)
class FundSums:
    """What is given: a grant and a loan, in cents, and the months of the loan."""

    grant: int = 0
    loan: int = 0
    months: int = 0

    @property
    def total(self) -> int:
        return self.grant + self.loan


@dataclass(frozen=True)
class Judged:
    """Something that the rules say of a decision: a code and the two numbers it speaks of.

    `is_fault`: refused. A fault that a derogation may lift has `by_derogation`.
    """

    code: str
    given: int = 0
    allowed: int = 0
    is_fault: bool = True
    by_derogation: bool = False


def judge(sums: FundSums, asked: FundAsked, rules: FundRules) -> list[Judged]:
    """Everything that stands against these sums, the faults first.

    >>> rules = FundRules(limits={"access": {1: 80000}}, loan_months=36)
    >>> one = FundAsked("access", FundHousehold(1), 60000, 100000)
    >>> [each.code for each in judge(FundSums(90000), one, rules)]
    ['above_ceiling']
    >>> [each.code for each in judge(FundSums(loan=80000, months=401), one, rules)]
    ['loan_too_long']
    """
    found = [*_sums(sums, asked), *_limit(sums, asked, rules), *_loan(sums, rules), *_warned(sums, asked, rules)]
    return sorted(found, key=lambda each: not each.is_fault)


def _sums(sums: FundSums, asked: FundAsked) -> Iterable[Judged]:
    if sums.grant < 0 or sums.loan < 0:
        yield Judged("negative")
    elif sums.total == 0:
        yield Judged("nothing")
    elif sums.total > asked.asked:
        yield Judged("above_asked", sums.total, asked.asked)


def _limit(sums: FundSums, asked: FundAsked, rules: FundRules) -> Iterable[Judged]:
    limit = rules.limit(asked.aid, asked.household.size)
    if limit is None:
        yield Judged("no_ceiling")
        return
    most = limit * (100 + rules.derogation_percent) // 100 if rules.derogation else limit
    if sums.total > most:
        yield Judged("above_ceiling", sums.total, most)
    elif sums.total > limit:
        yield Judged("above_ceiling", sums.total, limit, by_derogation=True)


def _loan(sums: FundSums, rules: FundRules) -> Iterable[Judged]:
    if sums.loan <= 0:
        if sums.months:
            yield Judged("months_without_loan", sums.months)
        return
    if sums.months < 1:
        yield Judged("loan_without_months")
    elif sums.months > LONGEST_LOAN:
        yield Judged("loan_too_long", sums.months, LONGEST_LOAN)
    elif rules.loan_months and sums.months > rules.loan_months:
        yield Judged("loan_above_rule", sums.months, rules.loan_months)
    elif sums.months > sums.loan:
        yield Judged("instalment_of_nothing")
    elif rules.least_instalment and sums.loan // sums.months < rules.least_instalment:
        yield Judged("instalment_too_small", sums.loan // sums.months, rules.least_instalment)


def _warned(sums: FundSums, asked: FundAsked, rules: FundRules) -> Iterable[Judged]:
    if rules.least_loan_share and sums.total and share(sums.loan, sums.total) < rules.least_loan_share:
        yield Judged("loan_share", share(sums.loan, sums.total), rules.least_loan_share, is_fault=False)
    limit = rules.means.get(min(max(asked.household.size, 1), SIZES[-1]))
    means = asked.resources
    if rules.means_per_unit:
        limit, means = rules.means.get(1), per_unit(means, asked.household, rules.units)
    if limit is not None and means > limit:
        yield Judged("above_means", means, limit, is_fault=False)


def faults_of(judged: Iterable[Judged], *, derogates: bool = False) -> list[Judged]:
    """What is refused: with a reasoned derogation, what a derogation may lift is not."""
    return [each for each in judged if each.is_fault and not (derogates and each.by_derogation)]
