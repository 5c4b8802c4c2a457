"""A loan's account as its entries fold."""

from __future__ import annotations

from ..models import FundLoan
from ..rules.loans import Account, Entry, fold


def account_of(loan: FundLoan) -> Account:
    """What the loan's entries fold to."""
    return fold(entries_of(loan))


def entries_of(loan: FundLoan) -> list[Entry]:
    """The loan's entries as the rules read them."""
    return [
        Entry(row.rank, row.kind, row.on, row.cents, row.months, row.first_due_on, row.target_rank or 0)
        for row in loan.entries.order_by("rank")
    ]
