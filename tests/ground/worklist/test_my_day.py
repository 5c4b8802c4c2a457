"""My day: what one has to do, the most pressing first, each line leading to where it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.worklist import reads
from pacte.ground.worklist.rules import Entry, Urgency, by_urgency
from tests.house.city import City, built

pytestmark = pytest.mark.django_db
URL = reverse("worklist:my_day")


@pytest.fixture
def user() -> User:
    return User.objects.create_user("une.personne@own.example", display_name="Une personne", is_demonstration=True)


def entry(title: str, days: int | None) -> Entry:
    today = timezone.localdate()
    due = None if days is None else today + timedelta(days=days)
    return Entry("Chiffre", title, "/ma-journee/", "Saisir", due, Urgency.of(due, today))


@pytest.fixture
def rooms_that_ask(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two rooms whose work is not in order."""
    asked = [
        ("one", [lambda user, today: [entry("Plus tard", 40), entry("Sans date", None), entry("En retard", -3)]]),
        ("two", [lambda user, today: [entry("Cette semaine", 5), entry("Aujourd’hui même", 0), entry("Oublié", -30)]]),
    ]
    monkeypatch.setattr(reads, "declared", lambda module, name: iter(asked))
    return iter(())


def test_entries_of_every_room_are_sorted_by_urgency_then_by_day(
    client: Client, user: User, rooms_that_ask: None
) -> None:
    client.force_login(user)
    page = client.get(URL).content.decode()
    titles = re.findall(r'<p class="title">([^<]+)</p>', page)
    assert titles == ["Oublié", "En retard", "Aujourd’hui même", "Cette semaine", "Plus tard", "Sans date"]
    assert page.count("btn-primary") == 3  # only what presses is filled


def test_a_group_without_an_entry_is_left_out() -> None:
    assert [group.urgency for group in by_urgency([entry("Sans date", None)])] == [Urgency.LATER]


def test_nothing_to_do_says_so(client: Client, user: User) -> None:
    client.force_login(user)
    assert "Rien ne vous attend aujourd’hui." in client.get(URL).content.decode()


def test_a_visitor_is_sent_to_sign_in(client: Client) -> None:
    answer = client.get(URL)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_each_entry_of_the_test_city_opens_for_whoever_it_is_shown_to(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    city: City = built()
    opened = 0
    for person in city.users.values():
        client.force_login(person)
        with django_assert_max_num_queries(30):
            page = client.get(URL)
        assert page.status_code == 200
        for found in reads.entries_for(person, timezone.localdate()):
            assert client.get(found.url).status_code == 200, (person.email, found.url)
            opened += 1
    assert opened
