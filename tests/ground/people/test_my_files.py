"""My files: what the list shows, narrows, orders and exports; and the file on the person's page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.people.models import File, Person
from pacte.ground.people.services import documents, files, needs, notes, steps

from .making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db

ADDRESS = "/personnes/dossiers/"


def test_the_list_holds_my_open_files_and_no_other(client: Client) -> None:
    home = organisation()
    me = worker(home)
    followed(me, home, given_name="Prénom-1")
    closed = followed(me, home, given_name="Prénom-2")
    files.close(me, closed.key, "moved")
    followed(worker(home), home, given_name="Prénom-3")
    client.force_login(me)
    page = client.get(ADDRESS).content.decode()
    assert ["Prénom-1" in page, "Prénom-2" in page, "Prénom-3" in page] == [True, False, False]


def test_the_list_is_narrowed_by_purpose_and_silence_and_ordered_by_news_or_next_step(client: Client) -> None:
    home = organisation()
    me = worker(home)
    first = followed(me, home, given_name="Prénom-1")
    followed(me, home, given_name="Prénom-2")
    soon = timezone.now() + timedelta(days=2)
    steps.plan(me, File.objects.get(person__given_name="Prénom-2").key, kind="task", title="Appeler", due_at=soon)
    File.objects.filter(pk=first.pk).update(last_news_at=timezone.now() - timedelta(days=90), purpose="health")
    client.force_login(me)
    page = client.get(ADDRESS).content.decode()
    assert page.index("Prénom-1") < page.index("Prénom-2")
    page = client.get(ADDRESS, {"order": "next"}).content.decode()
    assert page.index("Prénom-2") < page.index("Prénom-1") and "Appeler" in page
    for narrowed in ({"purpose": "health"}, {"quiet": "60"}):
        page = client.get(ADDRESS, narrowed).content.decode()
        assert "Prénom-1" in page and "Prénom-2" not in page


def test_the_export_holds_pseudonyms_days_and_codes_and_is_in_the_journal(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Prénom-1", family_name="Exemple")
    files.edit_file(me, file.key, version=1, values={"summary": "Une situation", "housing": "street"})
    Person.objects.update(pseudonym="=1+1")
    client.force_login(me)
    sheet = client.get(ADDRESS, {"export": "csv"}).content.decode("utf-8-sig")
    assert sheet.splitlines()[1].startswith("'=1+1;support;") and ";street;" in sheet
    assert "Prénom-1" not in sheet and "situation" not in sheet
    assert Entry.objects.filter(action="person.export", target=file.person.target).exists()


def full_file(number: int, me: Any, home: Any) -> File:
    file = followed(me, home, given_name=f"Prénom-{number}")
    for _each in range(3):
        notes.add(me, file.key, words="Une note")
        documents.add(me, file.key, SimpleUploadedFile("piece.txt", b"abc"), kind="rights")
    needs.express(me, file.key, ["food", "shelter"])
    steps.plan(me, file.key, kind="task", title="Une étape", due_at=timezone.now() + timedelta(days=1))
    return file


def test_the_list_asks_the_database_little_whatever_its_length(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    me = worker(home)
    for number in range(12):
        full_file(number, me, home)
    client.force_login(me)
    with django_assert_max_num_queries(14):
        assert client.get(ADDRESS).status_code == 200


def test_a_files_content_is_read_in_few_queries_whatever_the_number_of_files(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home, partner = organisation(), organisation()
    me, you = worker(home), worker(partner)
    file = full_file(1, me, home)
    shared(file, partner, "full")
    mine = files.start_follow_up(you, file.person.key, partner, "rights")
    notes.add(you, mine.key, words="Une autre note")
    client.force_login(you)
    with django_assert_max_num_queries(45):
        page = client.get(reverse("people:person", kwargs={"key": file.person.key}))
    assert page.status_code == 200 and "Une autre note" in page.content.decode()


def test_the_page_of_a_person_shows_acts_where_one_may_write(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = full_file(1, me, home)
    client.force_login(me)
    page = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    assert reverse("people:note_add", kwargs={"file": file.key}) in page
    assert "Alimentation" in page and "Une étape" in page and "piece.txt" in page
    client.force_login(worker(home))
    page = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    assert reverse("people:note_add", kwargs={"file": file.key}) not in page and "Une étape" not in page


def test_a_partner_is_offered_to_follow_a_colleague_of_who_follows_is_not(client: Client) -> None:
    home, partner = organisation(), organisation()
    me, colleague, you = worker(home), worker(home), worker(partner)
    file = full_file(1, me, home)
    shared(file, partner)
    offer = reverse("people:file_open", kwargs={"key": file.person.key})
    for user, offered in ((me, False), (colleague, False), (you, True)):
        client.force_login(user)
        page = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
        assert (offer in page) is offered
    client.post(offer, {"organisation": partner.pk, "purpose": "rights"})
    assert File.objects.filter(organisation=partner, workers__user=you).exists()
