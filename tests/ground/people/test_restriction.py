"""A person who is hidden appears in none of the places where others look: one test for each."""

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
from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput
from pacte.ground.messages.models import ContactRule
from pacte.ground.people import reads
from pacte.ground.people.models import (
    ExceptionalAccess,
    FileWorker,
    Household,
    Pair,
    Person,
    Restriction,
    Sharing,
    Tie,
)
from pacte.ground.people.reads.households import household_for, households_of, ties_of
from pacte.ground.people.services import households, meeting, persons, reaching

from .making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db


class Hidden:
    """A person followed by `me`, hidden; `colleague` and `partner` saw them before."""

    def __init__(self) -> None:
        self.home, elsewhere = organisation(), organisation()
        self.me, self.colleague, self.partner = worker(self.home), worker(self.home), worker(elsewhere)
        self.file = followed(self.me, self.home, given_name="Une", family_name="Cachee")
        self.person = self.file.person
        self.relative = followed(self.colleague, self.home, given_name="Un", family_name="Proche").person
        self.sharing = shared(self.file, elsewhere, "full")
        self.household = Household.objects.create()
        for person in (self.person, self.relative):
            self.household.members.create(person=person, since=timezone.localdate())
        self.tie = Tie.objects.create(person=self.relative, other=self.person, kind="partner")

    def hide(self) -> Person:
        assert all(reads.visible_to(user).filter(pk=self.person.pk).exists() for user in self.others)
        persons.restrict(self.me, self.person.key, "violence")
        self.person.refresh_from_db()
        return self.person

    @property
    def others(self) -> tuple[User, User]:
        return (self.colleague, self.partner)


@pytest.fixture
def hidden() -> Hidden:
    return Hidden()


def test_hiding_is_noted_with_its_reason_and_once(hidden: Hidden) -> None:
    person = hidden.hide()
    restriction = Restriction.objects.get()
    assert (restriction.since, restriction.set_by, restriction.reason) == (
        person.restricted_since, hidden.me, "violence",
    )  # fmt: skip
    line = Entry.objects.get(action="person.restrict")
    assert (line.target, line.detail["reason"], line.detail["sharings"]) == (person.target, "violence", 1)
    with pytest.raises(BadInput, match="déjà"):
        persons.restrict(hidden.me, person.key, "violence")
    with pytest.raises(BadInput, match="raison"):
        persons.restrict(hidden.me, person.key, "because")


def test_only_who_follows_a_person_hides_them_and_lifts_it(hidden: Hidden) -> None:
    for other in hidden.others:
        with pytest.raises(Http404):
            persons.restrict(other, hidden.person.key, "violence")
    person = hidden.hide()
    for other in hidden.others:
        with pytest.raises(Http404):
            persons.lift(other, person.key)
    persons.lift(hidden.me, person.key)
    with pytest.raises(BadInput, match="pas mise"):
        persons.lift(hidden.me, person.key)


def test_pages(hidden: Hidden, client: Client) -> None:
    person = hidden.hide()
    for user, status in ((hidden.me, 200), (hidden.colleague, 404), (hidden.partner, 404)):
        client.force_login(user)
        for route in ("person", "edit", "contact", "lift", "tie_add"):
            found = client.get(reverse(f"people:{route}", kwargs={"key": person.key}))
            assert found.status_code == status, route


def test_sharings_end_at_once_and_stay_ended(hidden: Hidden) -> None:
    person = hidden.hide()
    sharing = Sharing.objects.get(pk=hidden.sharing.pk)
    assert (sharing.end, sharing.ended_by, bool(sharing.ended_at)) == ("restricted", hidden.me, True)
    persons.lift(hidden.me, person.key)
    assert not reads.visible_to(hidden.partner).filter(pk=person.pk).exists()
    assert reads.visible_to(hidden.colleague).filter(pk=person.pk).exists()


def test_a_previous_worker_stops_reading_for_good(hidden: Hidden) -> None:
    FileWorker.objects.create(
        file=hidden.file, user=hidden.colleague, since=timezone.now() - timedelta(20),
        until=timezone.now() - timedelta(10), end="handover",
    )  # fmt: skip
    person = hidden.hide()
    assert reads.sight_of(hidden.colleague, person) is None
    persons.lift(hidden.me, person.key)
    person.refresh_from_db()
    seen = reads.sight_of(hidden.colleague, person)
    assert seen is not None and seen.level == "existence"


