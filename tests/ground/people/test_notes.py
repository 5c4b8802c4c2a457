"""Notes: who reads them, by audience and by class; health under seal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people import reads
from pacte.ground.people.models import AdoptedRules, File, Note
from pacte.ground.people.reads.files import contents_of
from pacte.ground.people.services import notes

from .making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db

CLASSES = ["identity", "contact", "free_text", "situation"]


def adopted(**health: list[str]) -> None:
    """A grid: everybody sees the usual classes, some also health."""
    kinds = ["association", "health"]
    rights = [{"roles": ["social_worker"], "kinds": kinds, "classes": CLASSES}]
    if health:
        rights.append({"roles": ["social_worker"], "kinds": health["kinds"], "classes": ["health"]})
    AdoptedRules.objects.create(kind="field_classes", version="1", content={"rights": rights}, authority="Une autorité")


def read_by(user: User, file: File) -> set[str]:
    sight = reads.sight_of(user, file.person)
    return {note.words for note in contents_of(user, sight)[file.pk].notes} if sight else set()


def test_a_note_is_read_by_its_audience_and_nobody_else() -> None:
    home, full, follow_up, existence = organisation(), organisation(), organisation(), organisation()
    me = worker(home)
    file = followed(me, home)
    for audience in ("workers", "organisation", "partners"):
        notes.add(me, file.key, words=audience, audience=audience)
    for partner, level in ((full, "full"), (follow_up, "follow_up"), (existence, "existence")):
        shared(file, partner, level)
    assert read_by(me, file) == {"workers", "organisation", "partners"}
    assert read_by(worker(full), file) == {"organisation", "partners"}
    assert read_by(worker(follow_up), file) == {"partners"}
    assert read_by(worker(existence), file) == read_by(worker(home), file) == set()


def test_a_health_note_is_sealed_and_read_by_the_health_class_alone() -> None:
    adopted(kinds=["health"])
    clinic, home = organisation(kind="health"), organisation()
    carer = worker(clinic)
    file = followed(carer, clinic)
    note = notes.add(carer, file.key, words="Une plaie à surveiller", is_health=True, audience="partners")
    shared(file, home, "full")
    assert "plaie" not in note.sealed_health and note.text == ""
    assert read_by(carer, file) == {"Une plaie à surveiller"}
    assert read_by(worker(home), file) == set()


def test_without_the_health_class_nobody_writes_a_health_note() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    with pytest.raises(BadInput, match="ne lit pas les notes de santé"):
        notes.add(me, file.key, words="Une note", is_health=True)


@pytest.mark.parametrize("words", ["", "  \n", "a" * 20_001])
def test_an_empty_or_endless_note_is_refused(words: str) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    with pytest.raises(BadInput):
        notes.add(me, file.key, words=words)


def test_a_note_of_tomorrow_is_a_step() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    with pytest.raises(BadInput, match="prévoyez une étape"):
        notes.add(me, file.key, words="Une note", happened_on=timezone.localdate() + timedelta(days=1))


def test_a_note_of_last_month_is_no_news_of_today() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    File.objects.update(last_news_at=timezone.now() - timedelta(days=300))
    notes.add(me, file.key, words="Une note", happened_on=timezone.localdate() - timedelta(days=30))
    file.refresh_from_db()
    assert 29 <= (timezone.now() - file.last_news_at).days <= 31


def test_a_colleague_who_does_not_follow_changes_no_note() -> None:
    home = organisation()
    me = worker(home)
    note = notes.add(me, followed(me, home).key, words="Une note")
    with pytest.raises(Http404):
        notes.change(worker(home), note.key, version=1, words="Autre chose")


def test_a_note_that_does_not_hold_comes_back_whole(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    client.force_login(me)
    body = {"words": "Une longue note", "happened_on": "2999-01-01", "audience": "partners"}
    page = client.post(reverse("people:note_add", kwargs={"file": file.key}), body)
    assert page.status_code == 422 and "Une longue note" in page.content.decode()
    assert not Note.objects.exists()
    body["happened_on"] = str(timezone.localdate())
    assert client.post(reverse("people:note_add", kwargs={"file": file.key}), body).status_code == 302
    assert Note.objects.get().audience == "partners"


def test_the_page_of_notes_holds_those_that_are_open_to_its_reader(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    home, partner = organisation(), organisation()
    me = worker(home)
    file = followed(me, home)
    for number in range(8):
        notes.add(me, file.key, words=f"Note numéro {number}", audience="partners" if number else "workers")
    shared(file, partner)
    client.force_login(worker(partner))
    with django_assert_max_num_queries(30):
        page = client.get(reverse("people:notes", kwargs={"file": file.key})).content.decode()
    assert "Note numéro 1" in page and "Note numéro 0" not in page
    assert me.display_name not in page.split("<main")[1]
