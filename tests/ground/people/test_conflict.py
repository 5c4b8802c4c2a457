"""Two people write over the same thing: neither loses a word, and only its author reads what is held."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Membership
from pacte.ground.people.models import File, HeldEdit, Note
from pacte.ground.people.services import edits, files, notes, persons
from pacte.ground.people.worklist.files import held_edits

from .making import followed, organisation, worker

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def pair() -> tuple[User, User, File]:
    """Two workers of one file."""
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home, given_name="Une", family_name="Personne")
    files.add_worker(me, file.key, you)
    return me, you, file


def collision() -> tuple[User, User, File, HeldEdit]:
    """Both read version 1; the first saved, then the second."""
    me, you, file = pair()
    assert files.edit_file(me, file.key, version=1, values={"summary": "À la rue", "housing": "street"}) is None
    held = files.edit_file(you, file.key, version=1, values={"summary": "À l’hôtel", "housing": "hotel"})
    assert held is not None
    return me, you, file, held


def test_who_saves_second_overwrites_nothing_and_keeps_what_they_typed() -> None:
    _me, you, file, held = collision()
    file.refresh_from_db()
    assert (file.summary, file.housing, file.version) == ("À la rue", "street", 2)
    found = edits.conflict(you, held.key)
    assert [(each.part.name, each.current, each.written) for each in found.differences] == [
        ("housing", "À la rue", "Hôtel"), ("summary", "À la rue", "À l’hôtel"),
    ]  # fmt: skip
    assert "hôtel" not in held.sealed_values


def test_each_part_is_kept_taken_or_merged_and_then_nothing_is_held() -> None:
    _me, you, file, held = collision()
    chosen = {"housing": "current", "summary": "merged"}
    merges = {"summary": "À la rue, puis à l’hôtel"}
    assert edits.settle(you, held.key, chosen, merges=merges, version=2) is None
    file.refresh_from_db()
    assert (file.summary, file.housing, file.version) == ("À la rue, puis à l’hôtel", "street", 3)
    assert not HeldEdit.objects.exists()


def test_a_third_change_meanwhile_asks_to_choose_again_and_keeps_the_words() -> None:
    me, you, file, held = collision()
    files.edit_file(me, file.key, version=2, values={"summary": "Hospitalisée"})
    chosen = {"housing": "written", "summary": "written"}
    again = edits.settle(you, held.key, chosen, merges={}, version=2)
    file.refresh_from_db()
    assert again == held and file.summary == "Hospitalisée"
    assert edits.conflict(you, held.key).written["summary"] == "À l’hôtel"


def test_the_same_words_typed_twice_are_no_conflict() -> None:
    me, you, file = pair()
    files.edit_file(me, file.key, version=1, values={"summary": "À la rue"})
    assert files.edit_file(you, file.key, version=1, values={"summary": "À la rue"}) is None


def test_nobody_else_reads_what_is_held_nor_its_author_once_they_no_longer_write() -> None:
    me, you, file, held = collision()
    with pytest.raises(Http404):
        edits.conflict(me, held.key)
    files.leave_file(you, file.key)
    with pytest.raises(Http404):
        edits.conflict(you, held.key)
    assert not list(held_edits(you, TODAY()))


def test_words_to_take_up_again_stay_in_my_day_until_the_choice_is_made() -> None:
    _me, you, _file, held = collision()
    [entry] = held_edits(you, TODAY())
    assert entry.url == reverse("people:held_edit", kwargs={"key": held.key})
    edits.settle(you, held.key, {"housing": "current", "summary": "current"}, merges={}, version=2)
    assert not list(held_edits(you, TODAY()))


def test_a_note_changed_by_two_people_loses_no_word() -> None:
    me, you, file = pair()
    note = notes.add(me, file.key, words="Vue ce matin.")
    assert notes.change(me, note.key, version=1, words="Vue ce matin, fatiguée.") is None
    held = notes.change(you, note.key, version=1, words="Vue ce matin. Rappeler.", happened_on=date(2026, 1, 5))
    assert held is not None
    found = edits.conflict(you, held.key)
    merged = {"words": found.differences[1].both}
    assert edits.settle(you, held.key, {"happened_on": "written", "words": "merged"}, merges=merged, version=2) is None
    note.refresh_from_db()
    assert note.words == "Vue ce matin, fatiguée.\n\nVue ce matin. Rappeler."
    assert note.happened_on == date(2026, 1, 5)


def test_a_person_changed_by_two_people_loses_no_word() -> None:
    me, you, file = pair()
    key = file.person.key
    persons.edit_person(me, key, version=1, values={"given_name": "Léa"}, names=[("nickname", "Zaza")])
    values = {"given_name": "Lia", "birth_date": date(1980, 5, 6), "birth_year": 1980, "birth_precision": "date"}
    held = persons.edit_person(you, key, version=1, values=values, names=[("nickname", "Zou")])
    assert held is not None
    found = {each.part.name: each for each in edits.conflict(you, held.key).differences}
    assert (found["names"].current, found["names"].written) == ("Zaza (surnom)", "Zou (surnom)")
    chosen = {"given_name": "current", "names": "written", "birth": "written"}
    assert edits.settle(you, held.key, chosen, merges={}, version=2) is None
    file.person.refresh_from_db()
    assert (file.person.given_name, file.person.birth_date) == ("Léa", date(1980, 5, 6))
    assert [other.name for other in file.person.other_names.all()] == ["Zou"]


def posted(client: Client, user: User, key: Any, **body: str) -> Any:
    client.force_login(user)
    return client.post(reverse("people:held_edit", kwargs={"key": key}), body)


def test_the_page_shows_both_versions_and_asks_for_each_choice(client: Client) -> None:
    me, you, file = pair()
    client.force_login(you)
    files.edit_file(me, file.key, version=1, values={"summary": "À la rue"})
    page = client.post(
        reverse("people:file_edit", kwargs={"file": file.key}),
        {"version": "1", "purpose": "support", "summary": "À l’hôtel"},
    )
    held = HeldEdit.objects.get()
    assert page["Location"] == reverse("people:held_edit", kwargs={"key": held.key})
    shown = client.get(page["Location"]).content.decode()
    assert "À la rue" in shown and "À l’hôtel" in shown and "Une Personne" not in shown.split("</title>")[0]
    missing = posted(client, you, held.key, version="2")
    assert missing.status_code == 422 and "Choisissez ce qu’il faut garder" in missing.content.decode()
    done = posted(client, you, held.key, version="2", choice_summary="written")
    assert done.status_code == 302
    assert File.objects.get().summary == "À l’hôtel"


def test_a_page_left_open_keeps_the_merge_and_takes_the_newer_version(client: Client) -> None:
    me, you, file, held = collision()
    files.edit_file(me, file.key, version=2, values={"summary": "Hospitalisée"})
    body = {"choice_summary": "merged", "merge_summary": "Mon mélange", "choice_housing": "current"}
    page = posted(client, you, held.key, version="2", **body)
    text = page.content.decode()
    assert page.status_code == 422 and "Hospitalisée" in text and "Mon mélange" in text
    assert posted(client, you, held.key, version="3", **body).status_code == 302
    assert File.objects.get().summary == "Mon mélange"


def test_whoever_left_the_organisation_no_longer_opens_their_held_words(client: Client) -> None:
    _me, you, _file, held = collision()
    Membership.objects.filter(user=you).update(ends_on=date(2016, 1, 1))
    client.force_login(you)
    assert client.get(reverse("people:held_edit", kwargs={"key": held.key})).status_code == 403
    assert Note.objects.count() == 0
