"""A number nobody typed: agreements in force, counted from the agreements themselves."""

from __future__ import annotations

from datetime import date

import pytest

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators import reads, services
from pacte.ground.indicators.indicators import DECLARED
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Agreement

from .conftest import END, Figures

CODE = "agreements_in_force"


def agree(figures: Figures, starts_on: date, ends_on: date | None = None) -> Agreement:
    return Agreement.objects.create(
        organisation=figures.own, title="Ouverture d’une halte", scheme="shelter", starts_on=starts_on, ends_on=ends_on
    )


def count() -> int:
    return int(services.compute(CODE, END).value)


def test_adding_ending_and_back_dating_an_agreement_moves_the_value(figures: Figures) -> None:
    assert count() == 0
    agreement = agree(figures, date(2019, 10, 1))
    assert count() == 0
    agreement.starts_on = date(2018, 1, 1)
    agreement.save()
    assert count() == 1
    agreement.ends_on = END
    agreement.save()
    assert count() == 1
    agreement.ends_on = date(2019, 9, 29)
    agreement.save()
    assert count() == 0


def test_the_value_drills_down_to_its_rows(figures: Figures) -> None:
    agree(figures, date(2018, 1, 1))
    (row,) = services.compute(CODE, END).rows
    assert row.label == "Ouverture d’une halte"
    assert row.columns == {
        "organisation": "Association d’ici", "starts_on": "2018-01-01", "ends_on": "",
    }  # fmt: skip


def test_a_computed_value_is_kept_once_and_revised_when_its_rows_moved(figures: Figures) -> None:
    team = figures.user(Role.PACT_TEAM)
    definition = figures.indicator(CODE, unit="agreement", computed_by=CODE)
    agree(figures, date(2018, 1, 1))
    first = services.materialise(team, definition.indicator, END, figures.paris)
    assert services.materialise(team, definition.indicator, END, figures.paris) == first
    assert (first.value, first.origin, first.status) == (1, "computed", "approved")
    agree(figures, date(2018, 6, 1))
    second = services.materialise(team, definition.indicator, END, figures.paris)
    assert (second.value, second.supersedes) == (2, first)
    assert list(reads.current_measurements([CODE])) == [second]


def test_a_computed_figure_is_neither_typed_nor_kept_without_right(figures: Figures) -> None:
    definition = figures.indicator(CODE, unit="agreement", computed_by=CODE)
    with pytest.raises(Refused):
        services.materialise(figures.user(Role.CONTRIBUTOR), definition.indicator, END, figures.paris)
    with pytest.raises(BadInput):
        services.compute("nothing_of_the_kind", END)


@pytest.mark.django_db
def test_every_declared_computation_has_a_code_of_its_own() -> None:
    assert [computed.code for computed in DECLARED] == [CODE]
    assert CODE in services.computations()
