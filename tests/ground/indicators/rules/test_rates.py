"""Rates printed no finer than their inputs allow."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacte.ground.indicators.rules import Rate, Rounded, percent_of, plain, rate_of_change


def rate(before: str, first: str, after: str, second: str = "exact") -> Rate:
    return rate_of_change(Rounded(Decimal(before), first), Rounded(Decimal(after), second))


@pytest.mark.parametrize(
    ("before", "first", "after", "second", "printed"),
    [
        ("67000", "about", "61205", "exact", "environ -9 %"),
        ("67000", "exact", "61205", "exact", "-8,6 %"),
        ("61205", "exact", "67000", "about", "environ +9 %"),
        ("100", "exact", "89", "exact", "-11 %"),
        ("500000", "about", "500000", "about", "évolution non établie"),
        ("1000", "exact", "1000", "exact", "0 %"),
        ("400", "about", "1000", "about", "hausse de moins de 500 %"),
        ("4000", "about", "9000", "exact", "environ +150 %"),
        ("20000", "exact", "23000", "more_than", "environ +15 %"),
    ],
)
def test_a_rate_is_printed_no_finer_than_its_inputs_allow(
    before: str, first: str, after: str, second: str, printed: str
) -> None:
    assert plain(rate(before, first, after, second).printed("fr")) == printed


def test_a_stated_rate_says_that_its_levels_are_not_stated() -> None:
    stated = Rate.stated(Decimal(-11))
    assert (plain(stated.printed("fr")), stated.remark("fr")) == ("-11 %", "niveaux non précisés")
    assert (plain(stated.printed("en")), stated.remark("en")) == ("-11%", "levels not stated")


def test_no_rate_is_taken_from_a_level_that_may_be_zero() -> None:
    with pytest.raises(ValueError, match="No rate of change"):
        rate("0", "exact", "12")


@given(st.integers(1, 10**7), st.integers(0, 10**7), st.sampled_from(["exact", "about", "more_than", "nearly"]))
def test_the_printed_rate_stands_inside_what_the_inputs_allow(before: int, after: int, qualifier: str) -> None:
    first = Rounded(Decimal(before), qualifier)
    if first.bounds[0] <= 0:
        return
    found = rate_of_change(first, Rounded(Decimal(after)))
    assert found.low <= found.centre <= found.high
    assert found.place * 2 >= found.high - found.low


def test_a_share_keeps_its_base_and_is_no_finer_than_it() -> None:
    assert plain(percent_of(Decimal(99), Decimal(211)).printed("fr")) == "47 % (base : 211)"
    assert plain(percent_of(Decimal(471), Decimal(1002)).printed("fr")) == "47 % (base : 1 002)"
    with pytest.raises(ValueError, match="no part"):
        percent_of(Decimal(3), Decimal(2))


def test_a_share_of_a_small_base_or_of_everybody_is_not_publishable() -> None:
    assert percent_of(Decimal(20), Decimal(40)).is_publishable(11)
    assert not percent_of(Decimal(5), Decimal(10)).is_publishable(11)
    assert not percent_of(Decimal(40), Decimal(40)).is_publishable(11)
    assert not percent_of(Decimal(0), Decimal(40)).is_publishable(11)
