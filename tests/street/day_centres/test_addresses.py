"""A mail address from the asking to its end, and who may know of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.partners.enums import Role
from pacte.street.day_centres.models import MailAddress, MailTerm
from pacte.street.day_centres.services import addresses, attestation, desk, telling
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.house.canaries import decoded
from tests.street.day_centres.making import aged, centre, given

pytestmark = pytest.mark.django_db


def test_an_address_asked_then_given_has_the_first_free_box_and_a_year() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    first = given(mine, followed(mine, home).person, at)
    second = given(mine, followed(mine, home).person, at, starts_on=date(timezone.localdate().year, 1, 1))
    assert (first.box, second.box) == (1, 2)
    assert second.ends_on == date(timezone.localdate().year, 12, 31)
    assert MailTerm.objects.filter(number=1).count() == 2


def test_a_box_is_nobody_else_s_and_is_free_again_once_the_address_is_closed() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    first = given(mine, followed(mine, home).person, at)
    asked = addresses.ask(mine, followed(mine, home).person.key, at.key)
    with pytest.raises(BadInput, match="La boîte 1 est déjà prise"):
        addresses.grant(mine, asked.key, starts_on=timezone.localdate(), box=1)
    addresses.end(mine, first.key, "own_address")
    assert addresses.grant(mine, asked.key, starts_on=timezone.localdate(), box=1).box == 1


def test_one_person_has_one_address_at_a_place() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home).person
    given(mine, person, at)
    with pytest.raises(BadInput, match="déjà demandée ou donnée"):
        addresses.ask(mine, person.key, at.key)
    assert MailAddress.objects.count() == 1


def test_a_renewal_in_time_follows_the_term_and_a_late_one_begins_on_its_day() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    today = timezone.localdate()
    early = given(mine, followed(mine, home).person, at)
    with pytest.raises(BadInput, match="Le terme est encore loin"):
        addresses.renew(mine, early.key)
    soon = aged(given(mine, followed(mine, home).person, at), 350)
    end = soon.ends_on
    assert end is not None
    addresses.renew(mine, soon.key)
    assert MailTerm.objects.get(address=soon, number=2).starts_on == end + timedelta(days=1)
    late = aged(given(mine, followed(mine, home).person, at), 400)
    addresses.renew(mine, late.key)
    term = MailTerm.objects.get(address=late, number=2)
    assert term.starts_on == today and term.previous_end is not None and term.previous_end < today


def test_an_end_before_the_term_has_a_reason_of_its_own_and_waits_until_the_box_is_empty() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    address = given(mine, followed(mine, home).person, at)
    with pytest.raises(BadInput, match="Le terme n’est pas passé"):
        addresses.end(mine, address.key, "term")
    desk.receive(mine, at.key, 1)
    with pytest.raises(BadInput, match="Du courrier attend encore"):
        addresses.end(mine, address.key, "elsewhere")
    desk.hand_over(mine, address.key)
    assert addresses.end(mine, address.key, "elsewhere").state_on(timezone.localdate(), 60) == "ended_early"


def test_a_refusal_has_a_reason_of_the_list_and_is_final() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    asked = addresses.ask(mine, followed(mine, home).person.key, at.key)
    with pytest.raises(BadInput, match="n’existe pas"):
        addresses.refuse(mine, asked.key, "because")
    addresses.refuse(mine, asked.key, "no_place_left")
    with pytest.raises(BadInput, match="déjà sa réponse"):
        addresses.grant(mine, asked.key, starts_on=timezone.localdate())


def test_addresses_are_for_who_follows_people_at_their_own_places() -> None:
    home, elsewhere = organisation(), organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home).person
    address = given(mine, person, at)
    with pytest.raises(Refused):
        addresses.end(worker(home, Role.SITE_MANAGER), address.key, "asked")
    for stranger in (worker(elsewhere), worker(elsewhere, Role.OUTREACH_WORKER)):
        with pytest.raises(Http404):
            addresses.end(stranger, address.key, "asked")
        with pytest.raises(Http404):
            addresses.ask(stranger, person.key, at.key)
    with pytest.raises(Http404):
        addresses.ask(mine, followed(mine, home).person.key, centre(home, "shower").key)


def test_a_restricted_person_s_address_is_absent_for_those_who_do_not_follow_them(client: Client) -> None:
    home = organisation()
    mine, colleague, at = worker(home), worker(home), centre(home)
    person = followed(mine, home, given_name="Prénom-1", family_name="Exemple").person
    address = given(mine, person, at)
    page = reverse("day_centres:addresses", kwargs={"key": at.key})
    client.force_login(colleague)
    assert "Prénom-1 Exemple" in client.get(page).content.decode()
    restricted(person)
    assert "Prénom-1" not in client.get(page).content.decode()
    assert client.get(reverse("day_centres:address", kwargs={"key": address.key})).status_code == 404
    client.force_login(mine)
    assert "Prénom-1 Exemple" in client.get(page).content.decode()


def test_the_list_costs_the_same_for_two_addresses_and_for_twenty(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    client.force_login(mine)
    for _person in range(20):
        given(mine, followed(mine, home).person, at)
    with django_assert_max_num_queries(22):
        page = client.get(reverse("day_centres:addresses", kwargs={"key": at.key})).content.decode()
    assert page.count('scope="row"') == 20


def test_reading_an_address_is_noted_and_its_title_and_url_name_nobody(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    address = given(mine, followed(mine, home, given_name="Prénom-1", family_name="Exemple").person, at)
    client.force_login(mine)
    with django_assert_max_num_queries(34):
        page = client.get(reverse("day_centres:address", kwargs={"key": address.key})).content.decode()
    assert "Prénom-1" in page and "Prénom-1" not in page.split("</title>")[0]
    assert Entry.objects.filter(action="person.open", detail__reason="mail_address").exists()


def test_the_attestation_holds_the_name_the_address_the_term_and_says_what_it_is_not(client: Client) -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    address = given(mine, followed(mine, home, given_name="Prénom-1", family_name="Exemple").person, at)
    text = decoded(attestation.printed(mine, address.key))
    for words in ("Prénom-1 Exemple", "1 rue de l’Exemple", "L264-1", "pas le formulaire officiel", "Boîte 1"):
        assert words in text.replace("\n", " "), words
    client.force_login(mine)
    answer = client.get(reverse("day_centres:address_attestation", kwargs={"key": address.key}))
    assert "attestation.pdf" in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
    addresses.end(mine, address.key, "asked")
    with pytest.raises(BadInput, match="n’est pas en cours"):
        attestation.printed(mine, address.key)


def test_a_term_is_recalled_once_in_words_that_reveal_nothing() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home, email="personne@demo.pacte.example").person
    aged(given(mine, person, at), 340)
    given(mine, followed(mine, home, email="autre@demo.pacte.example").person, at)
    assert telling.remind_addresses(timezone.now()) == 1
    assert telling.remind_addresses(timezone.now()) == 0
    assert [each.template for each in Message.objects.all()] == ["day_centres/mail/term"]


def test_nobody_who_said_never_is_written_to_and_a_restricted_person_only_by_a_safe_way() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    never = followed(mine, home, email="jamais@demo.pacte.example").person
    hidden = followed(mine, home, email="abri@demo.pacte.example").person
    ContactRule.objects.create(recipient_key=never.recipient_key, never_contact=True)
    for person in (never, hidden):
        aged(given(mine, person, at), 340)
    restricted(hidden)
    assert telling.remind_addresses(timezone.now()) == 0
    assert not Message.objects.exclude(state="refused").exists()
