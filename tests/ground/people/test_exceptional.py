"""A file is opened in urgency for some hours, with a reason, by people who follow people; the officer knows of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import Message
from pacte.ground.people import reads
from pacte.ground.people.models import ExceptionalAccess, File, Note
from pacte.ground.people.services import exceptional
from pacte.ground.people.worklist.exceptional import urgent_accesses

from .making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db
WORDS = "Trouvée sans connaissance devant la gare"
WHOM: dict[str, Any] = {"family_name": "d’Exemple", "given_name": "Léa-Marie", "birth_year": 1980}


@pytest.fixture
def you() -> User:
    return worker(organisation("elsewhere", kind="health"), "outreach_worker")


@pytest.fixture
def officer() -> User:
    return worker(organisation("city", kind="city"), "data_protection")


@pytest.fixture
def file() -> File:
    home = organisation("home")
    return followed(worker(home), home, **WHOM)


def opened(user: User, file: File, reason: str = "danger") -> ExceptionalAccess:
    home = user.memberships.get().organisation
    return exceptional.break_glass(user, file.person.key, reason, WORDS, home)


def entered(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_it_opens_the_file_for_four_hours_in_reading(you: User, file: File) -> None:
    Note.objects.create(file=file, audience="workers", text="Entre nous")
    access = opened(you, file)
    sight = reads.sight_of(you, file.person)
    assert sight is not None and (sight.level, sight.may_write) == ("full", False)
    assert "workers" not in sight.seen.audiences and not sight.shows("protected_address")
    assert access.until - access.since <= timedelta(hours=4)
    ExceptionalAccess.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert reads.sight_of(you, file.person) is None


def test_what_was_said_is_sealed_and_the_journal_holds_codes(you: User, file: File) -> None:
    access = opened(you, file)
    assert WORDS not in access.sealed_words and unseal(access.sealed_words) == WORDS
    line = Entry.objects.get(action="person.break_glass")
    assert line.detail == {"access": str(access.key), "reason": "danger", "minutes": 240}
    assert (line.target, line.organisation) == (file.person.target, "elsewhere")


def test_every_officer_is_told_nothing_of_whom(you: User, officer: User, file: File) -> None:
    second = worker(organisation(kind="city"), "data_protection")
    opened(you, file)
    told = list(Message.objects.all())
    assert {each.recipient_key for each in told} == {f"user:{user.opaque_id}" for user in (officer, second)}
    assert not any(str(file.person.key) in unseal(each.sealed_context) for each in told)
    day = timezone.localdate()
    assert [each.title for each in urgent_accesses(officer, day)] == [f"Danger pour la vie · {file.person.pseudonym}"]
    assert not list(urgent_accesses(you, day))


def test_a_second_press_opens_nothing_more(you: User, file: File) -> None:
    assert opened(you, file) == opened(you, file)
    assert Entry.objects.filter(action="person.break_glass").count() == 1


def test_who_follows_nobody_opens_nothing(file: File) -> None:
    other = worker(organisation(), "reader")
    with pytest.raises(Refused):
        opened(other, file)
    with pytest.raises(Refused):
        exceptional.find_in_urgency(other, **WHOM)


def test_it_is_in_the_name_of_an_organisation_of_ones_own(you: User, file: File) -> None:
    with pytest.raises(Refused):
        exceptional.break_glass(you, file.person.key, "danger", WORDS, file.organisation)


@pytest.mark.parametrize(
    "reason, words", [("danger", "court"), ("curiosity", WORDS), ("", "   "), ("danger", "x" * 2001)]
)
def test_a_reason_and_words_are_asked(reason: str, words: str, you: User, file: File) -> None:
    with pytest.raises(BadInput):
        exceptional.break_glass(you, file.person.key, reason, words, you.memberships.get().organisation)
    assert not ExceptionalAccess.objects.exists()


def test_neither_a_restricted_person_nor_one_whom_nobody_follows_is_opened(you: User, file: File) -> None:
    File.objects.update(closed_on=timezone.localdate(), closing_reason="moved")
    with pytest.raises(Http404):
        opened(you, file)
    File.objects.update(closed_on=None)
    restricted(file.person)
    with pytest.raises(Http404):
        opened(you, file)


def test_an_access_in_force_ends_when_the_person_is_restricted(you: User, file: File) -> None:
    opened(you, file)
    restricted(file.person)
    assert not reads.visible_to(you).exists()


@pytest.mark.parametrize(
    "change, found",
    [
        ({}, 1),
        ({"family_name": "D'EXEMPLE", "given_name": " lea marie "}, 1),
        ({"family_name": "Exemple"}, 0),
        ({"birth_year": 1981}, 0),
        ({"family_name": "Léa-Marie", "given_name": "d’Exemple"}, 0),
    ],
)
def test_a_person_is_found_by_exactly_who_they_are(change: dict[str, Any], found: int, you: User, file: File) -> None:
    assert len(exceptional.find_in_urgency(you, **WHOM | change)) == found
    line = Entry.objects.get(action="urgency.search")
    assert (line.target, line.detail) == ("", {"found": found})


def test_three_at_most_are_shown(you: User, file: File) -> None:
    home = organisation()
    for _number in range(3):
        followed(worker(home), home, **WHOM)
    assert len(exceptional.find_in_urgency(you, **WHOM)) == 3


def test_one_may_look_ten_times_an_hour(you: User, file: File) -> None:
    for _number in range(10):
        exceptional.find_in_urgency(you, **WHOM)
    with pytest.raises(BadInput, match="dix fois"):
        exceptional.find_in_urgency(you, **WHOM)
    assert exceptional.find_in_urgency(worker(organisation()), **WHOM)


def test_names_of_blanks_alone_find_nobody(you: User) -> None:
    home = organisation()
    followed(worker(home), home, birth_year=1980)
    with pytest.raises(BadInput):
        exceptional.find_in_urgency(you, family_name=" - ", given_name="'", birth_year=1980)


def test_the_officer_concludes_once(you: User, officer: User, file: File) -> None:
    access = opened(you, file)
    with pytest.raises(Refused):
        exceptional.review(you, access.key, "justified")
    with pytest.raises(BadInput):
        exceptional.review(officer, access.key, "perhaps")
    done = exceptional.review(officer, access.key, "justified")
    assert (done.finding, done.reviewed_by) == ("justified", officer)
    assert reads.visible_to(you).exists()
    with pytest.raises(BadInput, match="déjà été relu"):
        exceptional.review(officer, access.key, "unjustified")
    assert not list(urgent_accesses(officer, timezone.localdate()))


def test_an_unjustified_access_closes_at_once(you: User, officer: User, file: File) -> None:
    exceptional.review(officer, opened(you, file).key, "unjustified")
    assert not reads.visible_to(you).exists()


def test_nobody_concludes_on_their_own_access(officer: User, file: File) -> None:
    from pacte.ground.partners.models import Membership

    home = officer.memberships.get().organisation
    Membership.objects.create(user=officer, organisation=home, role="social_worker", starts_on=timezone.localdate())
    access = exceptional.break_glass(officer, file.person.key, "danger", WORDS, home)
    with pytest.raises(Refused):
        exceptional.review(officer, access.key, "justified")


def test_from_the_reason_to_the_open_file_nothing_stands_in_an_address(client: Client, you: User, file: File) -> None:
    page, home = reverse("people:break_glass"), you.memberships.get().organisation
    said = {"reason": "danger", "words": WORDS, "organisation": home.pk}
    entered(client, you)
    assert client.get(page).status_code == 200
    assert client.post(page, WHOM).status_code == 422
    found = client.post(page, said | WHOM)
    assert str(file.person.key) in found.content.decode()
    done = client.post(page, said | {"person": str(file.person.key)})
    assert done.headers["Location"] == reverse("people:person", kwargs={"key": file.person.key})
    assert client.get(done.headers["Location"]).status_code == 200
    assert client.post(page, said | {"person": "not-a-key"}).status_code == 404


def test_who_follows_the_person_is_told_of_it_on_their_page(client: Client, you: User, file: File) -> None:
    opened(you, file)
    page = reverse("people:person", kwargs={"key": file.person.key})
    text = entered(client, file.workers.get().user).get(page).content.decode()
    assert "Ouvert en urgence" in text and "Organisation elsewhere" in text and WORDS not in text


def test_the_officer_reads_who_when_why_and_no_name(
    client: Client, you: User, officer: User, file: File, django_assert_max_num_queries: Any
) -> None:
    access = opened(you, file)
    entered(client, officer)
    client.get(reverse("people:break_glass_reviews"))
    with django_assert_max_num_queries(10):
        text = client.get(reverse("people:break_glass_reviews")).content.decode()
    assert WORDS in text and file.person.pseudonym in text and you.display_name in text
    assert "d’Exemple" not in text and str(file.person.key) not in text
    client.post(reverse("people:break_glass_review", kwargs={"key": access.key}), {"finding": "to_discuss"})
    access.refresh_from_db()
    assert access.finding == "to_discuss"
