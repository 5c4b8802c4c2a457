"""The demonstration: an edition frozen with all its facts, the next one in collection, some of its figures late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.declarations.registry import declared
from pacte.pact.campaigns import demo, reads, worklist
from pacte.pact.campaigns.demo import INVENTED
from pacte.pact.campaigns.models import Edition, FigureRequest, Transition
from tests.house.knocking import undone
from tests.pact.campaigns.test_snapshot import nodes

pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def db() -> None:
    """A name alone: pytest-django makes the test database when a test asks for `db`. `built` opens the transaction."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, db: None, django_db_blocker: Any) -> Iterator[None]:
    """The rooms' demonstrations up to this one, in their order: once for the file, never kept."""
    plan = Plan(today=timezone.localdate())
    with django_db_blocker.unblock(), undone():
        for room, load in declared("demo", "load"):
            load(plan)
            if room == "pacte.pact.campaigns":
                break
        yield


def test_the_demonstration_holds_what_the_edition_and_its_collection_need(built: None) -> None:
    frozen = reads.latest_frozen()
    assert frozen is not None and frozen.code == "2019" and reads.is_intact(frozen)
    figures = [f for node in nodes(reads.snapshot_of(frozen)) for i in node["indicators"] for f in i["figures"]]
    assert len([f for f in figures if f["status"] == "approved" and not f["is_suppressed"]]) >= 44
    assert not any(f["note"] == INVENTED or f["period_end"] > "2019-09-30" for f in figures)
    stories = [len(node["achievements"]) for node in reads.snapshot_of(frozen)["chapters"]]
    assert sum(2 <= count <= 4 for count in stories) == 5
    states = reads.completeness(FigureRequest.objects.filter(campaign__edition__code="2020"))
    assert all(count > 0 for count in states.values()), states
    assert not Transition.objects.filter(target="returned", reason="").exists()


def test_each_demonstration_contributor_finds_work_and_so_does_the_team(built: None) -> None:
    today = timezone.localdate()
    contributor = User.objects.get(email="contributor@demo.pacte.example")
    assert list(worklist.needs_reporting(contributor, today))
    team = User.objects.get(email="pact_team@demo.pacte.example")
    assert list(worklist.to_approve(team, today)) and list(worklist.worries(team, today))


def test_loading_the_demonstration_again_changes_nothing(built: None) -> None:
    before = (Edition.objects.count(), FigureRequest.objects.count())
    demo.load(Plan(today=date(2026, 1, 1)))
    assert (Edition.objects.count(), FigureRequest.objects.count()) == before
