"""What is compared with what, and how the change is printed."""

from __future__ import annotations

from typing import Any

import pytest

from pacte.pact.review.rules import printed, trends

BASE: dict[str, Any] = {
    "reference": "m2-r1", "indicator": "x", "definition_version": 1, "unit": "person", "kind": "stock",
    "territory": "75056", "value": "61205", "qualifier": "exact", "period_start": "", "period_end": "2019-06-30",
    "is_suppressed": False,
}  # fmt: skip
EARLIER = {**BASE, "reference": "m1-r1", "value": "67000", "qualifier": "about", "period_end": "2014-12-31"}


def sheet(*figures: dict[str, Any], baseline: str = "") -> Any:
    return {"figures": list(figures), "baseline": baseline}


def test_recipients_fall_by_about_nine_per_cent_no_finer_than_the_rounded_level() -> None:
    (pair,) = trends.pairs(sheet(BASE, EARLIER))
    rate = printed.change(pair)
    assert rate
    assert rate.printed("fr") == "environ −9\u202f%"
    assert rate.printed("en").startswith("about −9")


@pytest.mark.parametrize(
    "change",
    [
        {"unit": "household"}, {"territory": "75120"}, {"indicator": "y"}, {"definition_version": 2}, {"kind": "flow"},
        {"value": ""}, {"period_end": ""}, {"period_end": "2019-06-30"},
    ],
)  # fmt: skip
def test_nothing_is_compared_across_what_differs(change: dict[str, Any]) -> None:
    assert trends.pairs(sheet(BASE, {**EARLIER, **change})) == []


def test_a_cumulative_figure_makes_no_trend() -> None:
    assert trends.pairs(sheet({**BASE, "kind": "cumulative"}, {**EARLIER, "kind": "cumulative"})) == []


def test_a_percentage_has_no_percentage() -> None:
    assert trends.pairs(sheet({**BASE, "unit": "percent"}, {**EARLIER, "unit": "percent"})) == []


def test_flows_compare_over_periods_of_equal_length_only() -> None:
    year = {**BASE, "kind": "flow", "period_start": "2018-01-01", "period_end": "2018-12-31"}
    before = {**year, "reference": "m0-r1", "period_start": "2017-01-01", "period_end": "2017-12-31"}
    years = {**year, "reference": "m0-r1", "period_start": "2014-01-01", "period_end": "2017-12-31"}
    assert len(trends.pairs(sheet(year, before))) == 1
    assert trends.pairs(sheet(year, years)) == []


def test_the_baseline_is_preferred_to_an_earlier_value() -> None:
    oldest = {**EARLIER, "reference": "m0-r1", "period_end": "2010-12-31"}
    (pair,) = trends.pairs(sheet(BASE, EARLIER, oldest, baseline="m1-r1"))
    assert pair.before["reference"] == "m1-r1"
