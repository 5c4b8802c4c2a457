"""The pages of the front desk: the live board, a visit, the directorates' figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.partners.enums import Role
from pacte.ground.reception.models import Arrival
from pacte.ground.reception.rules import whole_weeks
from tests.ground.people.making import followed, organisation, worker
from tests.ground.reception.making import area, came, desk, directorate
from tests.htmx import assert_swap_equals_reload

pytestmark = pytest.mark.django_db


def board_of(place: Any) -> str:
    return reverse("reception:desk", kwargs={"number": place.pk})


def test_three_taps_give_a_ticket(client: Client) -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    client.force_login(agent)
    assert reverse("reception:arrive", kwargs={"number": place.pk}) in client.get(board_of(place)).content.decode()
    answer = client.post(reverse("reception:arrive", kwargs={"number": place.pk}), {"reason": "food"}, follow=True)
    assert "Numéro 1" in answer.content.decode()
    assert Arrival.objects.get().reason == "food"


def test_without_a_reason_the_rest_of_the_form_is_kept(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home))
    typed = {"is_urgent": "on", "children": "2", "language": "ti"}
    answer = client.post(reverse("reception:arrive", kwargs={"number": desk(home).pk}), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="2"' in page and "checked" in page and 'value="ti" selected' in page


def test_the_board_swapped_in_is_that_of_a_reload(client: Client) -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    client.force_login(agent)
    came(place, 40)
    before = client.get(board_of(place)).content.decode()
    came(place, 5, is_urgent=True)
    came(place, 20, seen_after=4, worker=agent)
    fragment = client.get(board_of(place), headers={"HX-Request": "true", "HX-Target": "board"}).content.decode()
    assert_swap_equals_reload(before, fragment, client.get(board_of(place)).content.decode(), "board")


def test_the_board_costs_the_same_for_three_visits_and_for_sixty(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    client.force_login(agent)
    file = followed(agent, home)
    for minutes in range(30):
        came(place, minutes, person=file.person)
        came(place, minutes, seen_after=0, worker=agent)
    with django_assert_max_num_queries(16):
        page = client.get(board_of(place)).content.decode()
    assert page.count('class="ticket"') == 60
    assert "Dossier connu de vous" in page


def test_a_visit_offers_what_comes_next_in_one_tap(client: Client, django_assert_max_num_queries: Any) -> None:
    home = organisation()
    agent = worker(home)
    arrival = came(desk(home), 10)
    client.force_login(agent)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("reception:arrival", kwargs={"key": arrival.key})).content.decode()
    assert 'name="outcome" value="referred"' in page
    client.post(reverse("reception:end", kwargs={"key": arrival.key}), {"outcome": "referred"})
    arrival.refresh_from_db()
    assert arrival.outcome == "referred"


def test_a_minor_alone_leads_to_the_duty_page_and_offers_no_end(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home))
    typed = {"reason": "shelter", "is_minor_alone": "on"}
    answer = client.post(reverse("reception:arrive", kwargs={"number": desk(home).pk}), typed)
    key = Arrival.objects.get().key
    assert answer["Location"] == reverse("reception:duty", kwargs={"key": key})
    page = client.get(reverse("reception:arrival", kwargs={"key": key})).content.decode()
    assert 'name="outcome"' not in page
    refused = client.post(reverse("reception:end", kwargs={"key": key}), {"outcome": "left"})
    assert refused.status_code == 422
    assert "ne repart pas sans adulte" in refused.content.decode()


def test_the_persons_to_link_are_those_one_follows_and_the_one_whose_page_one_left(client: Client) -> None:
    home, elsewhere = organisation(), organisation()
    agent, stranger = worker(home), worker(elsewhere)
    mine = followed(agent, home, given_name="Prénom-1", family_name="Exemple").person
    theirs = followed(stranger, elsewhere, given_name="Prénom-2", family_name="Exemple").person
    arrival = came(desk(home), 2, seen_after=1, worker=agent)
    client.force_login(agent)
    address = reverse("reception:link", kwargs={"key": arrival.key})
    page = client.get(f"{address}?person={theirs.key}").content.decode()
    assert "Prénom-1 Exemple" in page and "Prénom-2" not in page
    assert client.post(address, {"person": str(theirs.key)}).status_code == 422
    assert client.post(address, {"person": "n’importe quoi"}).status_code == 422
    assert client.post(address, {"person": str(mine.key)}).status_code == 302


def test_one_desk_opens_on_its_board_and_a_referent_sees_the_list(client: Client) -> None:
    home = organisation()
    place = desk(home)
    client.force_login(worker(home))
    assert client.get(reverse("reception:desks"))["Location"] == board_of(place)
    client.force_login(worker(home, Role.ORGANISATION_ADMIN))
    page = client.get(reverse("reception:desks")).content.decode()
    assert reverse("reception:close_desk", kwargs={"number": place.pk}) in page


def weeks_of(place: Any, reason: str, count: int, **values: Any) -> None:
    """So many visits on the last whole week's Monday, each called after twelve minutes."""
    day = whole_weeks(timezone.localdate())[-1]
    at = timezone.now() - timedelta(days=(timezone.localdate() - day).days)
    given = {"outcome": "met", "seen_after": 12, "ended_at": at + timedelta(minutes=30), **values}
    for _visit in range(count):
        came(place, day=day, arrived_at=at, reason=reason, **given)


def test_a_directorate_reads_its_own_desks_and_no_small_count(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    here, there, home = area("75120"), area("75101"), organisation()
    east = directorate(here)
    directorate(there, code="exemple-centre")
    place, other = desk(home, here), desk(home, there)
    weeks_of(place, "rights", 31)
    weeks_of(place, "food", 14, outcome="left", seen_after=None)
    weeks_of(place, "health", 3)
    weeks_of(other, "rights", 60)
    client.force_login(worker(home, territory=here))
    assert "exemple-centre" not in client.get(reverse("reception:directorates")).content.decode()
    assert client.get(reverse("reception:directorate", kwargs={"code": "exemple-centre"})).status_code == 404
    with django_assert_max_num_queries(20):
        page = client.get(reverse("reception:directorate", kwargs={"code": east.code})).content.decode()
    assert "48" in page and "29\u00a0%" in page.replace(" %", "\u00a0%")
    assert "12 min" in page
    assert page.count("non montré") == 2
    assert ">3</td>" not in page and ">14</td>" not in page.split("Ce qu’il en est sorti")[0]


def test_the_pact_team_reads_every_directorate_and_no_desk(client: Client) -> None:
    home = organisation()
    directorate(area("75120"))
    place = desk(home, area("75120"))
    client.force_login(worker(home, Role.PACT_TEAM, territory=area("75101")))
    assert client.get(reverse("reception:directorate", kwargs={"code": "exemple-est"})).status_code == 200
    assert client.get(board_of(place)).status_code == 403


def test_a_directorate_without_a_desk_says_so(client: Client) -> None:
    directorate(area("75120"))
    client.force_login(worker(organisation()))
    page = client.get(reverse("reception:directorate", kwargs={"code": "exemple-est"})).content.decode()
    assert "Aucun guichet n’est ouvert sur ce territoire." in page
