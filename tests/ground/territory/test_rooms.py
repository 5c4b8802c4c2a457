"""A city uses the rooms that it decided to use: the others answer nothing and lose nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.territory.reads import rooms, rooms_off
from pacte.ground.territory.services.rooms import switch
from tests.ground.people.making import organisation, worker

pytestmark = pytest.mark.django_db


def test_a_room_switched_off_answers_nobody_and_leaves_the_navigation() -> None:
    team, keeper, client = worker(organisation(), Role.PACT_TEAM), worker(organisation(), Role.PACT_TEAM), Client()
    client.force_login(keeper)
    address = reverse("meals:points")
    assert client.get(address).status_code == 200
    switch(team, "meals", is_on=False, decided_by="Une délibération d’exemple")
    assert client.get(address).status_code == 404
    assert address not in client.get(reverse("worklist:my_day")).content.decode()
    switch(team, "meals", is_on=True, decided_by="Une délibération d’exemple")
    assert client.get(address).status_code == 200


def test_a_room_that_holds_health_notes_is_delivered_off() -> None:
    assert "neighbours" in rooms_off()
    assert "meals" not in rooms_off()


def test_a_switch_says_who_decided_it() -> None:
    team = worker(organisation(), Role.PACT_TEAM)
    with pytest.raises(BadInput):
        switch(team, "neighbours", is_on=True, decided_by=" ")
    with pytest.raises(BadInput):
        switch(team, "accounts", is_on=False, decided_by="Une délibération d’exemple")
    switch(team, "neighbours", is_on=True, decided_by="Une délibération d’exemple")
    assert {room.code: room.is_on for room in rooms()}["neighbours"]


def test_only_those_who_steer_switch_rooms() -> None:
    with pytest.raises(Refused):
        switch(worker(organisation()), "meals", is_on=False, decided_by="Quelqu’un")


def test_the_page_lists_rooms_and_keeps_what_was_typed(client: Client) -> None:
    client.force_login(worker(organisation(), Role.PACT_TEAM))
    assert client.get(reverse("territory:rooms")).status_code == 200
    page = client.post(reverse("territory:room", args=["meals"]), {"decided_by": ""})
    assert page.status_code == 422
    assert client.get(reverse("territory:room", args=["accounts"])).status_code == 404
    done = client.post(
        reverse("territory:room", args=["meals"]), {"decided_by": "Une délibération d’exemple", "is_on": "on"}
    )
    assert done.status_code == 302
