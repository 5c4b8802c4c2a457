"""iCalendar, parsed back: the hours on the clock of Paris, no person's name, and nothing of where a refuge is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from pacte.ground.agenda import services
from pacte.ground.agenda.models import Feed
from tests.ground.agenda.making import account, registered, session
from tests.ground.directory.making import place, refuge
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db


def parsed(content: bytes) -> tuple[Any, list[Any]]:
    found = Calendar.from_ical(content)
    return found, list(found.walk("VEVENT"))


def test_a_session_is_one_event_at_its_hour_with_the_time_zone_written_out(client: Client) -> None:
    home = organisation()
    at = session(home, place=place(home, name="Un lieu connu"))
    answer = client.get(reverse("agenda:session_calendar", kwargs={"key": at.key}))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    whole, [event] = parsed(answer.content)
    assert [str(zone["TZID"]) for zone in whole.walk("VTIMEZONE")] == ["Europe/Paris"]
    assert event["DTSTART"].dt == at.starts_at.replace(microsecond=0)
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert "Un lieu connu" in event["LOCATION"] and str(event["SUMMARY"]) == at.title


def test_a_confidential_place_gives_neither_place_nor_point(client: Client) -> None:
    home = organisation()
    at = session(home, place=refuge(home), place_words="9 rue Cachée")
    answer = client.get(reverse("agenda:session_calendar", kwargs={"key": at.key}))
    _whole, [event] = parsed(answer.content)
    assert "LOCATION" not in event and "GEO" not in event and b"Cach" not in answer.content
    page = client.get(reverse("agenda:session", kwargs={"key": at.key})).content.decode()
    assert "Adresse confidentielle" in page and "Cachée" not in page


def test_the_public_feed_holds_what_is_announced_and_says_what_is_cancelled(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    announced, gone = session(home), session(home, cancelled_at=timezone.now(), cancel_reason="Non")
    session(home, is_public=False)
    session(home, hours=-48)
    for _more in range(20):
        session(home, place=place(home))
    with django_assert_max_num_queries(3):
        answer = client.get(reverse("agenda:public_calendar"))
    _whole, events = parsed(answer.content)
    states = {str(event["UID"]).split("@")[0]: str(event["STATUS"]) for event in events}
    assert states[str(announced.key)] == "CONFIRMED" and states[str(gone.key)] == "CANCELLED"
    assert len(events) == 22


def test_a_personal_feed_answers_its_secret_address_and_names_nobody(client: Client) -> None:
    home = organisation()
    agent = worker(home)
    person = followed(agent, home, given_name="Prénom-7", family_name="Exemple").person
    training, kept = session(organisation(), kind="training", title="Une formation"), session(home)
    registered(training, agent)
    registered(kept, person=person, organisation=home, registered_by=agent)
    secret = services.make_feed(agent)
    assert secret not in Feed.objects.get().digest
    address = reverse("agenda:personal_calendar", kwargs={"secret": secret})
    answer = client.get(address)
    _whole, events = parsed(answer.content)
    titles = sorted(str(event["SUMMARY"]) for event in events)
    assert titles == sorted(["Une formation", f"{kept.title} (inscrits : 1)", "Rendez-vous d’une personne suivie"])
    for name in ("Prénom-7", "Exemple", person.pseudonym, str(person.key), agent.display_name):
        assert name not in answer.content.decode()
    again = services.make_feed(agent)
    assert client.get(address).status_code == 404
    services.withdraw_feed(agent)
    assert client.get(reverse("agenda:personal_calendar", kwargs={"secret": again})).status_code == 404


def test_a_closed_account_s_feed_answers_nobody(client: Client) -> None:
    user = account()
    address = reverse("agenda:personal_calendar", kwargs={"secret": services.make_feed(user)})
    assert client.get(address).status_code == 200
    user.is_active = False
    user.save()
    assert client.get(address).status_code == 404
