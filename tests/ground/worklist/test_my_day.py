"""My day: what one has to do, the most pressing first, each line leading to where it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.worklist import reads
from pacte.ground.worklist.rules import Entry, Urgency, by_urgency
from tests.house.canaries import listening
from tests.house.city import City, built

pytestmark = pytest.mark.django_db
URL = reverse("worklist:my_day")


@pytest.fixture
def user() -> User:
    return User.objects.create_user("une.personne@own.example", display_name="Une personne", is_demonstration=True)


def entry(title: str, days: int | None, kind: str = "Chiffre", **values: Any) -> Entry:
    today = timezone.localdate()
    due = None if days is None else today + timedelta(days=days)
    return Entry(kind, title, "/ma-journee/", "Saisir", due, Urgency.of(due, today), **values)


def asked(monkeypatch: pytest.MonkeyPatch, *providers: Any) -> None:
    """One room with these providers, and no other."""
    monkeypatch.setattr(reads, "declared", lambda module, name: iter([("pacte.ground.people", providers)]))


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
        with django_assert_max_num_queries(60):
            page = client.get(URL)
        assert page.status_code == 200
        for found in reads.entries_for(person, timezone.localdate()):
            if not found.post:
                assert client.get(found.url).status_code == 200, (person.email, found.url)
                opened += 1
    assert opened


def test_the_hour_of_an_appointment_stands_before_it_and_orders_the_day(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [entry("Sans heure", 0), entry("Seconde", 0, at=time(14, 30)), entry("Première", 0, at=time(9, 5))]
    asked(monkeypatch, lambda user, today: given)
    client.force_login(user)
    page = client.get(URL).content.decode()
    assert re.findall(r'<p class="title">([^<]+)</p>', page) == ["Première", "Seconde", "Sans heure"]
    assert re.findall(r'<time datetime="([0-9:]+)">', page) == ["09:05", "14:30"]


def test_an_act_of_one_gesture_is_a_button(client: Client, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(monkeypatch, lambda user, today: [entry("Une visite", 0, post=True)])
    client.force_login(user)
    assert '<form method="post" action="/ma-journee/">' in client.get(URL).content.decode()


def test_one_sort_alone_is_shown_by_its_code_and_an_unknown_code_shows_all(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(monkeypatch, lambda user, today: [entry("Un chiffre", 0), entry("Un délai", 0, kind="Échéance")])
    client.force_login(user)
    page = client.get(f"{URL}?sorte=echeance").content.decode()
    assert re.findall(r'<p class="title">([^<]+)</p>', page) == ["Un délai"]
    assert client.get(f"{URL}?sorte=%3Cscript%3E").content.decode().count('<p class="title">') == 2


def test_five_hundred_entries_are_folded_and_shown_in_full_when_asked(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    asked(monkeypatch, lambda user, today: [entry(f"Entrée {number:03}", -1) for number in range(500)])
    client.force_login(user)
    with django_assert_max_num_queries(6):
        page = client.get(URL).content.decode()
    assert page.count('<p class="title">') == 12
    assert "Montrer les 488 autres" in page and "<strong>500</strong>" in page
    assert len(page) < 60_000
    with django_assert_max_num_queries(6):
        whole = client.get(f"{URL}?tout=overdue").content.decode()
    assert whole.count('<p class="title">') == 500


def test_a_room_that_fails_leaves_the_rest_and_its_error_keeps_its_words(
    client: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(user: User, today: date) -> Iterator[Entry]:
        yield entry("À moitié lue", 0)
        raise ValueError("Prénom-1 Exemple")

    asked(monkeypatch, failing, lambda user, today: [entry("Toujours là", 0)])
    client.force_login(user)
    with listening() as log:
        page = client.get(URL).content.decode()
    assert re.findall(r'<p class="title">([^<]+)</p>', page) == ["Toujours là"]
    assert "Personnes" in page and "n’a pas pu être lue" in page
    assert "ValueError" in "".join(log) and "Exemple" not in "".join(log)
