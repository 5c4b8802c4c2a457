"""Values that may not be recorded, each with its fault."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pacte.ground.indicators.rules.validation import Proposal, Sheet, faults_of


def faults(value: str, unit: str = "person", kind: str = "stock", sheet: Sheet | None = None, **fields: Any) -> list:
    numbers = {name: Decimal(text) for name, text in fields.items() if name in ("numerator", "denominator")}
    found = faults_of(Proposal(Decimal(value), unit, kind, **{**fields, **numbers}), sheet or Sheet(unit))
    return [fault.where for fault in found]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e20", "1.23456"])
def test_a_value_that_cannot_be_kept_is_refused(value: str) -> None:
    assert faults(value, "EUR") == ["value"]


def test_a_unit_other_than_the_definition_s_is_refused() -> None:
    assert faults("3", "meal", sheet=Sheet("person")) == ["unit"]


def test_a_count_of_people_is_a_whole_number_and_never_negative() -> None:
    assert faults("-3") == ["value"]
    assert faults("3.5") == ["value"]
    assert faults("-11", "percent", "change", base="expulsions") == []


def test_a_percentage_keeps_its_base() -> None:
    assert faults("47", "percent", "ratio") == ["base"]
    assert faults("47", "percent", "ratio", base="sorties observées") == []
    assert faults("47", "percent", "ratio", numerator="99", denominator="211") == []


def test_a_ratio_agrees_with_its_two_numbers() -> None:
    assert faults("48", "percent", "ratio", numerator="99", denominator="211") == ["value"]
    assert faults("46.9", "percent", "ratio", numerator="99", denominator="211") == []
    assert faults("47", "percent", "ratio", numerator="99", denominator="0") == ["denominator"]
    assert faults("47", "percent", "ratio", numerator="99", base="sorties") == ["denominator"]
    assert faults("120", "percent", "ratio", numerator="12", denominator="10") == ["numerator"]


def test_a_period_does_not_end_before_it_starts() -> None:
    assert faults("3", period_start=date(2019, 2, 1), period_end=date(2019, 1, 1)) == ["period_end"]


def test_a_part_does_not_exceed_its_total_nor_a_total_undercut_its_part() -> None:
    assert faults("131", sheet=Sheet("person", total=Decimal(130))) == ["value"]
    assert faults("11", sheet=Sheet("person", largest_part=Decimal(12))) == ["value"]
    assert faults("12", sheet=Sheet("person", total=Decimal(130))) == []


def test_a_computed_figure_is_not_typed() -> None:
    assert faults("12", sheet=Sheet("person", is_computed=True)) == ["value"]
