"""The printed form of figures and periods."""

from datetime import date
from decimal import Decimal

import pytest

from pacte.ground.indicators.rules import PrintedFigure, plain, print_period, print_value, same_print

FRENCH = [
    ("3600", "person", "more_than", "plus de 3 600"),
    ("300", "site", "nearly", "près de 300"),
    ("120000000", "EUR", "about", "120 millions d'euros"),
    ("750000000", "EUR", "about", "750 millions d'euros"),
    ("24000000", "EUR", "about", "24 millions d'euros"),
    ("61205", "person", "exact", "61 205"),
    ("4600000", "meal", "about", "4,6 millions"),
    ("500000", "person", "about", "500 000"),
    ("6400", "bed", "of_which", "dont 6 400"),
    ("61205", "person", "provisional", "61 205 (provisoire)"),
    ("-11", "percent", "exact", "-11 %"),
    ("21", "day", "exact", "21 jours"),
    ("1", "day", "exact", "1 jour"),
    ("1129", "EUR", "exact", "1 129 €"),
    ("1200000", "EUR", "about", "1,2 million d'euros"),
    ("2500000000", "EUR", "about", "2,5 milliards d'euros"),
    ("4600001", "meal", "about", "4 600 001"),
    ("4600000", "meal", "exact", "4 600 000"),
    ("47.5000", "percent", "more_than", "plus de 47,5 %"),
    ("0", "person", "exact", "0"),
]
ENGLISH = [
    ("3600", "person", "more_than", "more than 3,600"),
    ("300", "site", "nearly", "nearly 300"),
    ("120000000", "EUR", "about", "€120 million"),
    ("1129", "EUR", "exact", "€1,129"),
    ("4600000", "meal", "about", "4.6 million"),
    ("6400", "bed", "of_which", "including 6,400"),
    ("-11", "percent", "exact", "-11%"),
    ("-1129", "EUR", "exact", "-€1,129"),
]


@pytest.mark.parametrize(("value", "unit", "qualifier", "expected"), FRENCH)
def test_a_figure_prints_in_french_as_its_qualifier_says(value: str, unit: str, qualifier: str, expected: str) -> None:
    assert plain(print_value(Decimal(value), unit, qualifier, "fr")) == expected


@pytest.mark.parametrize(("value", "unit", "qualifier", "expected"), ENGLISH)
def test_a_figure_prints_in_english_as_its_qualifier_says(value: str, unit: str, qualifier: str, expected: str) -> None:
    assert plain(print_value(Decimal(value), unit, qualifier, "en")) == expected


def test_no_line_breaks_inside_a_number() -> None:
    assert print_value(Decimal(3600), "person", "more_than", "fr") == "plus de\u00a03\u202f600"
    assert print_value(Decimal(120_000_000), "EUR", "about", "fr") == "120\u00a0millions d’euros"
    assert print_value(Decimal(-11), "percent", "exact", "fr") == "−11\u202f%"


def test_a_rise_can_show_its_plus() -> None:
    assert PrintedFigure.of(Decimal(3), "percent", "exact", "fr", signed=True).text == "+3\u202f%"


def test_the_kind_of_apostrophe_does_not_make_two_prints_differ() -> None:
    assert same_print("120\u00a0millions d’euros", "120 millions d'euros")
    assert not same_print("120 millions", "12 millions")


@pytest.mark.parametrize(
    ("start", "end", "kind", "french", "english"),
    [
        (None, "2019-09-30", "stock", "au 30 septembre 2019", "on 30 September 2019"),
        ("2015-01-01", "2018-12-31", "flow", "de 2015 à 2018", "from 2015 to 2018"),
        ("2018-01-01", "2018-12-31", "flow", "en 2018", "in 2018"),
        ("2017-01-01", "2018-12-31", "change", "entre 2017 et 2018", "between 2017 and 2018"),
        ("2015-01-01", "2019-09-30", "cumulative", "depuis 2015", "since 2015"),
        ("2018-02-01", "2019-09-30", "cumulative", "depuis février 2018", "since February 2018"),
        ("2018-02-15", "2019-02-08", "cumulative", "du 15 février 2018 au 8 février 2019",
         "from 15 February 2018 to 8 February 2019"),
        ("2015-01-01", None, "cumulative", "depuis 2015", "since 2015"),
        ("2019-02-07", "2019-02-08", "event", "nuit du 7 au 8 février 2019", "night of 7 to 8 February 2019"),
        ("2019-01-31", "2019-02-01", "event", "nuit du 31 janvier au 1er février 2019",
         "night of 31 January to 1 February 2019"),
        ("2019-02-07", "2019-02-07", "event", "le 7 février 2019", "on 7 February 2019"),
        (None, "2014-12-31", "stock", "fin 2014", "end of 2014"),
        ("2019-06-01", "2019-06-30", "stock", "juin 2019", "June 2019"),
        ("2019-06-01", "2019-06-30", "flow", "en juin 2019", "in June 2019"),
        ("2019-01-01", "2019-06-30", "flow", "de janvier à juin 2019", "from January to June 2019"),
        ("2018-12-24", "2019-01-02", "flow", "du 24 décembre 2018 au 2 janvier 2019",
         "from 24 December 2018 to 2 January 2019"),
        (None, None, "flow", "période non précisée", "period not stated"),
    ],
)  # fmt: skip
def test_a_period_prints_as_short_as_its_dates_allow(
    start: str | None, end: str | None, kind: str, french: str, english: str
) -> None:
    days = [date.fromisoformat(day) if day else None for day in (start, end)]
    assert plain(print_period(*days, kind, "fr")) == french
    assert plain(print_period(*days, kind, "en")) == english


def test_a_cumulative_period_can_say_its_end() -> None:
    text = print_period(date(2015, 1, 1), date(2018, 12, 31), "cumulative", "fr", with_end=True)
    assert plain(text) == "depuis 2015, au 31 décembre 2018"