def test_an_access_in_urgency_ends(hidden: Hidden) -> None:
    ExceptionalAccess.objects.create(
        person=hidden.person, user=hidden.partner, kind="break_glass", reason="danger", sealed_words=seal("x"),
        organisation=hidden.home.slug, until=timezone.now() + timedelta(hours=4),
    )  # fmt: skip
    person = hidden.hide()
    persons.lift(hidden.me, person.key)
    assert not ExceptionalAccess.objects.in_force().exists()


def test_proposals_of_duplicates_are_withdrawn_and_decisions_kept(hidden: Hidden) -> None:
    third = followed(hidden.me, hidden.home).person
    for other, state in ((hidden.relative, "proposed"), (third, "linked")):
        first, second = sorted((hidden.person.pk, other.pk))
        Pair.objects.update_or_create(
            first_id=first, second_id=second, defaults={"state": state, "score": 8.0, "source": "rules"}
        )
    hidden.hide()
    assert list(Pair.objects.values_list("state", flat=True)) == ["linked"]


def test_households_shown_to_others(hidden: Hidden, client: Client) -> None:
    person = hidden.hide()
    seen = household_for(hidden.colleague, hidden.household.key)
    assert seen is not None and [each.person for each in seen.members] == [hidden.relative]
    assert "Cachee" not in seen.label
    client.force_login(hidden.colleague)
    for route, key in (("household", hidden.household.key), ("person", hidden.relative.key)):
        page = client.get(reverse(f"people:{route}", kwargs={"key": key})).content.decode()
        assert "Cachee" not in page and str(person.key) not in page and person.pseudonym not in page
    mine = household_for(hidden.me, hidden.household.key)
    assert mine is not None and person in [each.person for each in mine.members]


def test_a_household_of_hidden_persons_alone_does_not_exist_for_others(hidden: Hidden, client: Client) -> None:
    alone = Household.objects.create()
    alone.members.create(person=hidden.person, since=timezone.localdate())
    hidden.hide()
    client.force_login(hidden.colleague)
    assert client.get(reverse("people:household", kwargs={"key": alone.key})).status_code == 404
    assert [each.household for each in households_of(hidden.me, hidden.person)] == [alone, hidden.household]


def test_ties_shown_to_others(hidden: Hidden) -> None:
    hidden.hide()
    assert ties_of(hidden.colleague, hidden.relative) == []
    with pytest.raises(Http404):
        households.end_tie(hidden.colleague, hidden.relative.key, hidden.tie.pk)
    with pytest.raises(Http404):
        households.add_tie(hidden.colleague, hidden.relative.key, hidden.person.key, kind="sibling")


def test_the_lists_where_others_choose_a_person(hidden: Hidden, client: Client) -> None:
    hidden.hide()
    client.force_login(hidden.colleague)
    for route in ("household_join", "household_group"):
        page = client.get(reverse(f"people:{route}", kwargs={"key": hidden.household.key})).content.decode()
        assert "Cachee" not in page and str(hidden.person.key) not in page


def test_the_search_for_the_same_person_at_a_meeting(hidden: Hidden) -> None:
    typed: dict[str, Any] = {"given_name": "Une", "family_name": "Cachee"}
    hidden.hide()
    for user in (hidden.me, hidden.colleague, hidden.partner):
        assert meeting.alike(user, typed, []) == []


def test_messages_are_discreet_and_leave_by_a_safe_way_alone(hidden: Hidden) -> None:
    Person.objects.filter(pk=hidden.person.pk).update(phone="06 12 34 56 78", email="personne@exemple.example")
    person = hidden.hide()
    assert ContactRule.objects.get(recipient_key=person.recipient_key).discreet
    with pytest.raises(BadInput, match="aucun moyen sûr"):
        persons.write_to(hidden.me, person.key, "people/mail/urgency", {})
    reaching.choose_contact(hidden.me, person.key, safe_channel="sms", safe_address="0700000000")
    message = persons.write_to(hidden.me, person.key, "people/mail/urgency", {"organisation": hidden.home.name})
    assert unseal(message.sealed_address) == "07 00 00 00 00"
    assert message.organisation == "" and hidden.home.name not in unseal(message.sealed_context)
    assert ContactRule.objects.get(recipient_key=person.recipient_key).discreet


def test_the_journal_names_nobody(hidden: Hidden) -> None:
    hidden.hide()
    lines = " ".join(str((line.target, line.detail)) for line in Entry.objects.all())
    assert "Cachee" not in lines and hidden.person.pseudonym not in lines
