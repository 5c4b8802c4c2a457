"""Reminders, the day's work and alerts: who is told, about what, how often."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import Role
from pacte.pact.campaigns import reads, services, worklist
from pacte.pact.campaigns.models import FigureRequest
from pacte.pact.campaigns.rules.alerts import are_comparable, is_behind, is_falling, is_missing
from pacte.pact.commitments.models import Part, StateReport
from tests.pact.campaigns.city import SmallPact
from tests.pact.campaigns.collection import Collection, collection_on


def test_nobody_is_reminded_long_before_the_due_date(small: SmallPact) -> None:
    collection_on(small, due_in=30)
    assert services.remind(timezone.now()) == 0


def test_one_person_gets_one_message_for_all_their_figures(small: SmallPact) -> None:
    collection_on(small, due_in=3)
    assert services.remind(timezone.now()) == 1
    assert Message.objects.count() == 1


def test_a_reminder_comes_back_after_a_week_and_not_before(small: SmallPact) -> None:
    collection_on(small, due_in=-1)
    now = timezone.now()
    sent = [services.remind(now + timedelta(days=days)) for days in (0, 1, 6, 7)]
    assert sent == [1, 0, 0, 1]


def test_a_submitted_figure_is_not_asked_for_again(small: SmallPact) -> None:
    collection = collection_on(small, due_in=-1)
    for code in ("meals", "people"):
        services.save_draft(collection.contributor, collection.request(code), {"value": Decimal(40)})
    services.submit_all(collection.contributor, collection.campaign)
    assert services.remind(timezone.now()) == 0


def test_the_message_says_how_many_and_leads_to_the_list(small: SmallPact) -> None:
    from django.template.loader import render_to_string

    context = {
        "count": 2,
        "late": 1,
        "due_on": "01/02/2026",
        "address": "https://pacte.example/campagnes/mes-chiffres/",
    }
    assert "2 chiffres" in render_to_string("campaigns/mail/reminder.subject.txt", context)
    text = render_to_string("campaigns/mail/reminder.txt", context)
    assert "L’un d’eux est en retard" in text and context["address"] in text


def test_the_contributor_s_day_names_returned_figures_with_their_reason(collection: Collection) -> None:
    request = collection.request("meals")
    services.save_draft(collection.contributor, request, {"value": Decimal(40)})
    services.submit(collection.contributor, request)
    services.return_(collection.team, request, "Précisez la source")
    entries = list(worklist.needs_reporting(collection.contributor, timezone.localdate()))
    assert [(entry.title, entry.detail) for entry in entries] == [
        ("Libellé de meals", "Précisez la source"),
        ("Libellé de people", ""),
    ]


def test_many_figures_make_one_entry(collection: Collection) -> None:
    today = timezone.localdate()
    for number in range(6):
        FigureRequest.objects.create(
            campaign=collection.campaign, indicator=collection.small.indicators["meals"], unit="meal", kind="stock",
            territory=collection.small.paris, organisation=collection.small.association,
            period_end=date(2020, 1, 1 + number), due_on=today - timedelta(days=1),
        )  # fmt: skip
    [entry] = worklist.needs_reporting(collection.contributor, today)
    assert entry.title == "8 chiffres à renseigner" and entry.detail == "dont 6 en retard"


def test_the_team_s_day_counts_what_waits_and_what_worries(
    collection: Collection, django_assert_max_num_queries: Any
) -> None:
    cache.clear()
    today = timezone.localdate()
    services.save_draft(collection.contributor, collection.request("meals"), {"value": Decimal(40)})
    services.submit(collection.contributor, collection.request("meals"))
    assert [entry.title for entry in worklist.to_approve(collection.team, today)] == ["1 chiffre à valider"]
    list(worklist.worries(collection.team, today))
    with django_assert_max_num_queries(6):
        entries = [e for provider in worklist.PROVIDERS for e in provider(collection.team, today)]
    assert "alertes" in entries[-1].title


def test_a_reader_s_day_holds_nothing_of_collections(collection: Collection) -> None:
    reader = collection.small.user(Role.READER)
    assert not [e for provider in worklist.PROVIDERS for e in provider(reader, timezone.localdate())]


def figure(value: str, qualifier: str = "exact", end: str = "2019-09-30", **fields: str) -> Any:
    return {
        "value": value, "qualifier": qualifier, "period_start": "", "period_end": end, "kind": "stock", "unit": "site",
        "reference": f"m-{value}-{end}", "territory": "75056", **fields,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "falls"),
    [
        (figure("60"), figure("50"), True),
        (figure("60"), figure("61"), False),
        (figure("60", "about"), figure("56", "about"), False),
        (figure("67000", "about"), figure("61205"), True),
        (figure("3600", "more_than"), figure("3600"), False),
    ],
)
def test_a_fall_that_rounding_could_explain_worries_nobody(before: Any, after: Any, falls: bool) -> None:
    assert is_falling(before, after, "up") is falls


def test_for_an_indicator_that_should_go_down_a_rise_is_the_worry() -> None:
    assert is_falling(figure("50"), figure("60"), "down")
    assert not is_falling(figure("60"), figure("50"), "down")
    assert not is_falling(figure("60"), figure("50"), "none")


def test_only_like_is_compared_with_like() -> None:
    year = figure("1", end="2019-12-31", period_start="2019-01-01", kind="flow")
    quarter = figure("1", end="2020-03-31", period_start="2020-01-01", kind="flow")
    leap = figure("1", end="2020-12-31", period_start="2020-01-01", kind="flow")
    assert are_comparable(leap, year) and not are_comparable(quarter, year)


@pytest.mark.parametrize(
    ("value", "due", "behind"),
    [
        ("79", "2019-01-01", True),  # past due, not met
        ("80", "2019-01-01", False),
        ("79", "", True),  # no date: it holds now
        ("60", "2021-01-01", False),  # half-way in time, half-way there
        ("57", "2021-01-01", False),  # within ten points
        ("47", "2021-01-01", True),
    ],
)
def test_a_target_not_due_yet_is_judged_on_the_way_to_it(value: str, due: str, behind: bool) -> None:
    target: Any = {"value": "80", "at_most": False, "due_on": due, "territory": "75056", "source": ""}
    baseline = figure("40", end="2017-01-01")
    assert is_behind(figure(value, end="2018-12-31"), target, baseline, date(2019, 1, 1)) is behind


def test_a_ceiling_is_missed_from_above() -> None:
    target: Any = {"value": "21", "at_most": True, "due_on": "", "territory": "75056", "source": ""}
    assert is_behind(figure("25"), target, None, date(2019, 9, 30))
    assert not is_behind(figure("25", "about"), {**target, "value": "24.5"}, None, date(2019, 9, 30))


def test_a_figure_of_another_time_leaves_this_edition_without_one() -> None:
    sheet: Any = {"figures": [figure("1", end="2014-12-31")]}
    assert is_missing(sheet, date(2015, 1, 1))
    assert not is_missing({"figures": [figure("1", end="")]}, date(2015, 1, 1))


def test_a_led_node_whose_state_nobody_told_is_silent(small: SmallPact) -> None:
    Part.objects.create(node=small.street, organisation=small.city, role="leader")
    assert [a.node for a in reads.alerts(small.edition) if a.kind == "silent"] == ["street"]
    StateReport.objects.create(
        node=small.street, territory=small.paris, state="secured", comment="Un mot", reported_on=date(2019, 1, 1)
    )
    assert not [a for a in reads.alerts(small.edition) if a.kind == "silent"]
