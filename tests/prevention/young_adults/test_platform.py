"""The platform: who carries how many, who came to a workshop, leaving by class and by day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.models import Organisation
from pacte.prevention.young_adults import indicators
from pacte.prevention.young_adults.reads.platform import loads, workshops_of
from pacte.prevention.young_adults.services import platform
from tests.ground.people.making import organisation, restricted, worker
from tests.prevention.young_adults.making import ago, on_platform

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def adviser(home: Organisation) -> User:
    return worker(home)


def test_each_worker_s_load_stands_beside_what_they_can_carry(adviser: User, home: Organisation) -> None:
    lead = worker(home, "organisation_admin")
    on_platform(adviser, home)
    with pytest.raises(Refused):
        platform.say_capacity(adviser, home, adviser, 20)
    platform.say_capacity(lead, home, adviser, 20)
    line = loads(lead)[0].lines[0]
    assert (line.worker, line.places) == (adviser, 20)
    with pytest.raises(BadInput, match="ne suit personne"):
        platform.say_capacity(lead, home, worker(organisation()), 20)


def test_whoever_came_to_a_workshop_is_noted_once_in_their_case(adviser: User, home: Organisation) -> None:
    case = on_platform(adviser, home)
    workshop = platform.hold_workshop(adviser, organisation=home, kind="budget", on=ago(1))
    assert platform.note_attendance(adviser, workshop.key, [str(case.key)]) == 1
    assert platform.note_attendance(adviser, workshop.key, [str(case.key)]) == 0
    assert case.events.filter(what="workshop_attended").count() == 1
    assert workshops_of(adviser).get().came == 1  # type: ignore[attr-defined]


def test_a_workshop_of_another_organisation_is_out_of_reach(adviser: User, home: Organisation) -> None:
    workshop = platform.hold_workshop(adviser, organisation=home, kind="budget", on=ago(1))
    with pytest.raises(Http404):
        platform.note_attendance(worker(organisation()), workshop.key, [])


def test_the_garantie_jeunes_ended_on_the_day_on_which_the_cej_began(adviser: User, home: Organisation) -> None:
    case = on_platform(adviser, home, date(2021, 9, 1))
    for outcome, day in (("cej", date(2022, 2, 28)), ("youth_guarantee", date(2022, 3, 1))):
        with pytest.raises(BadInput, match="1er mars 2022"):
            platform.leave_platform(adviser, case.key, outcome=outcome, on=day)
    platform.leave_platform(adviser, case.key, outcome="cej", on=date(2022, 3, 1))
    case.refresh_from_db()
    assert (case.outcome, case.closed_on) == ("cej", date(2022, 3, 1))


def test_figures_count_who_was_supported_since_the_start_who_is_there_and_positive_exits(
    adviser: User, home: Organisation
) -> None:
    first, second = on_platform(adviser, home, date(2018, 3, 1)), on_platform(adviser, home, date(2018, 4, 1))
    hidden = on_platform(adviser, home, date(2018, 5, 1))
    assert hidden.file
    restricted(hidden.file.person, "protected_child")
    platform.leave_platform(adviser, first.key, outcome="training", on=date(2019, 2, 1))
    platform.leave_platform(adviser, second.key, outcome="other", on=date(2019, 5, 1))
    day = date(2019, 3, 1)
    assert indicators.supported(day, None).value == 2
    assert indicators.caseload(day, None).value == 1
    assert indicators.positive_exits(date(2019, 12, 31), None).value == 1


def test_pages_hold_their_query_budget_and_a_lead_reads_no_name(
    client: Client, adviser: User, home: Organisation, django_assert_max_num_queries: Any
) -> None:
    for _each in range(3):
        case = on_platform(adviser, home)
    workshop = platform.hold_workshop(adviser, organisation=home, kind="budget", on=ago(1))
    client.force_login(adviser)
    for route, kwargs, budget in (("caseload", {}, 24), ("workshops", {}, 14), ("workshop", {"key": workshop.key}, 18)):
        with django_assert_max_num_queries(budget):
            assert client.get(reverse(f"young_adults:{route}", kwargs=kwargs)).status_code == 200
    client.force_login(worker(home, "organisation_admin"))
    page = client.get(reverse("young_adults:caseload")).content.decode()
    assert "3 jeunes dans la file active" in page
    assert case.file and case.file.person.pseudonym not in page
