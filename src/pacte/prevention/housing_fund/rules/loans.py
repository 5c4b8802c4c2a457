"""An interest-free loan as a list of entries, folded to its instalments and what is paid.

Whatever is corrected, the instalments sum to the loan: a payment settles them from the first on, a remission from the
last back, a new schedule spreads only what neither has settled. Nothing is edited; a fold of the entries says all.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum


class BadLoan(ValueError):
    """An entry that would make the account wrong; `code` says why."""

    def __init__(self, code: str, amount: int = 0) -> None:
        self.code, self.amount = code, amount
        super().__init__(code)


@dataclass(frozen=True)
class Entry:
    """One line of the account. `kind` as in enums.LoanEntryKind; `target` is the rank of the payment reversed."""

    rank: int
    kind: str
    on: date
    cents: int = 0
    months: int = 0
    first_due: date | None = None
    target: int = 0


@dataclass(frozen=True)
class Instalment:
    """One term: its day, its sum, and how much of it is paid or remitted."""

    due: date
    cents: int
    paid: int = 0
    remitted: int = 0

    @property
    def left(self) -> int:
        return self.cents - self.paid - self.remitted


class InstalmentState(StrEnum):
    """Where an instalment of a loan stands on a day."""

    PAID = "paid"
    REMITTED = "remitted"
    LATE = "late"
    TO_COME = "to_come"


@dataclass(frozen=True)
class Account:
    """A loan as its entries fold: what is lent, the instalments, what is paid and remitted."""

    principal: int = 0
    instalments: tuple[Instalment, ...] = ()
    paid: int = 0
    remitted: int = 0
    reversed: frozenset[int] = field(default_factory=frozenset)

    @property
    def balance(self) -> int:
        """What is still owed."""
        return self.principal - self.paid - self.remitted

    @property
    def next_due(self) -> date | None:
        """The day of the first instalment that is not settled."""
        return next((each.due for each in self.instalments if each.left), None)

    def late(self, day: date) -> int:
        """What should have been paid before this day and was not."""
        return sum(each.left for each in self.instalments if each.due < day)

    def state(self, instalment: Instalment, day: date) -> InstalmentState:
        if instalment.left:
            return InstalmentState.LATE if instalment.due < day else InstalmentState.TO_COME
        return InstalmentState.REMITTED if instalment.remitted else InstalmentState.PAID


def split(amount: int, months: int) -> list[int]:
    """Equal sums, the remainder spread one cent each from the first on: they always sum to the amount.

    >>> split(10000, 3)
    [3334, 3333, 3333]
    """
    if months < 1 or amount < months:
        raise BadLoan("months", months)
    each, rest = divmod(amount, months)
    return [each + (place < rest) for place in range(months)]


def month_after(day: date, months: int) -> date:
    """The same day so many months later, the last of the month when it has no such day.

    >>> month_after(date(2024, 1, 31), 1).isoformat()
    '2024-02-29'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def schedule(amount: int, months: int, first: date) -> tuple[Instalment, ...]:
    """An instalment a month from this day on."""
    return tuple(
        Instalment(month_after(first, place), each) for place, each in enumerate(split(amount, months))
    )  # fmt: skip


def fold(entries: Iterable[Entry]) -> Account:
    """The account that these entries make. Raises BadLoan for entries that cannot stand."""
    account = Account()
    payments: dict[int, int] = {}
    for entry in sorted(entries, key=lambda each: each.rank):
        account = _STEPS[entry.kind](account, entry, payments)
    return account


def would_be(entries: Sequence[Entry], entry: Entry) -> Account:
    """The account once this entry is appended. Raises BadLoan with the reason."""
    return fold([*entries, entry])


def _settled(account: Account) -> Account:
    """Payments on the first instalments, remissions on the last."""
    rows = [replace(each, paid=0, remitted=0) for each in account.instalments]
    left = account.paid
    for place, each in enumerate(rows):
        part = min(left, each.cents)
        rows[place], left = replace(each, paid=part), left - part
    left = account.remitted
    for place in reversed(range(len(rows))):
        part = min(left, rows[place].cents - rows[place].paid)
        rows[place], left = replace(rows[place], remitted=part), left - part
    return replace(account, instalments=tuple(rows))


def _opened(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    if account.principal or entry.first_due is None:
        raise BadLoan("opened_twice")
    return Account(entry.cents, schedule(entry.cents, entry.months, entry.first_due))


def _paid(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    if entry.cents < 1:
        raise BadLoan("nothing")
    if entry.cents > account.balance:
        raise BadLoan("more_than_owed", account.balance)
    payments[entry.rank] = entry.cents
    return _settled(replace(account, paid=account.paid + entry.cents))


def _reversed(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    if entry.target not in payments:
        raise BadLoan("not_a_payment")
    amount = payments.pop(entry.target)
    return _settled(replace(account, paid=account.paid - amount, reversed=account.reversed | {entry.target}))


def _written_off(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    if entry.cents < 1:
        raise BadLoan("nothing")
    if entry.cents > account.balance:
        raise BadLoan("more_than_owed", account.balance)
    return _settled(replace(account, remitted=account.remitted + entry.cents))


def _spread(account: Account, months: int, first: date) -> Account:
    """What is settled keeps its days; the balance is spread anew. The whole sums to what is lent."""
    kept = []
    for each in account.instalments:
        settled = each.paid + each.remitted
        if settled:
            kept.append(replace(each, cents=settled))
    new = schedule(account.balance, months, first) if account.balance else ()
    rows = sorted([*kept, *new], key=lambda each: each.due)
    return _settled(replace(account, instalments=tuple(rows)))


def _rescheduled(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    if account.balance < 1:
        raise BadLoan("nothing_owed")
    if entry.first_due is None:
        raise BadLoan("no_day")
    return _spread(account, entry.months, entry.first_due)


def _suspended(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    """Instalments due from the entry's day on, and not settled, wait so many months."""
    if account.balance < 1:
        raise BadLoan("nothing_owed")
    if entry.months < 1:
        raise BadLoan("months", entry.months)
    rows = [
        replace(each, due=month_after(each.due, entry.months)) if each.left and each.due >= entry.on else each
        for each in account.instalments
    ]
    return _settled(replace(account, instalments=tuple(sorted(rows, key=lambda each: each.due))))


def _changed(account: Account, entry: Entry, payments: dict[int, int]) -> Account:
    """The decision was corrected: another sum is lent. It may not fall under what is paid or remitted already."""
    settled = account.paid + account.remitted
    if entry.cents < settled:
        raise BadLoan("less_than_settled", settled)
    after = replace(account, principal=entry.cents)
    if after.balance and entry.first_due is None:
        raise BadLoan("no_day")
    return _spread(after, entry.months, entry.first_due or entry.on)


_STEPS = {
    "opened": _opened,
    "paid": _paid,
    "reversed": _reversed,
    "rescheduled": _rescheduled,
    "suspended": _suspended,
    "written_off": _written_off,
    "changed": _changed,
}
