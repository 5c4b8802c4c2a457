"""Two records of one person: proposed to whoever may find both, decided by them, linked, taken apart, remembered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.jobs.services import run_pending
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Pair, Person
from pacte.ground.people.reads.duplicates import linked_with, links_of, proposals_for
from pacte.ground.people.services.duplicates import decide, propose_for, split
from pacte.ground.people.worklist.search import pairs_to_decide

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db
SHE = {"given_name": "Zoulikha", "family_name": "Exemplaire", "birth_date": date(1980, 5, 2), "birth_year": 1980}


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def me(home: Organisation) -> User:
    return worker(home)


def twice(me: User, home: Organisation, **other: Any) -> tuple[Person, Person]:
    """The same person recorded twice, the second time with a slip."""
    first = followed(me, home, **SHE).person
    second = followed(me, home, **SHE | {"given_name": "Zoulika"} | other).person
    run_pending()
    return first, second


def linked(me: User, one: Person, other: Person) -> Pair:
    """Two records that somebody linked."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    pair = Pair.objects.create(first=first, second=second, score=30, source="rules")
    return decide(me, pair, "linked")


def test_recording_a_person_again_proposes_the_pair_in_the_background(me: User, home: Organisation) -> None:
    twice(me, home)
    pair = proposals_for(me)[0]
    assert {code for code, _bits in pair.reasons} >= {"family_exact", "birth_day"}
    assert "oulik" not in str(pair.reasons)


def test_somebody_else_is_not_proposed(me: User, home: Organisation) -> None:
    twice(me, home, given_name="Bernard", birth_date=date(1951, 9, 30), birth_year=1951)
    assert not Pair.objects.exists()


def test_a_record_corrected_is_proposed_no_more(me: User, home: Organisation) -> None:
    _first, second = twice(me, home)
    Person.objects.filter(pk=second.pk).update(birth_date=date(1951, 9, 30), birth_year=1951, given_name="Bernard")
    second.refresh_from_db()
    assert propose_for(second) == 0
    assert not Pair.objects.exists()


def test_a_restricted_person_is_never_proposed_nor_shown(me: User, home: Organisation) -> None:
    first = followed(me, home, **SHE).person
    restricted(first)
    second = followed(me, home, **SHE).person
    run_pending()
    assert (propose_for(first), propose_for(second), Pair.objects.count()) == (0, 0, 0)
    other = followed(me, home, **SHE).person
    run_pending()
    assert proposals_for(me)
    restricted(other)
    assert proposals_for(me) == []
    with pytest.raises(Http404):
        decide(me, Pair.objects.get(), "linked")


def test_a_pair_between_two_organisations_waits_for_somebody_who_may_find_both(me: User, home: Organisation) -> None:
    partner = organisation()
    you = worker(partner)
    first = followed(me, home, **SHE)
    followed(you, partner, **SHE)
    run_pending()
    pair = Pair.objects.get()
    for user in (me, you):
        assert proposals_for(user) == []
        with pytest.raises(Http404):
            decide(user, pair, "linked")
    shared(first, partner)
    assert proposals_for(you) == [pair] and proposals_for(me) == []
    decide(you, pair, "linked")
    assert linked_with(me, first.person) == []


def test_two_linked_records_stand_and_nobody_sees_more(me: User, home: Organisation) -> None:
    colleague = worker(home)
    first, second = twice(me, home)
    pair = decide(me, Pair.objects.get(), "linked")
    assert (pair.state, pair.decided_by) == ("linked", me)
    assert linked_with(me, first) == [second] and linked_with(me, second) == [first]
    assert linked_with(worker(organisation()), first) == []
    assert linked_with(colleague, first) == [second]
    assert Person.objects.count() == 2 and proposals_for(me) == []
    line = Entry.objects.get(action="pair.linked")
    assert (line.target, line.detail["source"]) == (pair.target, "rules")


def test_a_link_is_followed_from_one_record_to_the_next_but_not_through_a_restricted_one(
    me: User, home: Organisation
) -> None:
    one, two, three = (followed(me, home).person for _ in range(3))
    linked(me, one, two)
    linked(me, two, three)
    assert linked_with(me, one) == [two, three]
    restricted(two)
    assert linked_with(me, one) == []


@pytest.mark.parametrize("decision", ["different", "split"])
def test_what_was_decided_is_not_proposed_again(me: User, home: Organisation, decision: str) -> None:
    first, _second = twice(me, home)
    pair = Pair.objects.get()
    if decision == "split":
        split(me, decide(me, pair, "linked"))
    else:
        decide(me, pair, "different")
    assert propose_for(first) == 0
    pair.refresh_from_db()
    assert (pair.state, proposals_for(me), links_of(me, first)) == (decision, [], [])


def test_two_people_deciding_at_once_are_told(me: User, home: Organisation) -> None:
    twice(me, home)
    pair = Pair.objects.get()
    decide(me, pair, "linked")
    with pytest.raises(BadInput):
        decide(worker(home), pair, "different")
    with pytest.raises(BadInput):
        decide(me, pair, "proposed")


def test_a_role_that_follows_nobody_decides_nothing(me: User, home: Organisation) -> None:
    twice(me, home)
    with pytest.raises(Refused):
        decide(worker(home, "pact_team"), Pair.objects.get(), "linked")


def test_my_day_counts_the_pairs_and_names_nobody(me: User, home: Organisation) -> None:
    twice(me, home)
    (entry,) = pairs_to_decide(me, date(2019, 2, 7))
    assert entry.title == "1 paire de fiches" and entry.url == reverse("people:duplicates")
    assert list(pairs_to_decide(worker(organisation()), date(2019, 2, 7))) == []


def test_the_pages_show_the_pair_its_reasons_and_take_the_decision(
    client: Client, me: User, home: Organisation
) -> None:
    twice(me, home)
    client.force_login(me)
    pair = Pair.objects.get()
    address = reverse("people:pair", kwargs={"key": pair.key})
    assert address in client.get(reverse("people:duplicates")).content.decode()
    page = client.get(address).content.decode()
    assert "Même date de naissance" in page and "Zoulika Exemplaire" in page
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"state": "linked"}).status_code == 302
    away = reverse("people:split", kwargs={"key": pair.key})
    assert away in client.get(address).content.decode()
    assert client.post(away).status_code == 302
    pair.refresh_from_db()
    assert pair.state == "split"


def test_a_colleague_who_may_not_see_a_telephone_is_not_told_that_it_is_the_same(
    client: Client, me: User, home: Organisation
) -> None:
    twice(me, home, phone="0100000001")
    Person.objects.update(phone="0100000001")
    propose_for(Person.objects.earliest("pk"))
    address = reverse("people:pair", kwargs={"key": Pair.objects.get().key})
    client.force_login(me)
    assert "Même téléphone" in client.get(address).content.decode()
    client.force_login(worker(home))
    page = client.get(address).content.decode()
    assert "Même date de naissance" in page and "téléphone" not in page


def test_the_list_costs_as_many_queries_for_ten_pairs_as_for_one(
    client: Client, me: User, home: Organisation, django_assert_max_num_queries: Any
) -> None:
    persons = [followed(me, home, **SHE).person for _ in range(5)]
    run_pending()
    assert Pair.objects.count() == len(persons) * (len(persons) - 1) // 2
    client.force_login(me)
    with django_assert_max_num_queries(18):
        assert client.get(reverse("people:duplicates")).status_code == 200
