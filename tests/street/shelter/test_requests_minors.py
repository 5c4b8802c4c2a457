"""Minors alone, and who says to be: never placed, never turned away, one way out with three things."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.enums import Role
from pacte.street.shelter.enums.requests import HouseholdKind
from pacte.street.shelter.models import MinorPath, ShelterRequest
from pacte.street.shelter.reads.requests_queue import queue
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.requests import Asked, Someone, is_minor, kind_of
from pacte.street.shelter.services import minors, placing, requests
from pacte.street.shelter.worklist.requests import asked as my_day
from tests.ground.people.making import organisation, worker
from tests.street.shelter import making

someone = st.builds(
    Someone, st.none() | st.integers(0, 120), st.sampled_from(["", "woman", "man", "other"]), st.booleans()
)


@given(st.lists(someone, min_size=1, max_size=9))
def test_a_household_without_anybody_of_age_is_a_minor_alone_and_no_other_is(members: list[Someone]) -> None:
    assert (kind_of(members) == HouseholdKind.MINOR_ALONE) is all(is_minor(each) for each in members)


@given(st.lists(someone, min_size=1, max_size=9))
def test_the_kind_says_whether_there_are_children_and_forgets_the_order(members: list[Someone]) -> None:
    kind = kind_of(members)
    has_children = any(is_minor(each) for each in members)
    assert kind is not None and kind == kind_of(list(reversed(members)))
    assert kind.value.endswith("with_children") is (has_children and kind != HouseholdKind.MINOR_ALONE)


@pytest.fixture
def regulator(db: None) -> User:
    return worker(organisation("line"), Role.REGULATOR)


@pytest.fixture
def minor(regulator: User) -> ShelterRequest:
    """Somebody who looks of age and says to be a minor."""
    made = requests.receive_call(regulator, "household", Asked(members=(Someone(20, "man", says_minor=True),)))
    assert made.is_minor_alone
    return made


def later() -> datetime:
    return timezone.now() + timedelta(days=2)


def test_a_minor_with_an_adult_of_the_family_is_a_household(regulator: User) -> None:
    made = requests.receive_call(regulator, "household", Asked(members=(Someone(16, "man"), Someone(40, "woman"))))
    assert made.kind == "woman_with_children"


def test_a_minor_alone_is_neither_closed_cancelled_placed_nor_swept(regulator: User, minor: ShelterRequest) -> None:
    lot = making.lot(making.site(organisation()), 2, free=2)
    for verb in (
        lambda: requests.cancel(regulator, minor), lambda: requests.close_unmet(regulator, minor, "no_place"),
        lambda: placing.place(regulator, minor, lot, origin="direct"),
        lambda: placing.place_now(regulator, minor, "violence", lot=lot),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=r"mineur seul|Un mineur seul"):
            verb()
    ShelterRequest.objects.update(night=night_at() - timedelta(days=2))
    assert requests.end_night(timezone.now()) == 0
    minor.refresh_from_db()
    assert minor.state == "qualified"


def test_who_said_to_be_a_minor_stays_one_here(regulator: User, minor: ShelterRequest) -> None:
    with pytest.raises(BadInput, match="il reste mineur ici"):
        requests.change(regulator, minor, Asked(members=(Someone(20, "man"),)))
    requests.change(regulator, minor, Asked(members=(Someone(20, "man", says_minor=True), Someone(45, "woman"))))
    assert ShelterRequest.objects.get().kind == "woman_with_children"


def test_an_age_typed_by_mistake_is_corrected_within_a_quarter_of_an_hour(regulator: User) -> None:
    slip = requests.receive_call(regulator, "household", Asked(members=(Someone(4, "man"),)))
    requests.change(regulator, slip, Asked(members=(Someone(40, "man"),)))
    assert ShelterRequest.objects.get().kind == "single_man"
    other = requests.receive_call(regulator, "household", Asked(members=(Someone(16, "man"),)))
    ShelterRequest.objects.filter(pk=other.pk).update(received_at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(BadInput, match="il reste mineur ici"):
        requests.change(regulator, other, Asked(members=(Someone(26, "man"),)))


def test_each_of_the_three_is_asked_for(regulator: User, minor: ShelterRequest) -> None:
    now = timezone.now()
    for duty, at, adult, where in (
        ("", now, "Une adulte", "duty_contact"), ("Une astreinte", later(), "Une adulte", "called_at"),
        ("Une astreinte", now, "  ", "named_adult"), ("Une astreinte", now - timedelta(days=3), "A", "called_at"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as caught:
            minors.hand_over(regulator, minor, duty, at, adult)
        assert [fault.where for fault in caught.value.faults] == [where]
    assert not MinorPath.objects.exists()


def test_with_the_three_the_minor_is_handed_over(regulator: User, minor: ShelterRequest) -> None:
    minors.hand_over(regulator, minor, "Une astreinte", timezone.now(), "Une éducatrice de garde")
    minor.refresh_from_db()
    path = MinorPath.objects.get()
    assert minor.state == "handed_over" and minor.closed_at is not None and path.handed_over_at is not None
    assert "éducatrice" not in path.sealed_named_adult
    assert unseal(path.sealed_named_adult) == "Une éducatrice de garde"
    with pytest.raises(BadInput, match="déjà noté"):
        minors.hand_over(regulator, minor, "Une astreinte", timezone.now(), "Une autre")


def test_a_minor_alone_stays_on_top_of_the_queue_and_in_my_day_after_the_night(
    regulator: User, minor: ShelterRequest
) -> None:
    ShelterRequest.objects.update(night=night_at() - timedelta(days=3))
    requests.receive_call(regulator, "household", Asked(members=(Someone(30, "woman"),), danger="violence"))
    assert queue(regulator, night_at())[0].request == minor
    entries = list(my_day(regulator, date.today()))
    assert entries[0].kind == "Mineur seul" and entries[0].urgency == "overdue"
    assert {entry.kind for entry in entries} == {"Mineur seul", "Danger immédiat"}
