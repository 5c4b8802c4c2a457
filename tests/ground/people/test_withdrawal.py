"""After a sharing is withdrawn, each place refuses at the next request: one test per place."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people import reads
from pacte.ground.people.models import File, Household, Sharing
from pacte.ground.people.registry import panels
from pacte.ground.people.services import search, sharing, summaries
from pacte.ground.people.services.opening import open_file
from pacte.ground.worklist.reads import entries_for

from .making import followed, organisation, restricted, shared, worker
from .test_people_api import call

pytestmark = pytest.mark.django_db


@dataclass
class Given:
    """A worker's file, shared in full with a partner's worker."""

    me: User
    you: User
    file: File
    sharing: Sharing

    def withdrawn(self) -> None:
        sharing.withdraw(self.me, self.sharing.key, "oral")


@pytest.fixture
def given() -> Given:
    home, partner = organisation("home"), organisation("partner")
    me, you = worker(home), worker(partner)
    file = followed(me, home, given_name="Unique", family_name="Exemple")
    return Given(me, you, file, shared(file, partner, "full"))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_page(given: Given) -> None:
    client, page = signed_in(given.you), reverse("people:person", kwargs={"key": given.file.person.key})
    assert client.get(page).status_code == 200
    given.withdrawn()
    assert client.get(page).status_code == 404


def test_the_api(given: Given) -> None:
    partner = given.you.memberships.get().organisation
    path = f"persons/{given.file.person.key}"
    assert call(given.you, partner, "GET", path).status_code == 200
    given.withdrawn()
    assert call(given.you, partner, "GET", path).status_code == 404
    assert call(given.you, partner, "GET", "persons").json()["items"] == []


def test_the_export(given: Given) -> None:
    partner, export = given.you.memberships.get().organisation, reverse("people:files") + "?export=csv"
    followed(given.you, partner)
    given.withdrawn()
    text = signed_in(given.you).get(export).getvalue().decode()
    assert given.file.person.pseudonym not in text and "Unique" not in text


def test_the_stored_pdf(given: Given) -> None:
    document = summaries.make(given.me, given.sharing.key)
    address = reverse("documents:download", kwargs={"key": document.attachment.key})
    client = signed_in(given.you)
    assert client.get(address).status_code == 200
    given.withdrawn()
    assert client.get(address).status_code == 404
    assert signed_in(given.me).get(address).status_code == 200


def test_search(given: Given) -> None:
    assert [hit.person for hit in search.search(given.you, "Unique Exemple")] == [given.file.person]
    given.withdrawn()
    assert search.search(given.you, "Unique Exemple") == []


def test_my_day(given: Given) -> None:
    today = timezone.localdate()
    assert any(given.file.person.pseudonym in entry.title for entry in entries_for(given.you, today))
    given.withdrawn()
    told = [f"{entry.title} {entry.url}" for entry in entries_for(given.you, today)]
    assert not any(given.file.person.pseudonym in words or str(given.file.person.key) in words for words in told)


def test_panels(given: Given) -> None:
    sight = open_file(given.you, given.file.person.key)
    panels(given.you, sight)
    given.withdrawn()
    with pytest.raises(Http404):
        open_file(given.you, given.file.person.key)


def test_household_ties(given: Given) -> None:
    partner = given.you.memberships.get().organisation
    mine = followed(given.you, partner)
    household = Household.objects.create()
    for person in (mine.person, given.file.person):
        household.members.create(person=person, since=timezone.localdate())
    client, page = signed_in(given.you), reverse("people:person", kwargs={"key": mine.person.key})
    assert "Unique" in client.get(page).content.decode()
    given.withdrawn()
    assert "Unique" not in client.get(page).content.decode()


def test_lists_and_counts(given: Given) -> None:
    assert reads.findable_by(given.you).count() == 1
    given.withdrawn()
    assert reads.findable_by(given.you).count() == reads.visible_to(given.you).count() == 0


def test_the_receiving_side_may_note_it_too_and_keeps_nothing(given: Given) -> None:
    page = reverse("people:sharing_end", kwargs={"key": given.sharing.key})
    answer = signed_in(given.you).post(page, {"end": "withdrawn", "how": "interpreter"})
    assert answer.headers["Location"] == reverse("people:files")
    given.sharing.refresh_from_db()
    assert (given.sharing.end, given.sharing.ended_by) == ("withdrawn", given.you)
    assert signed_in(given.you).post(page).status_code == 404


def test_it_is_noted_once_the_file_is_closed_too(given: Given) -> None:
    File.objects.filter(pk=given.file.pk).update(closed_on=timezone.localdate(), closing_reason="moved")
    page = signed_in(given.me).get(reverse("people:person", kwargs={"key": given.file.person.key})).content.decode()
    assert reverse("people:sharing_end", kwargs={"key": given.sharing.key}) in page
    given.withdrawn()
    assert not reads.visible_to(given.you).exists()


def test_another_worker_of_the_person_may_note_it(given: Given) -> None:
    third = organisation()
    other = worker(third)
    shared(given.file, third)
    with pytest.raises(Http404):
        sharing.withdraw(other, given.sharing.key, "oral")
    File.objects.create(person=given.file.person, organisation=third, purpose="support").workers.create(user=other)
    sharing.withdraw(other, given.sharing.key, "oral")
    assert not reads.visible_to(given.you).exists()


def test_a_stranger_may_not(given: Given) -> None:
    colleague, stranger = worker(given.file.organisation), worker(organisation())
    for user in (colleague, stranger):
        with pytest.raises(Http404):
            sharing.withdraw(user, given.sharing.key, "oral")


def test_it_is_noted_once_with_how_it_was_said(given: Given) -> None:
    given.withdrawn()
    given.withdrawn()
    line = Entry.objects.get(action="sharing.end")
    assert (line.detail["why"], line.detail["said"], line.target) == ("withdrawn", "oral", given.file.person.target)
    with pytest.raises(BadInput):
        sharing.withdraw(given.me, given.sharing.key, "by telepathy")


def test_everything_at_once_wherever_it_was_noted(given: Given) -> None:
    elsewhere, third = organisation(), organisation()
    other = worker(elsewhere)
    file = File.objects.create(person=given.file.person, organisation=elsewhere, purpose="support")
    file.workers.create(user=other)
    shared(file, third)
    standing = shared(file, third, given_by="basis", how="", basis_code="child_in_danger", basis_version="1")
    page = reverse("people:sharing_end_all", kwargs={"key": given.file.person.key})
    assert signed_in(given.me).post(page, {"how": "written"}).status_code == 302
    assert list(Sharing.objects.in_force()) == [standing]
    assert signed_in(given.you).post(page).status_code == 404


def test_what_a_restricted_person_withdraws_is_closed_too(given: Given) -> None:
    restricted(given.file.person)
    chosen = organisation()
    made = sharing.share(
        given.me, given.file.key, organisation=chosen, level="full", classes=["identity"], given_by="person", how="oral"
    )
    you = worker(chosen)
    assert reads.visible_to(you).exists()
    sharing.withdraw(given.me, made.key, "oral")
    assert not reads.visible_to(you).exists()
