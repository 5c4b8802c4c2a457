"""Requests, decisions, loans and payments, the committee, the ceilings and the budget of the fund."""

from .ceilings import FundCeilings
from .committee import FundAgendaLine, FundSession
from .decisions import FundAppeal, FundCondition, FundDecision, FundProposal
from .money import FundBudgetMove, FundLoan, FundLoanEntry, FundPayment
from .requests import FundLine, FundRequest

__all__ = [
    "FundAgendaLine",
    "FundAppeal",
    "FundBudgetMove",
    "FundCeilings",
    "FundCondition",
    "FundDecision",
    "FundLine",
    "FundLoan",
    "FundLoanEntry",
    "FundPayment",
    "FundProposal",
    "FundRequest",
    "FundSession",
]
