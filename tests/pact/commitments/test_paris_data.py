"""The pact of Paris as the product carries it: the source's facts, all of them, and nothing made up."""

from __future__ import annotations

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pacte.ground.declarations.demo import Plan
from pacte.ground.indicators.models import Definition, Indicator, Measurement, Target
from pacte.pact.commitments import demo
from pacte.pact.commitments.demo import facts
from pacte.pact.commitments.enums import CommitmentState
from pacte.pact.commitments.models import Node, NodeIndicator, Pact, StateReport

pytestmark = pytest.mark.django_db
PLAN = Plan(today=date(2019, 10, 1))


@pytest.fixture
def pact() -> Pact:
    demo.load(PLAN)
    return Pact.objects.get()


@pytest.mark.shared_data
def test_the_product_carries_the_shared_facts_unchanged(shared_data: Path) -> None:
    for name in ("figures", "schemes"):
        with (shared_data / "pact" / f"{name}.csv").open(newline="", encoding="utf-8") as source:
            assert facts.rows(name) == list(csv.DictReader(source))


def test_each_row_of_the_figures_is_one_approved_measurement(pact: Pact) -> None:
    stored = {(m.definition.indicator.code, m.period_end): m for m in Measurement.objects.current()}
    assert len(stored) == len(facts.rows("figures")) == 43
    for row in facts.rows("figures"):
        found = stored[row["code"], date.fromisoformat(row["period_end"]) if row["period_end"] else None]
        assert found.value == Decimal(row["value"])
        assert [found.unit, found.kind, found.qualifier] == [row["unit"], row["kind"], row["qualifier"]]
        assert found.source == (row["operator"] or "source non précisée")


def test_loading_twice_changes_nothing(pact: Pact) -> None:
    before = [model.objects.count() for model in (Node, Indicator, Definition, Measurement, StateReport, Target)]
    demo.load(PLAN)
    assert before == [
        model.objects.count() for model in (Node, Indicator, Definition, Measurement, StateReport, Target)
    ]


def test_each_scheme_is_a_node_beneath_its_chapter(pact: Pact) -> None:
    nodes = {node.code: node for node in Node.objects.select_related("parent__parent")}
    for row in facts.rows("schemes"):
        node = nodes[row["code"]]
        assert node.parent is not None
        top = node.parent.parent or node.parent
        assert top.code == ("steering" if row["chapter"] == "pact" else row["chapter"])


def test_five_chapters_have_three_big_figures_each(pact: Pact) -> None:
    headlines = NodeIndicator.objects.filter(is_headline=True).values_list("node__key", flat=True)
    assert sorted(headlines) == sorted(["rights", "prevention", "street", "insertion", "cooperation"] * 3)


def test_the_recipients_of_2014_are_the_base_of_those_of_2019(pact: Pact) -> None:
    baseline = Indicator.objects.get(code="rsa_recipients").baseline
    assert baseline is not None
    assert (baseline.value, baseline.qualifier, baseline.period_end) == (67000, "about", date(2014, 12, 31))


def test_a_part_points_to_its_whole(pact: Pact) -> None:
    parts = Measurement.objects.filter(qualifier="of_which").values_list(
        "definition__indicator__code", "definition__indicator__part_of__code"
    )
    assert set(parts) == {
        ("shelter_places_city_buildings", "shelter_places"),
        ("solidarity_restaurants", "meal_points"),
    }


def test_each_percentage_keeps_its_base_in_words(pact: Pact) -> None:
    assert all(m.base for m in Measurement.objects.filter(unit="percent"))


def test_a_set_of_arrondissements_is_a_grouping(pact: Pact) -> None:
    area = Measurement.objects.get(definition__indicator__code="neighbour_teams_arrondissements").territory
    assert area.kind == "grouping"
    assert set(area.members.values_list("code", flat=True)) == {"75113", "75119", "75120"}


def test_the_computed_indicator_has_no_typed_measurement(pact: Pact) -> None:
    definition = Definition.objects.get(indicator__code="agreements_in_force")
    assert definition.computed_by == "agreements_in_force"
    assert not definition.measurements.exists()


def test_the_text_of_the_tree_and_of_its_states_holds_no_digit(pact: Pact) -> None:
    texts = [text for node in Node.objects.all() for text in (node.name_fr, node.promise_fr, node.description_fr)]
    texts += [text for node in Node.objects.all() for text in (node.name_en, node.promise_en, node.description_en)]
    texts += [pact.name_fr, pact.promise_fr]
    texts += [text for report in StateReport.objects.all() for text in (report.comment, report.not_done)]
    texts += [definition.counted_fr + definition.counted_en for definition in Definition.objects.all()]
    assert [text for text in texts if re.search(r"\d", text)] == []


def test_every_state_is_declared_somewhere_and_some_nodes_are_silent(pact: Pact) -> None:
    assert set(StateReport.objects.values_list("state", flat=True)) == set(CommitmentState.values)
    assert Node.objects.filter(level__code="commitment", state_reports=None).exists()
    assert StateReport.objects.exclude(not_done="").exists()
