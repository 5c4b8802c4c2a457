"""Definitions are versioned; thresholds belong to data protection."""

from __future__ import annotations

from datetime import date

import pytest

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators import reads, services
from pacte.ground.partners.enums import Role

from .conftest import Figures

SHEET = {"label_fr": "Personnes aidées", "unit": "person", "kind": "flow", "deduplication": "unique"}


def test_a_new_version_leaves_earlier_figures_on_theirs(figures: Figures) -> None:
    team, first = figures.user(Role.PACT_TEAM), figures.indicator()
    old = figures.measure(first, 120)
    second = services.define_version(team, first.indicator, SHEET | {"valid_from": date(2020, 1, 1)})
    old.refresh_from_db()
    assert (second.version, old.definition) == (2, first)
    assert reads.definition_of(first.indicator, date(2019, 12, 31)) == first
    assert reads.definition_of(first.indicator, date(2020, 1, 1)) == second


def test_a_version_needs_a_date_of_effect_and_a_change(figures: Figures) -> None:
    team, first = figures.user(Role.PACT_TEAM), figures.indicator()
    with pytest.raises(BadInput) as refusal:
        services.define_version(team, first.indicator, SHEET)
    assert [fault.where for fault in refusal.value.faults] == ["valid_from"]


def test_of_people_the_sheet_says_whether_one_counts_twice(figures: Figures) -> None:
    team = figures.user(Role.PACT_TEAM)
    with pytest.raises(BadInput) as refusal:
        services.declare_indicator(team, "aided", SHEET | {"deduplication": "not_applicable"})
    assert [fault.where for fault in refusal.value.faults] == ["deduplication"]
    assert services.declare_indicator(team, "aided", SHEET).threshold == 11
    meals = {"label_fr": "Repas", "unit": "meal", "kind": "flow"}
    assert services.declare_indicator(team, "meals", meals).threshold == 0


def test_only_the_pact_s_team_defines(figures: Figures) -> None:
    with pytest.raises(Refused):
        services.declare_indicator(figures.user(Role.CONTRIBUTOR), "aided", SHEET)


def test_a_threshold_is_lowered_by_data_protection_alone_and_not_under_five(figures: Figures) -> None:
    first, officer = figures.indicator(), figures.user(Role.DATA_PROTECTION)
    lowered = services.set_threshold(officer, first.indicator, 5, date(2020, 1, 1))
    assert (lowered.version, lowered.threshold) == (2, 5)
    with pytest.raises(BadInput):
        services.set_threshold(officer, first.indicator, 4, date(2021, 1, 1))
    with pytest.raises(Refused):
        services.set_threshold(figures.user(Role.PACT_TEAM), first.indicator, 5, date(2021, 1, 1))
