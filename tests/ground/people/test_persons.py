"""Meeting a person, reading their page, changing what is said of them, reaching them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import ContactRule
from pacte.ground.people.models import AdoptedRules, File, HeldEdit, Pair, Person, Step
from pacte.ground.people.services import meeting, persons, reaching

from .making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db


def adopted(**rights: Any) -> AdoptedRules:
    """A grid for social workers of associations."""
    row = {"roles": ["social_worker"], "kinds": ["association"], **rights}
    return AdoptedRules.objects.create(kind="field_classes", version="1", content={"rights": [row]}, authority="Ville")


def opening(client: Client, home: Any, **typed: Any) -> Any:
    """The form of a first meeting, posted."""
    given = {"purpose": "support", "organisation": home.slug, "key": str(uuid.uuid4())}
    return client.post(reverse("people:create"), given | typed)


def test_a_pseudonym_is_enough_and_takes_one_click(client: Client) -> None:
    home = organisation()
    me = worker(home)
    client.force_login(me)
    page = client.get(reverse("people:create")).content.decode()
    assert "Enregistrer sous pseudonyme" in page
    answer = opening(client, home)
    file = File.objects.select_related("person").get()
    assert answer["Location"] == reverse("people:person", kwargs={"key": file.person.key})
    assert (file.person.label(), file.lead.user if file.lead else None) == (file.person.pseudonym, me)


def test_the_same_form_sent_twice_records_one_person(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home))
    key = str(uuid.uuid4())
    first, again = opening(client, home, key=key), opening(client, home, key=key)
    assert first["Location"] == again["Location"] and Person.objects.count() == 1


def test_a_key_that_somebody_else_drew_is_refused() -> None:
    home, elsewhere = organisation(), organisation()
    me, you = worker(home), worker(elsewhere)
    file = followed(me, home)
    with pytest.raises(Http404):
        meeting.meet(you, elsewhere.slug, purpose="support", values={}, names=[], key=file.person.key)


def test_who_may_be_the_same_is_shown_before_anything_is_recorded(client: Client) -> None:
    home = organisation()
    me = worker(home)
    client.force_login(me)
    known = followed(me, home, given_name="Prenom", family_name="Exemple").person
    answer = opening(client, home, given_name="Prénom", family_name="Exemple", birth="1980")
    page = answer.content.decode()
    assert answer.status_code == 422 and Person.objects.count() == 1
    assert reverse("people:person", kwargs={"key": known.key}) in page and 'value="Prénom"' in page
    assert opening(client, home, given_name="Prénom", family_name="Exemple", anyway="1").status_code == 302
    assert Person.objects.count() == 2


def test_a_person_whom_one_may_not_see_is_never_proposed_at_a_meeting() -> None:
    home, elsewhere = organisation(), organisation()
    followed(worker(elsewhere), elsewhere, given_name="Prenom", family_name="Exemple")
    assert meeting.alike(worker(home), {"given_name": "Prenom", "family_name": "Exemple"}, []) == []


def test_the_page_says_who_what_next_and_who_follows(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Une", family_name="Personne", birth_year=1980, phone="06 12 34 56 78")
    Step.objects.create(file=file, kind="appointment", title="Voir la mairie", due_at=timezone.now() + timedelta(1))
    client.force_login(me)
    page = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    for words in (
        "<bdi>Une</bdi> <bdi>Personne</bdi>",
        file.person.pseudonym,
        "Voir la mairie",
        "06 12 34 56 78",
        home.name,
        "Vous",
    ):
        assert words in page
    assert "Personne" not in page.split("<title>")[1].split("</title>")[0]
    assert Entry.objects.filter(action="person.open", target=file.person.target).count() == 1


def test_a_colleague_reads_no_more_than_that_the_person_is_followed(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Une", phone="06 12 34 56 78", relay="Le gardien")
    Step.objects.create(file=file, kind="task", title="Voir la mairie", due_at=timezone.now())
    client.force_login(worker(home))
    page = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    assert "Une" in page
    for words in ("06 12 34 56 78", "Le gardien", "Voir la mairie", "Corriger la fiche"):
        assert words not in page


def test_the_page_of_a_person_keeps_its_query_budget(client: Client, django_assert_max_num_queries: Any) -> None:
    home, partner = organisation(), organisation()
    me = worker(home)
    file = followed(me, home, given_name="Une", names=[("nickname", f"Surnom {each}") for each in range(5)])
    shared(file, partner)
    for each in range(5):
        Step.objects.create(file=file, kind="task", title=f"Une étape {each}", due_at=timezone.now())
    client.force_login(me)
    with django_assert_max_num_queries(52):
        assert client.get(reverse("people:person", kwargs={"key": file.person.key})).status_code == 200


@pytest.mark.parametrize(("route", "most"), [("edit", 20), ("contact", 20), ("restrict", 20), ("lift", 20)])
def test_the_forms_of_a_person_keep_their_query_budget(
    client: Client, route: str, most: int, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Une")
    client.force_login(me)
    with django_assert_max_num_queries(most):
        assert client.get(reverse(f"people:{route}", kwargs={"key": file.person.key})).status_code == 200


def test_a_change_is_written_and_its_fields_are_in_the_journal_without_their_values() -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    held = persons.edit_person(
        me, person.key, version=1, values={"given_name": " Une ", "birth": "vers 1980"}, names=[("nickname", "Titi")]
    )
    person.refresh_from_db()
    assert held is None
    assert (person.given_name, person.birth_year, person.birth_precision, person.version) == ("Une", 1980, "about", 2)
    assert [other.name for other in person.other_names.all()] == ["Titi"]
    line = Entry.objects.get(action="person.edit")
    assert line.detail == {"fields": ["birth_precision", "birth_year", "given_name", "other_names"]}


def test_over_a_newer_version_nothing_is_overwritten_and_what_was_typed_is_held(client: Client) -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    persons.edit_person(me, person.key, version=1, values={"given_name": "Première"})
    client.force_login(me)
    answer = client.post(
        reverse("people:edit", kwargs={"key": person.key}),
        {"version": 1, "given_name": "Deuxième", "relay": "Le gardien"},
    )
    held = HeldEdit.objects.get()
    assert answer["Location"] == reverse("people:held_edit", kwargs={"key": held.key})
    person.refresh_from_db()
    assert (person.given_name, person.relay) == ("Première", "")
    assert "Deuxième" in unseal(held.sealed_values) and "Le gardien" in unseal(held.sealed_values)


def test_the_same_change_sent_twice_is_no_conflict() -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    for _each in range(2):
        assert persons.edit_person(me, person.key, version=1, values={"given_name": "Une"}) is None
    assert not HeldEdit.objects.exists()


def test_only_who_follows_a_person_changes_what_is_said_of_them() -> None:
    home, partner = organisation(), organisation()
    me = worker(home)
    file = followed(me, home)
    shared(file, partner, "full")
    for other in (worker(home), worker(partner)):
        with pytest.raises(Http404):
            persons.edit_person(other, file.person.key, version=1, values={"given_name": "Une"})


def test_a_field_that_the_role_does_not_open_is_neither_shown_nor_changed(client: Client) -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home, given_name="Une", phone="06 12 34 56 78").person
    adopted(classes=["contact"])
    client.force_login(me)
    page = client.get(reverse("people:edit", kwargs={"key": person.key})).content.decode()
    assert "06 12 34 56 78" in page and "Prénom" not in page
    with pytest.raises(Refused):
        persons.edit_person(me, person.key, version=1, values={"given_name": "Autre"})


def test_a_protected_address_is_sealed_and_opened_by_its_class_alone(client: Client) -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    client.force_login(me)
    address = reverse("people:protected_address", kwargs={"key": person.key})
    assert client.get(address).status_code == 403
    adopted(classes=["identity", "protected_address"])
    assert client.post(address, {"address": "12 rue Cachée", "version": 1}).status_code == 302
    person.refresh_from_db()
    assert (
        "Cachée" not in person.sealed_protected_address and unseal(person.sealed_protected_address) == "12 rue Cachée"
    )
    assert "12 rue Cachée" in client.get(address).content.decode()
    colleague = worker(home)
    client.force_login(colleague)
    page = client.get(reverse("people:person", kwargs={"key": person.key})).content.decode()
    assert "Cachée" not in page and client.get(address).status_code == 404


def test_a_protected_address_over_a_newer_version_keeps_what_was_typed(client: Client) -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    adopted(classes=["identity", "protected_address"])
    persons.edit_person(me, person.key, version=1, values={"given_name": "Une"})
    client.force_login(me)
    address = reverse("people:protected_address", kwargs={"key": person.key})
    answer = client.post(address, {"address": "12 rue Cachée", "version": 1})
    page = answer.content.decode()
    assert answer.status_code == 422 and "12 rue Cachée" in page and 'value="2"' in page
    assert client.post(address, {"address": "12 rue Cachée", "version": 2}).status_code == 302


def test_a_safe_channel_needs_an_address_of_its_kind_and_keeps_it_sealed() -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    for channel, typed in (("sms", ""), ("sms", "le bar"), ("mail", "pas une adresse")):
        with pytest.raises(BadInput):
            reaching.choose_contact(me, person.key, safe_channel=channel, safe_address=typed)
    reaching.choose_contact(me, person.key, safe_channel="sms", safe_address="0612345678", safe_days="13")
    reaching.choose_contact(me, person.key, safe_channel="sms", safe_address="", discreet=True)
    rule = ContactRule.objects.get()
    assert (unseal(rule.sealed_address), rule.discreet) == ("06 12 34 56 78", True)
    reaching.choose_contact(me, person.key)
    assert ContactRule.objects.get().sealed_address == ""


def test_the_contact_form_never_shows_the_safe_address(client: Client) -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    client.force_login(me)
    address = reverse("people:contact", kwargs={"key": person.key})
    typed = {"safe_channel": "sms", "safe_address": "0612345678", "safe_days": ["1", "3"], "safe_from": "18:00"}
    assert client.post(address, typed).status_code == 302
    page = client.get(address).content.decode()
    assert "Une adresse sûre est notée" in page and "12 34 56 78" not in page
    bad = client.post(address, {"safe_from": "18:00", "safe_until": "18:00"})
    assert bad.status_code == 422 and "aucun moment" in bad.content.decode()


def test_a_message_follows_the_rule_of_the_person() -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home, phone="06 12 34 56 78").person
    sent = persons.write_to(me, person.key, "people/mail/urgency", {})
    assert (sent.channel, sent.recipient_key, sent.organisation) == ("sms", person.recipient_key, home.slug)
    reaching.choose_contact(me, person.key, never_contact=True)
    refused = persons.write_to(me, person.key, "people/mail/urgency", {})
    assert (refused.state, refused.error, refused.sealed_address) == ("refused", "never_contact", "")


def test_nobody_is_written_to_without_a_way_nor_by_who_does_not_follow_them() -> None:
    home = organisation()
    me = worker(home)
    person = followed(me, home).person
    with pytest.raises(BadInput, match="Aucun moyen"):
        persons.write_to(me, person.key, "people/mail/urgency", {})
    with pytest.raises(Http404):
        persons.write_to(worker(home), person.key, "people/mail/urgency", {})


def test_a_discreet_organisation_does_not_sign_its_messages() -> None:
    home = organisation(is_discreet=True)
    me = worker(home)
    person = followed(me, home, email="personne@exemple.example").person
    message = persons.write_to(me, person.key, "people/mail/urgency", {"organisation": home.name})
    assert message.organisation == "" and home.name not in unseal(message.sealed_context)


def test_a_default_day_is_kept_as_a_year_and_the_page_says_why(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home))
    opening(client, home, birth="01/01/1980")
    person = Person.objects.get()
    assert (person.birth_date, person.birth_year, person.birth_precision) == (None, 1980, "year")
    page = client.get(reverse("people:person", kwargs={"key": person.key})).content.decode()
    assert "seule l’année de naissance est gardée" in page


def test_the_other_records_of_the_same_person_are_one_click_away_and_may_be_taken_apart(client: Client) -> None:
    home, elsewhere = organisation(), organisation()
    me = worker(home)
    person, other = followed(me, home).person, followed(me, home, given_name="Autre").person
    unseen = followed(worker(elsewhere), elsewhere, given_name="Ailleurs").person
    for first, second in ((person, other), (person, unseen)):
        pair = Pair.objects.create(first=first, second=second, state="linked", score=9.0, source="rules")
    client.force_login(me)
    page = client.get(reverse("people:person", kwargs={"key": person.key})).content.decode()
    link = Pair.objects.get(second=other)
    assert reverse("people:person", kwargs={"key": other.key}) in page
    assert reverse("people:split", kwargs={"key": link.key}) in page
    assert str(unseen.key) not in page and str(pair.key) not in page
