"""Seats: nobody is booked twice at the same hour, no seat is given twice, who waits gets the seat that frees."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from pacte.ground.agenda import services
from pacte.ground.agenda.models import Registration, Session
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import Role
from tests.ground.agenda.making import account, registered, session
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db


def states(of: Session) -> list[str]:
    return [str(row.state) for row in Registration.objects.filter(session=of).order_by("at", "pk")]


def test_the_last_seat_goes_to_the_first_and_the_next_one_waits() -> None:
    full = session(organisation(), capacity=1)
    services.register_myself(account(), full.key)
    services.register_myself(account(), full.key)
    assert states(full) == ["registered", "waiting"]


def test_a_seat_given_up_goes_to_whoever_waits_first_and_fits_and_they_are_told() -> None:
    full = session(organisation(), capacity=2)
    first = services.register_myself(account(), full.key, seats=2)
    pair = services.register_myself(account(), full.key, seats=2)
    alone = services.register_myself(account(), full.key)
    services.leave(first.account, first.key)  # type: ignore[arg-type]
    pair.refresh_from_db()
    alone.refresh_from_db()
    assert (pair.state, alone.state) == ("registered", "waiting")
    [message] = Message.objects.all()
    assert message.template == "agenda/mail/promoted"


def test_nobody_is_booked_twice_at_the_same_hour_and_is_told_which_session_and_when() -> None:
    home, user = organisation(), account()
    nine, overlapping = session(home, title="Atelier du matin"), session(home, hours=48.5)
    services.register_myself(user, nine.key)
    with pytest.raises(BadInput) as told:
        services.register_myself(user, overlapping.key)
    start = timezone.localtime(nine.starts_at)
    assert "« Atelier du matin »" in str(told.value) and f"{start:%H:%M}" in str(told.value)
    with pytest.raises(BadInput, match="déjà faite"):
        services.register_myself(user, nine.key)
    services.register_myself(user, session(home, hours=49).key)


def test_a_rank_in_a_waiting_list_takes_the_hour_too() -> None:
    home, user = organisation(), account()
    full = session(home, capacity=1)
    services.register_myself(account(), full.key)
    services.register_myself(user, full.key)
    with pytest.raises(BadInput, match="Quittez d’abord cette liste d’attente"):
        services.register_myself(user, session(home, hours=48.5).key)


def test_an_hour_given_up_or_cancelled_is_free_again() -> None:
    home, user = organisation(), account()
    agent = worker(home)
    first, other = session(home), session(home)
    seat = services.register_myself(user, first.key)
    services.leave(user, seat.key)
    services.register_myself(user, other.key)
    services.cancel(agent, other.key, "Salle indisponible")
    assert services.register_myself(user, first.key).state == "registered"


def test_a_professional_registers_a_person_whose_file_they_see_and_the_journal_says_so() -> None:
    home = organisation()
    agent = worker(home)
    person, at = followed(agent, home).person, session(organisation(), registration="professional")
    made = services.register_person(agent, at.key, person.key, seats=2)
    assert (made.person, made.organisation, made.seats) == (person, home, 2)
    assert Entry.objects.filter(action="person.open", target=person.target).exists()
    with pytest.raises(Http404):
        services.register_person(worker(organisation()), at.key, person.key)
    with pytest.raises(Refused):
        services.register_person(worker(home, Role.SITE_MANAGER), at.key, person.key)
    with pytest.raises(BadInput, match="pas de cette façon"):
        services.register_myself(account(), at.key)


def test_what_another_partner_booked_for_the_person_is_told_by_its_hours_alone() -> None:
    home, other = organisation(), organisation(is_discreet=True)
    agent = worker(home)
    person = followed(agent, home).person
    elsewhere = session(other, title="Consultation")
    registered(elsewhere, person=person, organisation=other)
    with pytest.raises(BadInput) as told:
        services.register_person(agent, session(home).key, person.key)
    assert "déjà prise" in str(told.value) and "Consultation" not in str(told.value)


def test_nobody_registers_once_it_is_closed_started_or_cancelled() -> None:
    home, user = organisation(), account()
    for closed in (
        session(home, hours=5, closes_before=6), session(home, hours=-1, minutes=120),
        session(home, cancelled_at=timezone.now()), session(home, registration="free"),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            services.register_myself(user, closed.key)
    with pytest.raises(Http404):
        services.register_myself(user, session(home, is_public=False).key)


def test_only_the_holder_leaves_and_only_the_keeper_or_who_follows_takes_off() -> None:
    home = organisation()
    agent, user = worker(home), account()
    person, at = followed(agent, home).person, session(home)
    own, theirs = services.register_myself(user, at.key), services.register_person(agent, at.key, person.key)
    for stranger in (account(), worker(organisation())):
        with pytest.raises(Http404):
            services.leave(stranger, own.key)
        for row in (own, theirs):
            with pytest.raises(Http404):
                services.take_off(stranger, row.key)
    services.take_off(worker(home, Role.SITE_MANAGER), theirs.key)
    services.take_off(agent, own.key)
    assert states(at) == ["cancelled", "cancelled"]
    assert Message.objects.get().template == "agenda/mail/taken_off"


class Capacity(TestCase):
    """Whatever is done in whatever order, the seats held never exceed the capacity, and none stays empty in vain."""

    @settings(max_examples=25, deadline=None)
    @given(
        capacity=st.integers(1, 5),
        acts=st.lists(st.tuples(st.sampled_from(["come", "go"]), st.integers(0, 5), st.integers(1, 3)), max_size=14),
    )
    def test_the_capacity_is_never_exceeded(self, capacity: int, acts: list[tuple[str, int, int]]) -> None:
        at = session(organisation(), capacity=capacity)
        users = [account() for _user in range(6)]
        for act, who, seats in acts:
            held = Registration.objects.filter(session=at, account=users[who]).live().first()
            if act == "come" and held is None:
                services.register_myself(users[who], at.key, seats=seats)
            elif act == "go" and held is not None:
                services.leave(users[who], held.key)
            taken = sum(Registration.objects.filter(session=at).holding().values_list("seats", flat=True))
            waiting = Registration.objects.filter(session=at).waiting().values_list("seats", flat=True)
            assert taken <= capacity
            assert all(seats > capacity - taken for seats in waiting)


def test_more_seats_are_given_at_once_to_those_who_wait_and_fewer_than_taken_are_refused(
    django_assert_max_num_queries: Any,
) -> None:
    home = organisation()
    agent, full = worker(home), session(home, capacity=1)
    for _user in range(3):
        services.register_myself(account(), full.key)
    values = {name: getattr(full, name) for name in ("kind", "title", "starts_at", "ends_at", "registration")}
    services.edit(agent, full.key, values | {"capacity": 2})
    assert states(full) == ["registered", "registered", "waiting"]
    with pytest.raises(BadInput, match="2 places sont déjà prises"):
        services.edit(agent, full.key, values | {"capacity": 1})


def test_a_session_does_not_move_onto_an_hour_when_its_attendees_are_elsewhere() -> None:
    home, user = organisation(), account()
    agent, first, second = worker(home), session(home), session(home, hours=72)
    services.register_myself(user, first.key)
    services.register_myself(user, second.key)
    values = {name: getattr(second, name) for name in ("kind", "title", "registration")}
    moved = {"starts_at": first.starts_at + timedelta(minutes=30), "ends_at": first.ends_at + timedelta(minutes=30)}
    with pytest.raises(BadInput, match="déjà prises à cette heure"):
        services.edit(agent, second.key, values | moved)
    second.refresh_from_db()
    assert second.starts_at != moved["starts_at"]
