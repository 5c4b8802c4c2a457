"""The desk knows boxes and numbers. It reads no name, hands over in one tap, and says nothing of who."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.partners.enums import Role
from pacte.street.day_centres.models import MailNotice
from pacte.street.day_centres.services import desk, telling
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.day_centres.making import aged, centre, given

pytestmark = pytest.mark.django_db


def test_mail_comes_in_by_box_and_goes_out_in_one_tap_and_the_person_was_seen(client: Client) -> None:
    home = organisation()
    mine, keeper, at = worker(home), worker(home, Role.SITE_MANAGER), centre(home)
    address = aged(given(mine, followed(mine, home, given_name="Prénom-1").person, at), 30)
    client.force_login(keeper)
    client.post(
        reverse("day_centres:mail_receive", kwargs={"key": at.key}), {"box": 1, "kind": "letter", "quantity": 3}
    )
    page = client.post(reverse("day_centres:mail_desk", kwargs={"key": at.key}), {"box": 1}).content.decode()
    assert "Remettre les 3 courriers" in page and "Prénom-1" not in page
    told = client.post(reverse("day_centres:mail_hand_over", kwargs={"key": address.key}), follow=True)
    assert "3 courriers remis." in told.content.decode()
    address.refresh_from_db()
    assert address.last_seen_on == timezone.localdate()
    assert MailNotice.objects.get().handed_on == timezone.localdate()
    assert desk.hand_over(keeper, address.key) == 0


def test_a_box_that_nobody_has_is_told_and_nothing_is_written(client: Client) -> None:
    home = organisation()
    keeper, at = worker(home, Role.SITE_MANAGER), centre(home)
    client.force_login(keeper)
    answer = client.post(reverse("day_centres:mail_desk", kwargs={"key": at.key}), {"box": 7})
    assert answer.status_code == 422 and "Personne n’a cette boîte" in answer.content.decode()
    with pytest.raises(BadInput, match="Personne n’a la boîte 7"):
        desk.receive(keeper, at.key, 7)
    assert not MailNotice.objects.exists()


@pytest.mark.parametrize(("quantity", "days"), [(0, 0), (201, 0), (1, -1), (1, 61)])
def test_a_number_or_a_day_that_is_not_plausible_is_refused(quantity: int, days: int) -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    given(mine, followed(mine, home).person, at)
    with pytest.raises(BadInput):
        desk.receive(mine, at.key, 1, quantity=quantity, received_on=timezone.localdate() - timedelta(days=days))


def test_mail_goes_back_to_its_sender_after_the_city_s_delay_and_not_before() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    given(mine, followed(mine, home).person, at)
    notice = desk.receive(mine, at.key, 1)
    with pytest.raises(BadInput, match="gardé 30 jours"):
        desk.send_back(mine, notice.key)
    MailNotice.objects.update(received_on=timezone.localdate() - timedelta(days=30))
    assert desk.send_back(mine, notice.key).returned_on == timezone.localdate()
    with pytest.raises(BadInput, match="n’est plus dans la boîte"):
        desk.send_back(mine, notice.key)


def test_a_box_of_another_centre_does_not_exist() -> None:
    home, elsewhere = organisation(), organisation()
    mine, at = worker(home), centre(home)
    address = given(mine, followed(mine, home).person, at)
    stranger = worker(elsewhere, Role.SITE_MANAGER)
    with pytest.raises(Http404):
        desk.hand_over(stranger, address.key)
    with pytest.raises(Http404):
        desk.receive(stranger, at.key, 1)


def test_whoever_asked_is_told_when_mail_arrives_and_the_words_betray_nothing() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home, email="personne@demo.pacte.example").person
    given(mine, person, at, wants_messages=True)
    desk.receive(mine, at.key, 1)
    message = Message.objects.get()
    assert unseal(message.sealed_address) == "personne@demo.pacte.example"
    assert MailNotice.objects.get().told_how == "message"
    words = render_to_string(f"{message.template}.txt", {"organisation": home.name})
    assert "Du courrier vous attend" in words
    for betraying in ("domicil", "accueil de jour", "adresse", at.name.lower()):
        assert betraying not in words.lower()


def test_the_desk_is_not_told_whether_somebody_could_be_reached() -> None:
    home = organisation()
    mine, keeper, at = worker(home), worker(home, Role.SITE_MANAGER), centre(home)
    person = followed(mine, home, email="personne@demo.pacte.example").person
    address = given(mine, person, at, wants_messages=True)
    restricted(person)
    desk.receive(keeper, at.key, 1)
    assert not Message.objects.exists()
    assert desk.hand_over(keeper, address.key) == 1


def test_a_worker_writes_or_notes_the_relay_and_never_contact_is_obeyed() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home, email="personne@demo.pacte.example", relay="Une voisine").person
    address = given(mine, person, at)
    with pytest.raises(BadInput, match="Rien n’attend"):
        telling.tell(mine, address.key)
    desk.receive(mine, at.key, 1)
    telling.note_told(mine, address.key, "relay")
    assert MailNotice.objects.get().told_how == "relay"
    ContactRule.objects.create(recipient_key=person.recipient_key, never_contact=True)
    with pytest.raises(BadInput, match="ne veut pas être contactée"):
        telling.tell(mine, address.key)


def test_the_desk_costs_the_same_for_one_box_and_for_thirty(client: Client, django_assert_max_num_queries: Any) -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    for box in range(1, 31):
        given(mine, followed(mine, home).person, at)
        desk.receive(mine, at.key, box)
    client.force_login(worker(home, Role.SITE_MANAGER))
    with django_assert_max_num_queries(16):
        assert client.get(reverse("day_centres:mail_desk", kwargs={"key": at.key})).status_code == 200
    with django_assert_max_num_queries(18):
        answer = client.post(reverse("day_centres:mail_desk", kwargs={"key": at.key}), {"box": 12})
    assert answer.status_code == 200
