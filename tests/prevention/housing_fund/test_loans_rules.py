"""Whatever is paid, reversed, put off, spread again, remitted or corrected, the instalments sum to the loan."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.prevention.housing_fund.rules.loans import (
    BadLoan,
    Entry,
    InstalmentState,
    fold,
    month_after,
    schedule,
    would_be,
)

START = date(2024, 1, 5)
KINDS = ("paid", "reversed", "rescheduled", "suspended", "written_off", "changed")
ACTS = st.tuples(
    st.sampled_from(KINDS), st.integers(1, 500_000), st.integers(1, 60), st.integers(0, 900), st.integers(1, 12)
)


@settings(max_examples=300, deadline=None)
@given(st.integers(100, 1_000_000), st.integers(1, 100), st.lists(ACTS, max_size=12))
def test_instalments_always_sum_to_the_loan_whatever_is_corrected(
    principal: int, months: int, acts: list[tuple[str, int, int, int, int]]
) -> None:
    entries = [Entry(1, "opened", START, principal, months, START)]
    for kind, cents, spread, days, target in acts:
        day = START + timedelta(days=days)
        entry = Entry(len(entries) + 1, kind, day, cents, spread, day, target)
        try:
            account = would_be(entries, entry)
        except BadLoan:
            continue
        entries.append(entry)
        assert account == fold(reversed(entries))
        assert sum(each.cents for each in account.instalments) == account.principal
        assert sum(each.paid for each in account.instalments) == account.paid
        assert sum(each.remitted for each in account.instalments) == account.remitted
        assert sum(each.left for each in account.instalments) == account.balance >= 0
        assert all(each.cents > 0 and each.left >= 0 for each in account.instalments)
        days_due = [each.due for each in account.instalments]
        assert days_due == sorted(days_due)


def test_the_remainder_is_spread_so_that_no_cent_is_lost() -> None:
    assert [each.cents for each in schedule(10_000, 3, START)] == [3334, 3333, 3333]
    assert month_after(date(2023, 11, 30), 3) == date(2024, 2, 29)


def test_a_payment_reversed_leaves_the_account_as_if_it_had_never_come() -> None:
    loan = [Entry(1, "opened", START, 30_000, 3, START)]
    paid = [*loan, Entry(2, "paid", START, 12_500)]
    back = fold([*paid, Entry(3, "reversed", START, target=2)])
    assert (back.instalments, back.paid, back.balance) == (fold(loan).instalments, 0, 30_000)
    with pytest.raises(BadLoan, match="not_a_payment"):
        fold([*paid, Entry(3, "reversed", START, target=2), Entry(4, "reversed", START, target=2)])


def test_arrears_are_what_was_due_before_the_day_and_not_settled() -> None:
    account = fold([Entry(1, "opened", START, 30_000, 3, START), Entry(2, "paid", START, 15_000)])
    day = date(2024, 3, 1)
    assert account.late(day) == 5_000
    assert [account.state(each, day) for each in account.instalments] == [
        InstalmentState.PAID, InstalmentState.LATE, InstalmentState.TO_COME,
    ]  # fmt: skip
    assert account.next_due == date(2024, 2, 5)


def test_a_new_schedule_keeps_what_is_paid_and_spreads_the_rest() -> None:
    entries = [Entry(1, "opened", START, 30_000, 3, START), Entry(2, "paid", START, 10_000)]
    account = fold([*entries, Entry(3, "rescheduled", START, months=4, first_due=date(2024, 6, 5))])
    assert [each.cents for each in account.instalments] == [10_000, 5_000, 5_000, 5_000, 5_000]
    assert account.next_due == date(2024, 6, 5)


def test_a_suspension_moves_only_what_is_due_from_its_day_on() -> None:
    entries = [Entry(1, "opened", START, 30_000, 3, START)]
    account = fold([*entries, Entry(2, "suspended", date(2024, 2, 1), months=3)])
    assert [each.due.isoformat() for each in account.instalments] == ["2024-01-05", "2024-05-05", "2024-06-05"]


def test_nobody_pays_more_than_is_owed_nor_is_lent_less_than_was_paid_back() -> None:
    entries = [Entry(1, "opened", START, 30_000, 3, START), Entry(2, "paid", START, 10_000)]
    with pytest.raises(BadLoan, match="more_than_owed"):
        would_be(entries, Entry(3, "paid", START, 20_001))
    with pytest.raises(BadLoan, match="less_than_settled"):
        would_be(entries, Entry(3, "changed", START, 9_999, 2, START))
