"""The pages: what each side reads, what a form keeps, what a page costs, and that no page names who must not be."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.people.models import Household, Person
from pacte.ground.people.reads import sight_of
from pacte.ground.people.registry import panels
from pacte.ground.people.services import sharing as shares
from pacte.ground.referrals import services
from pacte.ground.referrals.models import Referral
from tests.ground.people.making import followed, organisation, restricted, shared, worker

from .making import kind, manager, scene, service

pytestmark = pytest.mark.django_db
NAME = "Une Personne"


def page(client: Client, user: User, route: str, query: dict[str, str] | None = None, **kwargs: object) -> str:
    client.force_login(user)
    answer = client.get(reverse(f"referrals:{route}", kwargs=kwargs), query or {})
    assert answer.status_code == 200, (route, answer.status_code)
    return answer.content.decode()


def posted(client: Client, user: User, route: str, body: dict[str, object], **kwargs: object) -> tuple[int, str]:
    client.force_login(user)
    answer = client.post(reverse(f"referrals:{route}", kwargs=kwargs), body)
    return answer.status_code, answer.content.decode()


def test_the_inbox_puts_the_most_pressing_first_and_narrows_to_a_service(client: Client) -> None:
    it = scene()
    usual = it.sent(ask=services.Ask(("food",), "usual"), service=service(it.partner, name="Le repas"))
    now = it.unnamed(ask=services.Ask(("water",), "now"))
    text = page(client, it.receiver, "inbox")
    assert "2 demandes attendent" in text and text.index("Eau") < text.index("Alimentation")
    assert NAME in text and str(now.key) in text
    text = page(client, it.receiver, "inbox", {"service": str(usual.service.key)})
    assert "Alimentation" in text and "<td>Eau</td>" not in text


def test_a_site_managers_inbox_names_nobody(client: Client) -> None:
    it = scene()
    it.sent()
    text = page(client, manager(it.partner), "inbox")
    assert "Une personne</a>" in text and NAME not in text and it.file.person.pseudonym not in text


def test_a_discreet_sender_is_a_partner_to_the_others(client: Client) -> None:
    it = scene()
    it.home.is_discreet = True
    it.home.save()
    referral = it.sent()
    for text in (page(client, it.receiver, "inbox"), page(client, it.receiver, "referral", key=referral.key)):
        assert "Un partenaire" in text and it.home.name not in text
    assert it.home.name in page(client, it.sender, "referral", key=referral.key)


def test_the_lists_keep_to_their_budget(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    it = scene()
    for number in range(12):
        file = followed(it.sender, it.home, given_name="Une", family_name=f"Personne-{number}")
        services.send(it.sender, file.key, it.service, services.Ask(("food",)), services.Given((), "person", "oral"))
    for user, route, budget in ((it.receiver, "inbox", 15), (it.sender, "sent", 13)):
        client.force_login(user)
        with django_assert_max_num_queries(budget):
            text = client.get(reverse(f"referrals:{route}")).content.decode()
        assert text.count("<td>Alimentation</td>") == 12


def test_one_referral_keeps_to_its_budget_and_its_opening_is_in_the_journal(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    it = scene()
    referral = it.sent()
    client.force_login(it.receiver)
    with django_assert_max_num_queries(42):
        text = client.get(reverse("referrals:referral", kwargs={"key": referral.key})).content.decode()
    assert NAME in text and "Une précision pour vous" in text and NAME not in text.split("</title>")[0]
    line = Entry.objects.get(action="person.open")
    assert (line.detail["reason"], line.detail["through"]) == ("referral", ["sharing"])


def test_once_the_agreement_is_taken_back_the_page_says_so_and_shows_neither_words_nor_name(client: Client) -> None:
    it = scene()
    referral = it.sent()
    assert referral.sharing is not None
    shares.withdraw(it.sender, referral.sharing.key, "oral")
    for text in (page(client, it.receiver, "referral", key=referral.key),
                 page(client, it.receiver, "inbox", {"show": "all"})):  # fmt: skip
        assert NAME not in text and it.file.person.pseudonym not in text and "Une précision pour vous" not in text
    assert "n’est plus en vigueur" in page(client, it.sender, "referral", key=referral.key)


def test_the_form_that_is_refused_keeps_all_that_was_typed(client: Client) -> None:
    it = scene()
    body = {
        "service": str(it.service.key), "needs": ["food", "water"], "urgency": "now", "words": "Arrive à midi",
        "classes": ["contact"], "given_by": "person", "how": "",
    }  # fmt: skip
    status, text = posted(client, it.sender, "send", body, file=it.file.key)
    assert status == 422 and "Il reste quelque chose à corriger" in text and "Arrive à midi" in text
    assert f'value="{it.service.key}" selected' in text and text.count("checked") == 5
    assert not Referral.objects.exists()
    status, _text = posted(client, it.sender, "send", body | {"how": "oral"}, file=it.file.key)
    assert status == 302 and Referral.objects.get().words == "Arrive à midi"


def test_a_service_that_closed_meanwhile_is_refused_and_nothing_else_is_lost(client: Client) -> None:
    it = scene()
    it.service.closes_on = timezone.localdate() - timedelta(days=1)
    it.service.save()
    body = {
        "service": str(it.service.key), "needs": ["food"], "urgency": "now", "words": "Arrive à midi",
        "given_by": "person", "how": "oral",
    }  # fmt: skip
    status, text = posted(client, it.sender, "send", body, file=it.file.key)
    assert status == 422 and "Ce service ne peut pas la recevoir" in text and "Arrive à midi" in text


def test_sending_proposes_open_services_of_others_by_kind_and_what_the_file_says_of_needs(client: Client) -> None:
    it = scene()
    it.file.needs.create(need="luggage", expressed_on=timezone.localdate())
    service(it.home, name="Le nôtre")
    service(it.partner, name="Le fermé", closes_on=timezone.localdate() - timedelta(days=1))
    service(it.partner, name="Les soins", kind=kind("care", name_fr="Soins"))
    text = page(client, it.sender, "send", file=it.file.key)
    assert "Un service d’accueil" in text and "Les soins" in text and 'label="Soins"' in text
    assert "Le nôtre" not in text and "Le fermé" not in text and "réponse sous 2 jours" in text
    assert re.search(r'value="luggage"[^>]*checked', text) and not re.search(r'value="food"[^>]*checked', text)
    assert "Un service d’accueil" not in page(client, it.sender, "send", {"kind": "care"}, file=it.file.key)


def test_a_households_composition_leaves_out_whom_the_reader_does_not_see(client: Client) -> None:
    it = scene()
    household = Household.objects.create()
    partner = followed(it.sender, it.home).person
    child = followed(worker(it.partner), it.partner).person
    hidden = followed(it.sender, it.home).person
    for person, role in ((it.file.person, "adult"), (partner, "adult"), (hidden, "adult"), (child, "child")):
        household.members.create(person=person, role=role, since=timezone.localdate())
    restricted(hidden)
    referral = it.sent(household=household)
    assert "3 adultes, 1 enfant" in page(client, it.sender, "referral", key=referral.key)
    assert "2 adultes, 1 enfant" in page(client, it.receiver, "referral", key=referral.key)


def test_sending_again_asks_how_the_person_agreed(client: Client) -> None:
    it = scene()
    referral = it.sent()
    services.redirect(it.receiver, referral, to=service(organisation(), name="L’autre service"))
    text = page(client, it.sender, "referral", key=referral.key)
    assert "Renvoyer à « L’autre service »" in text and "demandez-le de nouveau" in text
    status, text = posted(client, it.sender, "send_again", {}, key=referral.key)
    assert status == 422 and "Il reste quelque chose à corriger" in text
    assert posted(client, it.sender, "send_again", {"how": "oral"}, key=referral.key)[0] == 302
    assert Referral.objects.filter(follows=referral).exists()
    again = page(client, it.sender, "send", {"suite": str(referral.key)}, file=it.file.key)
    assert "Suite de l’orientation" in again
    assert page(client, it.sender, "send", {"suite": "=1+1"}, file=it.file.key)


def test_a_persons_page_shows_the_history_that_the_reader_may_know_of() -> None:
    it = scene()
    third = organisation()
    reader = worker(third)
    shared(it.file, third)
    it.sent()

    def shown(user: User, person: Person) -> list[str]:
        sight = sight_of(user, Person.objects.get(pk=person.pk))
        return (
            [row.title for panel in panels(user, sight) for row in panel.rows if "accueil" in row.title]
            if sight
            else []
        )

    assert [len(shown(user, it.file.person)) for user in (it.sender, it.receiver, reader)] == [1, 1, 0]
    restricted(it.file.person)
    assert [len(shown(user, it.file.person)) for user in (it.sender, it.receiver, reader)] == [1, 0, 0]


def test_a_referral_that_does_not_exist_is_not_found_for_anyone(client: Client) -> None:
    it = scene()
    client.force_login(it.sender)
    for route in ("referral", "decline", "redirect"):
        assert client.get(reverse(f"referrals:{route}", kwargs={"key": uuid4()})).status_code == 404


def test_the_answer_of_another_comes_back_as_a_clear_word(client: Client) -> None:
    it = scene()
    referral = it.unnamed()
    services.accept(worker(it.partner), referral)
    client.force_login(it.receiver)
    answer = client.post(reverse("referrals:accept", kwargs={"key": referral.key}), follow=True)
    assert "n’attend plus de réponse : acceptée" in answer.content.decode()
    status, text = posted(client, it.receiver, "decline", {"reason": "full", "words": "Mes mots"}, key=referral.key)
    assert status == 422 and "Mes mots" in text
