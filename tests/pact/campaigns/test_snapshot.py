"""What an edition says: its tree, its figures up to its last day, nothing that could single someone out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pacte.ground.indicators.models import Target
from pacte.pact.campaigns import snapshot
from pacte.pact.campaigns.models import Achievement, Edition
from pacte.pact.campaigns.snapshot_types import IndicatorData, NodeData, Snapshot
from pacte.pact.commitments.models import Level, Node, NodeIndicator, Part, StateReport
from tests.pact.campaigns.city import END, SmallPact


def nodes(built: Snapshot) -> Iterator[NodeData]:
    """Every node of the tree, parents first."""
    waiting = list(built["chapters"])
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting = node["children"] + waiting


def sheet(built: Snapshot, code: str) -> IndicatorData:
    return next(i for node in nodes(built) for i in node["indicators"] if i["code"] == code)


def test_the_tree_holds_each_level_in_order_with_its_parts(small: SmallPact) -> None:
    action = Level.objects.create(pact=small.pact, code="action", depth=3, label_fr="Action", label_en="Action")
    Node.objects.create(level=action, parent=small.street, code="meals-action", name_fr="Repas", order=1)
    Part.objects.create(node=small.street, organisation=small.city, role="leader")
    Part.objects.create(node=small.street, organisation=small.association, role="partner")
    built = snapshot.build(small.edition)
    assert [node["code"] for node in nodes(built)] == ["rights", "street", "meals-action"]
    street = built["chapters"][1]
    assert (street["leaders"], street["partners"]) == (["La Ville"], ["Une association"])
    assert street["children"][0]["level_label"] == {"fr": "Action", "en": "Action"}


def test_a_figure_of_a_later_period_stays_out(small: SmallPact) -> None:
    small.measure("meals", 4_600_000, period_start=None, period_end=None)
    small.measure("meals", 9_000_000, period_start=date(2020, 1, 1), period_end=date(2020, 9, 30))
    figures = sheet(snapshot.build(small.edition), "meals")["figures"]
    assert [(figure["value"], figure["period_end"]) for figure in figures] == [("4600000", "")]


def test_a_draft_stays_out(small: SmallPact) -> None:
    small.measure("meals", 12, status="draft")
    assert sheet(snapshot.build(small.edition), "meals")["figures"] == []


def test_a_superseded_value_is_told_as_a_revision_with_its_reason(small: SmallPact) -> None:
    first = small.measure("sites", 58)
    second = small.revise(first, 59, "Un lieu oublié")
    last = small.revise(second, 60, "Un lieu compté deux fois")
    [figure] = sheet(snapshot.build(small.edition), "sites")["figures"]
    assert (figure["value"], figure["reference"]) == ("60", f"m{last.pk}-r3")
    assert [(old["value"], old["reason"]) for old in figure["revisions"]] == [
        ("58", "Un lieu oublié"),
        ("59", "Un lieu compté deux fois"),
    ]


def test_the_baseline_follows_its_own_corrections(small: SmallPact) -> None:
    first = small.measure("sites", 67_000, period_end=date(2014, 12, 31))
    small.indicators["sites"].baseline = first
    small.indicators["sites"].save()
    corrected = small.revise(first, 67_100)
    small.measure("sites", 61_205)
    built = sheet(snapshot.build(small.edition), "sites")
    assert built["baseline"] == corrected.reference
    assert [figure["value"] for figure in built["figures"]] == ["61205", "67100"]


def test_figures_are_numbered_in_printing_order_and_a_figure_shown_twice_keeps_its_number(small: SmallPact) -> None:
    for code in small.indicators:
        small.measure(code, 40, base="sorties" if code == "share" else "")
    NodeIndicator.objects.create(node=small.street, indicator=small.indicators["sites"], order=9)
    built = snapshot.build(small.edition)
    numbers = [(i["code"], f["number"]) for node in nodes(built) for i in node["indicators"] for f in i["figures"]]
    assert numbers == [("share", 1), ("sites", 2), ("meals", 3), ("people", 4), ("sites", 2)]


def test_the_latest_state_by_the_last_day_holds_for_each_territory(small: SmallPact) -> None:
    for day, state, place in (
        (date(2018, 1, 1), "compromised", small.paris),
        (END, "reachable", small.paris),
        (date(2019, 12, 1), "secured", small.paris),
        (date(2017, 1, 1), "help_needed", small.here),
    ):
        StateReport.objects.create(
            node=small.rights, territory=place, state=state, comment="Un mot", reported_on=day, not_done="Le reste"
        )
    states = snapshot.build(small.edition)["chapters"][0]["states"]
    assert [(state["territory"], state["state"]) for state in states] == [
        ("75056", "reachable"),
        ("75120", "help_needed"),
    ]


def test_targets_headlines_and_achievements_come_with_their_node(small: SmallPact) -> None:
    Target.objects.create(indicator=small.indicators["meals"], territory=small.paris, value=Decimal("5000.50"))
    Achievement.objects.create(
        edition=small.edition, node=small.street, title_fr="Une halte", text_fr="Elle ouvre chaque soir.", year=2018
    )
    street = snapshot.build(small.edition)["chapters"][1]
    assert [i["is_headline"] for i in street["indicators"]] == [True, False]
    assert street["indicators"][0]["targets"][0]["value"] == "5000.5"
    assert street["achievements"] == [
        {
            "title": {"fr": "Une halte", "en": "Une halte"},
            "text": {"fr": "Elle ouvre chaque soir.", "en": "Elle ouvre chaque soir."},
            "place": "", "partner": "", "year": 2018,
        }
    ]  # fmt: skip


def test_a_small_count_of_people_and_its_complement_are_withheld(small: SmallPact) -> None:
    small.measure("people", 60)
    small.measure("people", 5, territory=small.here, note="Trois hommes et deux femmes")
    small.measure("people", 55, territory=small.there)
    figures = {f["territory"]: f for f in sheet(snapshot.build(small.edition), "people")["figures"]}
    assert {code for code, figure in figures.items() if figure["is_suppressed"]} == {"75120", "75101"}
    assert (figures["75120"]["value"], figures["75120"]["note"]) == ("", "")


def test_zero_people_and_small_counts_of_things_are_published(small: SmallPact) -> None:
    small.measure("people", 0)
    small.measure("sites", 3)
    built = snapshot.build(small.edition)
    assert [sheet(built, code)["figures"][0]["value"] for code in ("people", "sites")] == ["0", "3"]


def test_a_share_of_few_people_is_withheld(small: SmallPact) -> None:
    small.measure("share", 50, numerator=4, denominator=8)
    assert sheet(snapshot.build(small.edition), "share")["figures"][0]["is_suppressed"]


def test_an_earlier_small_count_is_not_told_by_the_revisions(small: SmallPact) -> None:
    small.revise(small.measure("people", 4), 40)
    [figure] = sheet(snapshot.build(small.edition), "people")["figures"]
    assert (figure["value"], figure["revisions"][0]["value"]) == ("40", "")


def test_the_same_facts_give_the_same_bytes_in_few_queries(
    small: SmallPact, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        small.measure("meals", 100 + number, period_end=date(2017, 1, 1 + number % 28))
    edition = Edition.objects.select_related("pact__territory").get()
    with django_assert_max_num_queries(10):
        first = snapshot.canonical(snapshot.build(edition))
    assert first == snapshot.canonical(snapshot.build(edition))
