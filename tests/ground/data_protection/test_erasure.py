"""What names a person goes, everywhere and for good; what counts people stays."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.data_protection.models import Request
from pacte.ground.data_protection.services import anonymise, erasing
from pacte.ground.declarations.errors import BadInput
from pacte.ground.declarations.registry import declared
from pacte.ground.people.models import File, NeedLine, Person, PersonWord, Word
from pacte.ground.people.reads import visible_to
from pacte.ground.people.services.indexing import index_person
from tests.ground.people.making import followed, organisation, worker

from .dump import Planted, everything, hanging_on_a_person, surviving
from .making import officer, ready, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> User:
    return officer()


@pytest.fixture
def person() -> Person:
    home = organisation()
    return followed(worker(home), home).person


def test_what_is_planted_is_found_before_it_is_taken_away(person: Person) -> None:
    planted = Planted(person, person.created_by)
    missing = set(planted.values.values()) - {line.split(" in ")[0] for line in surviving(planted.values)}
    assert len(planted.values) > 40
    assert not missing, "planted and not found: the search proves nothing of them"


def test_no_identifying_value_survives_anywhere(
    person: Person, desk: User, django_capture_on_commit_callbacks: Any
) -> None:
    planted = Planted(person, person.created_by)
    key = str(person.key)
    with django_capture_on_commit_callbacks(execute=True):
        anonymise(person, desk)
    assert surviving(planted.values) == []
    named = {where for where, text in everything() if key in text or key.replace("-", "") in text}
    assert named == {"audit_entry"}, "the journal alone still holds the old key"


def test_every_room_that_knows_a_person_says_how_it_forgets_them() -> None:
    rooms = {room.rsplit(".", 1)[-1] for room, _holdings in declared("privacy", "HOLDINGS")}
    labels = {apps.get_app_config(model._meta.app_label).name.rsplit(".", 1)[-1] for model in hanging_on_a_person()}
    assert labels <= rooms


def test_it_may_be_done_again(person: Person) -> None:
    anonymise(person)
    first = Person.objects.get(pk=person.pk)
    counts = anonymise(first)
    again = Person.objects.get(pk=person.pk)
    assert again.anonymised_at == first.anonymised_at
    assert counts["people"] == 0


def test_what_counts_people_stays() -> None:
    home = organisation()
    file = followed(worker(home), home, birth_year=1987, gender="woman", given_name="Zoé")
    NeedLine.objects.create(file=file, need="shelter", expressed_on=timezone.localdate())
    anonymise(file.person)
    person, kept = Person.objects.get(pk=file.person_id), File.objects.get(pk=file.pk)
    assert (person.birth_year, person.birth_precision, person.gender) == (1980, "about", "woman")
    assert (kept.organisation, kept.purpose, kept.opened_on.day) == (home, "support", 1)
    assert NeedLine.objects.get(file=kept).expressed_on == timezone.localdate().replace(day=1)


def test_a_word_of_the_index_that_others_have_stays_theirs() -> None:
    home = organisation()
    one, two = (followed(worker(home), home, given_name="Zoé", family_name=name).person for name in ("Un", "Deux"))
    for each in (one, two):
        index_person(each)
    assert Word.objects.filter(text="un").exists()
    anonymise(one)
    assert not Word.objects.filter(text="un").exists()
    assert PersonWord.objects.filter(person=two, word__text="zoe").exists()


def test_another_person_is_left_as_they_were(person: Person) -> None:
    home = organisation()
    other = followed(worker(home), home, given_name="Zoé")
    anonymise(person)
    other.person.refresh_from_db()
    assert other.person.given_name == "Zoé"
    assert File.objects.get(pk=other.pk).is_open


def test_nobody_sees_an_anonymised_person(person: Person) -> None:
    follower = person.created_by
    assert visible_to(follower).exists()
    anonymise(person)
    assert not visible_to(follower).exists()


def test_the_preview_changes_nothing_and_counts_what_goes(person: Person, desk: User) -> None:
    request = ready(desk, person, "erasure")
    counted = erasing.preview(desk, request)
    person.refresh_from_db()
    assert person.anonymised_at is None
    assert erasing.erase(desk, request).done == counted


def test_an_erasure_answers_its_request_and_leaves_no_link(person: Person, desk: User) -> None:
    request = erasing.erase(desk, ready(desk, person, "erasure"))
    assert (request.person, request.outcome, request.sealed_words) == (None, "granted", "")
    assert request.erased_at
    assert Entry.objects.get(action="person.anonymise").target == f"people.Person:{person.key}"
    with pytest.raises(BadInput):
        erasing.erase(desk, Request.objects.get(pk=request.pk))


def test_an_erasure_is_confirmed_by_its_number_and_certified(person: Person, desk: User) -> None:
    Person.objects.filter(pk=person.pk).update(given_name="Zoé", family_name="Exemple")
    request = ready(desk, person, "erasure")
    client, key = signed_in(desk), {"key": request.key}
    page = client.get(reverse("data_protection:erase", kwargs=key))
    assert "Personnes et dossiers" in page.content.decode()
    wrong = client.post(reverse("data_protection:erase", kwargs=key), {"number": "DP-00000000"})
    assert wrong.status_code == 422
    assert Person.objects.get(pk=person.pk).anonymised_at is None
    done = client.post(reverse("data_protection:erase", kwargs=key), {"number": request.number}, follow=True)
    assert "Télécharger le certificat" in done.content.decode()
    certificate = client.get(reverse("data_protection:certificate", kwargs=key))
    assert certificate.content.startswith(b"%PDF")
    assert "no-store" in certificate["Cache-Control"]


def test_only_a_request_for_erasure_erases(person: Person, desk: User) -> None:
    with pytest.raises(BadInput, match="un autre droit"):
        erasing.erase(desk, ready(desk, person, "access"))
