"""Nights in a row without a place: who is the same household, what counts, what is shown to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.people.models import File
from pacte.street.shelter.models import RequestMember, ShelterRequest
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.reads.waiting import nights_without, waiting_of
from pacte.street.shelter.reads.waits import waits
from pacte.street.shelter.worklist.priorities import long_waiting
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked

pytestmark = pytest.mark.django_db

UNMET = {"state": "unmet", "unmet_reason": "no_place"}


def night(back: int) -> Any:
    return night_at() - timedelta(days=back)


@pytest.fixture
def file() -> File:
    home = organisation()
    return followed(worker(home), home)


def test_nights_in_a_row_are_counted_and_a_night_without_asking_ends_them(file: File) -> None:
    for back in (1, 2, 4):
        asked(night=night(back), file=file, **UNMET)
    assert nights_without(asked(file=file)) == 2


def test_a_place_ends_the_wait_and_a_refusal_does_not(file: File) -> None:
    asked(night=night(1), file=file, state="unmet", unmet_reason="household_too_far")
    asked(night=night(2), file=file, **UNMET)
    asked(night=night(3), file=file, state="arrived")
    assert nights_without(asked(file=file)) == 2


@pytest.mark.parametrize("had", [{"state": "cancelled"}, {"state": "unmet", "unmet_reason": "other_way"}])
def test_a_request_withdrawn_or_answered_elsewhere_is_no_night_without(file: File, had: dict[str, str]) -> None:
    asked(night=night(1), file=file, **had)
    assert nights_without(asked(file=file)) == 0


def test_a_household_is_known_again_by_a_person_or_by_the_states_identifier(file: File) -> None:
    by_member = asked(night=night(1), **UNMET)
    RequestMember.objects.filter(request=by_member).update(person=file.person)
    asked(night=night(2), external_id="SI-7", **UNMET)
    assert nights_without(asked(file=file, external_id="SI-7")) == 2


def test_a_household_that_nobody_knows_has_not_waited() -> None:
    asked(night=night(1), **UNMET)
    assert nights_without(asked()) == 0


def test_a_whole_queue_is_asked_in_two_queries(file: File, django_assert_num_queries: Any) -> None:
    for back in (1, 2):
        asked(night=night(back), file=file, **UNMET)
    rows = [asked(external_id=f"SI-{rank}") for rank in range(8)] + [asked(file=file)]
    with django_assert_num_queries(2):
        assert waiting_of(rows)[rows[-1].pk] == 2


def filled(kind: str, count: int, nights: int, **values: Any) -> list[ShelterRequest]:
    return [asked(kind=kind, waiting_nights=nights, **values) for _number in range(count)]


def test_small_counts_are_kept_from_those_who_do_not_regulate() -> None:
    filled("single_man", 14, 3)
    filled("single_man", 3, 8)
    shown, hidden = waits(night_at(), is_protected=False), waits(night_at(), is_protected=True)
    assert shown.lengths[0].cells == [0, 0, 14, 3, 17]
    assert shown.long == 3
    assert hidden.lengths[0].cells[3] is None
    assert hidden.lengths[0].cells.count(None) >= 2
    assert hidden.long is None


def test_restricted_persons_are_in_no_count_of_waiting(file: File) -> None:
    restricted(file.person)
    asked(kind="single_woman", waiting_nights=9, file=file)
    found = waits(night_at(), is_protected=False)
    assert (found.lengths, found.long, found.means) == ([], 0, [])


@pytest.fixture
def reader() -> Callable[[str], User]:
    return lambda role: worker(organisation(), role)


def test_the_page_is_for_the_regulation_the_sites_and_the_pacts_team(
    client: Client, reader: Callable[[str], User], django_assert_max_num_queries: Any
) -> None:
    filled("single_man", 3, 8)
    expected = {"regulator": 200, "site_manager": 200, "pact_team": 200, "social_worker": 403}
    for role, status in expected.items():
        client.force_login(reader(role))
        with django_assert_max_num_queries(20):
            assert client.get(reverse("shelter:waiting")).status_code == status


def test_the_alert_is_told_to_the_regulation_alone_as_a_number(reader: Callable[[str], User]) -> None:
    filled("single_man", 2, 7)
    filled("single_man", 1, 6)
    said = list(long_waiting(reader("regulator"), night_at()))
    assert [entry.title for entry in said] == ["2 ménages attendent depuis 7 nuits ou plus"]
    assert list(long_waiting(reader("site_manager"), night_at())) == []
