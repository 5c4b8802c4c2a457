"""Requests within a worker's reach, and everything that one request's page shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.reads.cases import visible

from ..enums import FundConditionState, FundState
from ..models import FundAppeal, FundCeilings, FundCondition, FundDecision, FundPayment, FundProposal, FundRequest
from ..models.decisions import form_of
from ..rules.ceilings import FundRules, FundSums, judge
from ..rules.loans import Account, InstalmentState
from .accounts import account_of
from .judging import sentence, told
from .situation import Situation, asked_of, ceilings_of, means_per_unit, rules_of, situation_of, words_of

MOST = 400
STATE_TONES = {
    FundState.TO_COMPLETE: "warn", FundState.TO_INSTRUCT: "warn", FundState.TO_DECIDE: "fair",
    FundState.DEFERRED: "warn", FundState.GRANTED: "good", FundState.PAID: "good", FundState.REFUSED: "bad",
    FundState.CLOSED: "", FundState.LAPSED: "bad",
}  # fmt: skip
WORKING = (FundState.TO_COMPLETE, FundState.TO_INSTRUCT, FundState.TO_DECIDE, FundState.DEFERRED, FundState.GRANTED)
"""States in which somebody has something to do or to wait for."""


@dataclass(frozen=True)
class FundRow:
    """A request in a list, named as its reader may name it."""

    request: FundRequest
    name: str

    @property
    def tone(self) -> str:
        return STATE_TONES[FundState(self.request.state)]


@dataclass(frozen=True)
class Said:
    """A decision as a page shows it, its words opened."""

    decision: FundDecision
    words: str
    derogation: str
    warnings: list[str]
    conditions: list[tuple[FundCondition, str]]

    @property
    def form(self) -> str:
        return str(self.decision.form.label)


@dataclass(frozen=True)
class Proposed:
    """A proposal as a page shows it: its reasons opened, what the adopted rules say of it."""

    proposal: FundProposal
    reasons: str
    judged: list[str] = field(default_factory=list)

    @property
    def form(self) -> str:
        return str(form_of(self.proposal.grant_cents, self.proposal.loan_cents).label)


@dataclass(frozen=True)
class Rules:
    """Which rules judge a request, why these, and what they allow it."""

    ceilings: FundCeilings | None
    rules: FundRules
    limit: int | None
    per_unit: int


@dataclass(frozen=True)
class Opened:
    """Everything of a request: for whoever follows the file."""

    request: FundRequest
    lines: list[tuple[str, int]]
    situation: Situation
    words: str
    rules: Rules
    proposal: Proposed | None
    decisions: list[Said]
    appeals: list[tuple[FundAppeal, str]]
    payments: list[FundPayment]

    @property
    def decision(self) -> Said | None:
        """The one in force."""
        return self.decisions[0] if self.decisions else None

    @property
    def pending_appeal(self) -> FundAppeal | None:
        return next((row for row, _words in self.appeals if row.outcome == "pending"), None)

    @property
    def paid(self) -> int:
        return sum(row.cents for row in self.payments)

    @property
    def left_to_pay(self) -> int:
        return (self.decision.decision.total_cents if self.decision else 0) - self.paid

    @property
    def is_blocked(self) -> bool:
        """A condition or a contract is waited for before any payment."""
        if self.decision is None:
            return True
        decision = self.decision.decision
        is_waiting = any(row.state != FundConditionState.LIFTED for row, _words in self.decision.conditions)
        return is_waiting or bool(decision.loan_cents and not decision.contract_returned_on)

    @property
    def cancelled(self) -> set[int]:
        """Payments that a counter-entry cancelled."""
        return {row.cancels_id for row in self.payments if row.cancels_id}


@dataclass(frozen=True)
class LoanLine:
    """One instalment of an account, in words."""

    due: date
    cents: int
    left: int
    state: InstalmentState


@dataclass(frozen=True)
class LoanShown:
    """A loan's account today."""

    account: Account
    lines: list[LoanLine]
    late: int


def within_reach(user: User, through: Organisation | None = None) -> list[FundRow]:
    """The requests of the cases that this user sees, the restricted ones by number alone, latest first."""
    found = FundRequest.objects.filter(case__in=visible(user, through)).select_related(
        "case__file__person", "case__organisation"
    )
    return [FundRow(row, _name(row)) for row in found.order_by("-asked_on", "-pk")[:MOST]]


def _name(row: FundRequest) -> str:
    file = row.case.file
    return file.person.label() if file and not file.person.is_restricted else ""


def opened(request: FundRequest) -> Opened:
    """The whole request. The caller opened its case."""
    situation, ceilings = situation_of(request), ceilings_of(request)
    rules = rules_of(ceilings)
    proposal = request.proposals.select_related("made_by").order_by("-pk").first()
    decisions = [said_of(each) for each in decisions_of(request)]
    appeals = FundAppeal.objects.filter(decision__request=request).order_by("-pk")
    return Opened(
        request, [(str(line.get_item_display()), line.cents) for line in request.lines.all()], situation,
        words_of(request.sealed_words),
        Rules(ceilings, rules, rules.limit(request.aid, request.size), means_per_unit(request, situation, rules)),
        proposed_of(request, proposal, rules) if proposal else None, decisions,
        [(row, words_of(row.sealed_words)) for row in appeals], list(request.payments.all()),
    )  # fmt: skip


def decisions_of(request: FundRequest) -> list[FundDecision]:
    """Every decision, the one in force first."""
    found = request.decisions.select_related("decided_by", "instructed_by", "ceilings", "session")
    return list(found.prefetch_related("conditions").order_by("-pk"))


def said_of(decision: FundDecision) -> Said:
    conditions = [(row, words_of(row.sealed_words)) for row in decision.conditions.all()]
    return Said(
        decision, words_of(decision.sealed_words), words_of(decision.sealed_derogation), told(decision.warnings),
        conditions,
    )  # fmt: skip


def proposed_of(request: FundRequest, proposal: FundProposal, rules: FundRules) -> Proposed:
    sums = FundSums(proposal.grant_cents, proposal.loan_cents, proposal.loan_months)
    judged = judge(sums, asked_of(request), rules) if sums.total else []
    return Proposed(proposal, words_of(proposal.sealed_reasons), [sentence(each) for each in judged])


def loan_of(request: FundRequest, today: date | None = None) -> LoanShown | None:
    """The account of the request's loan; None without one."""
    loan = getattr(request, "loan", None)
    if loan is None:
        return None
    day = today or timezone.localdate()
    account = account_of(loan)
    lines = [LoanLine(each.due, each.cents, each.left, account.state(each, day)) for each in account.instalments]
    return LoanShown(account, lines, account.late(day))
