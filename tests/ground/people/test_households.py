"""Households and ties: dated, never inside themselves, and only as far as each reader may see."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.models import Household, Tie
from pacte.ground.people.reads.households import household_for, households_of, ties_of
from pacte.ground.people.services import households

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db

SINCE = date(2018, 5, 1)


def test_a_household_is_founded_from_a_person_then_joined_and_left() -> None:
    home = organisation()
    me = worker(home)
    first, second = followed(me, home).person, followed(me, home).person
    household = households.found_household(me, first.key, since=SINCE)
    member = households.join(me, household.key, second.key, role="child", since=SINCE)
    households.leave(me, household.key, member.pk, until=date(2019, 1, 1))
    seen = household_for(me, household.key)
    assert seen is not None
    assert [each.person for each in seen.current] == [first]
    assert [(each.person, each.row.until) for each in seen.past] == [(second, date(2019, 1, 1))]
    acts = Entry.objects.filter(action__startswith="household.").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["household.found", "household.join", "household.leave"]


def test_nobody_is_twice_in_a_household_and_somebody_who_left_comes_back() -> None:
    home = organisation()
    me = worker(home)
    first, second = followed(me, home).person, followed(me, home).person
    household = households.found_household(me, first.key, since=SINCE)
    member = households.join(me, household.key, second.key, since=SINCE)
    with pytest.raises(BadInput, match="déjà de ce ménage"):
        households.join(me, household.key, second.key)
    households.leave(me, household.key, member.pk, until=date(2019, 1, 1))
    with pytest.raises(BadInput, match="déjà de ce ménage"):
        households.join(me, household.key, second.key, since=date(2018, 12, 1))
    assert households.join(me, household.key, second.key, since=date(2019, 2, 1)).until is None


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_a_household_is_never_inside_itself_at_any_depth(depth: int) -> None:
    home = organisation()
    me = worker(home)
    chain = [households.found_household(me, followed(me, home).person.key) for _each in range(depth)]
    for inner, outer in pairwise(chain):
        households.group(me, inner.key, outer.key)
    with pytest.raises(BadInput, match="lui-même"):
        households.group(me, chain[-1].key, chain[0].key)
    assert households.group(me, chain[0].key, None).part_of is None


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [(date(1850, 1, 1), None, "trop ancien"), (timezone.localdate() + timedelta(days=400), None, "à venir"),
     (SINCE, date(2017, 1, 1), "avant le premier"), (SINCE, timezone.localdate() + timedelta(days=400), "pas encore")],
)  # fmt: skip
def test_dates_that_cannot_be_are_refused_with_words(since: date, until: date | None, words: str) -> None:
    home = organisation()
    me = worker(home)
    with pytest.raises(BadInput, match=words):
        household = households.found_household(me, followed(me, home).person.key, since=since)
        households.leave(me, household.key, household.members.get().pk, until=until)


def test_a_tie_is_said_once_to_somebody_else_and_ends() -> None:
    home = organisation()
    me = worker(home)
    parent, child = followed(me, home).person, followed(me, home).person
    tie = households.add_tie(me, parent.key, child.key, kind="parent", since=SINCE)
    with pytest.raises(BadInput, match="déjà noté"):
        households.add_tie(me, parent.key, child.key, kind="parent")
    with pytest.raises(BadInput, match="avec elle-même"):
        households.add_tie(me, parent.key, parent.key, kind="sibling")
    assert [each.words for each in ties_of(me, child)] == ["Enfant de"]
    households.end_tie(me, child.key, tie.pk, until=date(2019, 1, 1))
    assert Tie.objects.get().until == date(2019, 1, 1)


def test_a_member_whom_one_may_not_see_is_neither_shown_nor_counted() -> None:
    home, elsewhere = organisation(), organisation()
    me, you = worker(home), worker(elsewhere)
    mine, theirs = followed(me, home).person, followed(you, elsewhere)
    household = households.found_household(me, mine.key)
    household.members.create(person=theirs.person, since=SINCE)
    Tie.objects.create(person=mine, other=theirs.person, kind="partner")
    seen = household_for(me, household.key)
    assert seen is not None and [each.person for each in seen.members] == [mine]
    assert ties_of(me, mine) == []
    shared(theirs, home, "existence")
    again = household_for(me, household.key)
    assert again is not None and len(again.members) == 2 and len(ties_of(me, mine)) == 1


def test_a_name_that_a_sharing_does_not_open_is_a_pseudonym() -> None:
    home, elsewhere = organisation(), organisation()
    me, you = worker(home), worker(elsewhere)
    mine, theirs = followed(me, home).person, followed(you, elsewhere, given_name="Une", family_name="Personne")
    Tie.objects.create(person=mine, other=theirs.person, kind="partner")
    sharing = shared(theirs, home, "follow_up", classes=["contact"])
    assert [tie.label for tie in ties_of(me, mine)] == [theirs.person.pseudonym]
    sharing.classes = ["identity"]
    sharing.save()
    assert [tie.label for tie in ties_of(me, mine)] == ["Une Personne"]


def test_a_household_is_kept_by_who_follows_one_of_its_members() -> None:
    home = organisation()
    me, colleague = worker(home), worker(home)
    household = households.found_household(me, followed(me, home).person.key)
    other = followed(colleague, home).person
    with pytest.raises(Http404):
        households.join(colleague, household.key, other.key)
    with pytest.raises(Refused):
        households.join(worker(home, "volunteer"), household.key, other.key)
    elsewhere = organisation()
    with pytest.raises(Http404):
        households.join(me, household.key, followed(worker(elsewhere), elsewhere).person.key)


def test_somebody_is_named_by_their_pseudonym_when_one_may_see_them() -> None:
    home = organisation()
    me, colleague = worker(home), worker(home)
    theirs = followed(colleague, home).person
    assert households.whom(me, "person", pseudonym=f" {theirs.pseudonym.lower()} ") == theirs.key
    hidden = restricted(followed(colleague, home).person)
    for pseudonym in (hidden.pseudonym, "ZZZZ-0000"):
        with pytest.raises(BadInput, match="Aucune personne que vous voyez"):
            households.whom(me, "person", pseudonym=pseudonym)
    with pytest.raises(BadInput, match="Personne n’est choisi"):
        households.whom(me, "person")


@pytest.fixture
def family(client: Client) -> dict[str, Any]:
    """A household of six with ties, followed by who is signed in."""
    home = organisation()
    me = worker(home)
    client.force_login(me)
    persons = [followed(me, home).person for _each in range(6)]
    household = households.found_household(me, persons[0].key)
    for person in persons[1:]:
        households.join(me, household.key, person.key)
        households.add_tie(me, persons[0].key, person.key, kind="sibling")
    return {"household": household, "person": persons[0], "tie": Tie.objects.first(), "me": me}


@pytest.mark.parametrize(
    ("route", "most"),
    [("household", 24), ("household_join", 26), ("household_leave", 26), ("household_group", 26),
     ("household_found", 20), ("tie_add", 26), ("tie_end", 26)],
)  # fmt: skip
def test_pages_of_a_family_keep_their_query_budget(
    client: Client, family: dict[str, Any], route: str, most: int, django_assert_max_num_queries: Any
) -> None:
    household: Household = family["household"]
    key = household.key if route.startswith("household") and route != "household_found" else family["person"].key
    number = {"household_leave": household.members.last(), "tie_end": family["tie"]}.get(route)
    arguments = {"key": key} | ({"number": number.pk} if number else {})
    with django_assert_max_num_queries(most):
        assert client.get(reverse(f"people:{route}", kwargs=arguments)).status_code == 200


def test_the_pages_do_what_they_say(client: Client, family: dict[str, Any]) -> None:
    household, person = family["household"], family["person"]
    newcomer = followed(family["me"], person.files.get().organisation).person
    day = str(timezone.localdate())
    answer = client.post(
        reverse("people:household_join", kwargs={"key": household.key}),
        {"person": str(newcomer.key), "role": "child", "since": day},
    )
    assert answer.status_code == 302 and households_of(family["me"], newcomer)
    client.post(
        reverse("people:tie_add", kwargs={"key": person.key}), {"pseudonym": newcomer.pseudonym, "kind": "parent"}
    )
    assert Tie.objects.filter(person=person, other=newcomer, kind="parent").exists()
    nobody = client.post(reverse("people:tie_add", kwargs={"key": person.key}), {"kind": "parent"})
    assert nobody.status_code == 422
