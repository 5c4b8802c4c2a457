"""Never the same site as a named person: it closes sites both ways, and nobody but who follows the first learns it."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import serializers
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Asker
from pacte.ground.declarations.registry import declared
from pacte.ground.people.models import File, Pair, Person
from pacte.ground.people.reads import sight_of
from pacte.street.shelter.models import HeldUnit, KeptApart, Lot, RequestMember, ShelterPlacement, ShelterRequest
from pacte.street.shelter.privacy.priorities import RETENTION
from pacte.street.shelter.reads.apart import closed_sites, closed_sites_of, pairs
from pacte.street.shelter.services import apart, placing
from pacte.street.shelter.views.apart import kept_apart
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db


@dataclass
class Two:
    """A person, who follows them; another person, and who follows that one."""

    mine: User
    theirs: User
    person: File
    other: File


@pytest.fixture
def two() -> Two:
    """`mine` follows both: they may find the other. `theirs` follows the other alone."""
    here, there = organisation(), organisation()
    mine, theirs = worker(here), worker(there)
    person = followed(mine, here, given_name="Une", family_name="Première")
    other = followed(theirs, there, given_name="Un", family_name="Second")
    File.objects.create(person=other.person, organisation=here, purpose="support")
    return Two(mine, theirs, person, other)


def kept(two: Two) -> KeptApart:
    return apart.keep_apart(two.mine, two.person.person.key, two.other.person.key)


def request_of(person: Person, **values: Any) -> ShelterRequest:
    made = asked((40, ""), **values)
    RequestMember.objects.filter(request=made).update(person=person)
    return made


def sleeping(person: Person, at: Lot, **values: Any) -> ShelterPlacement:
    request = request_of(person, state="arrived", **values)
    placement = ShelterPlacement.objects.create(
        request=request, lot=at, members=[0], first_night=request.night, last_night=request.night, state="present",
        origin="direct",
    )  # fmt: skip
    HeldUnit.objects.create(placement=placement, lot=at, night=request.night, position=1)
    return placement


def test_a_site_where_the_other_sleeps_is_closed_to_the_one_and_the_other_way_round(two: Two) -> None:
    kept(two)
    there = lot(site(organisation()))
    sleeping(two.other.person, there)
    assert closed_sites(request_of(two.person.person)) == {str(there.site.key)}
    elsewhere = lot(site(organisation()))
    sleeping(two.person.person, elsewhere)
    assert closed_sites(request_of(two.other.person)) == {str(elsewhere.site.key)}


def test_two_requests_of_one_night_are_a_pair(two: Two) -> None:
    kept(two)
    one, other, third = request_of(two.person.person), asked((40, ""), file=two.other), asked()
    assert pairs([one, other, third]) == {frozenset((str(one.key), str(other.key)))}


def test_records_linked_as_one_person_are_that_person_however_many_links_away(two: Two) -> None:
    kept(two)
    second, third = (Person.objects.create(pseudonym=name) for name in ("LIEN-1", "LIEN-2"))
    Pair.objects.create(first=two.other.person, second=second, score=9, state="linked", source="rules")
    Pair.objects.create(first=second, second=third, score=9, state="linked", source="rules")
    there = lot(site(organisation()))
    sleeping(third, there)
    assert closed_sites(request_of(two.person.person)) == {str(there.site.key)}
    Pair.objects.update(state="split")
    assert closed_sites(request_of(two.person.person)) == frozenset()


def test_a_person_out_of_sight_is_protected_all_the_same(two: Two) -> None:
    kept(two)
    restricted(two.person.person)
    there = lot(site(organisation()))
    sleeping(two.other.person, there)
    assert closed_sites(request_of(two.person.person)) == {str(there.site.key)}


def test_a_rule_that_is_ended_and_a_place_given_back_close_nothing(two: Two) -> None:
    rule = kept(two)
    there = lot(site(organisation()))
    placement = sleeping(two.other.person, there)
    ShelterPlacement.objects.filter(pk=placement.pk).update(state="no_show")
    assert closed_sites(request_of(two.person.person)) == frozenset()
    ShelterPlacement.objects.filter(pk=placement.pk).update(state="present")
    apart.end(two.mine, rule.key)
    assert closed_sites(request_of(two.person.person)) == frozenset()


def test_a_whole_queue_is_asked_in_a_constant_number_of_queries(two: Two, django_assert_max_num_queries: Any) -> None:
    kept(two)
    sleeping(two.other.person, lot(site(organisation())))
    rows = [asked() for _number in range(10)] + [request_of(two.person.person)]
    with django_assert_max_num_queries(7):
        assert sum(bool(each) for each in closed_sites_of(rows).values()) == 1
    with django_assert_max_num_queries(4):
        pairs(rows)


def test_the_place_is_refused_with_words_that_other_causes_share(two: Two) -> None:
    kept(two)
    there = lot(site(organisation()), 3, free=3)
    sleeping(two.other.person, there)
    regulator = worker(organisation(), "regulator")
    with pytest.raises(BadInput, match="Ce lot ne peut pas être proposé à ce ménage"):
        placing.place(regulator, request_of(two.person.person), there, origin="direct")


def test_only_who_follows_the_person_sets_and_ends_it(two: Two) -> None:
    rule = kept(two)
    for act in (
        lambda user: apart.keep_apart(user, two.person.person.key, two.other.person.key),
        lambda user: apart.end(user, rule.key),
    ):
        with pytest.raises(Http404):
            act(two.theirs)
        with pytest.raises(Refused):
            act(worker(organisation(), "pact_team"))
    assert KeptApart.objects.filter(ended_at__isnull=True).count() == 1


def test_somebody_who_cannot_be_found_cannot_be_named(two: Two) -> None:
    stranger = followed(two.theirs, two.other.organisation)
    with pytest.raises(Http404):
        apart.keep_apart(two.mine, two.person.person.key, stranger.person.key)
    restricted(two.other.person)
    with pytest.raises(Http404):
        kept(two)


def test_saying_it_twice_changes_nothing_and_nobody_is_apart_from_themselves(two: Two) -> None:
    assert kept(two) == kept(two)
    assert Entry.objects.filter(action="shelter.kept_apart").count() == 1
    with pytest.raises(BadInput, match="même personne"):
        apart.keep_apart(two.mine, two.person.person.key, two.person.person.key)


def test_the_page_searches_by_post_alone_then_sets_it(
    client: Client, two: Two, django_assert_max_num_queries: Any
) -> None:
    client.force_login(two.mine)
    address = reverse("shelter:apart", kwargs={"key": two.person.person.key})
    with django_assert_max_num_queries(30):
        assert client.get(address + "?words=Second").status_code == 200
    found = client.post(address, {"words": two.other.person.pseudonym})
    assert str(two.other.person.key) in found.content.decode()
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"other": "x"}).status_code == 422
    assert client.post(address, {"other": two.other.person.key}).status_code == 302
    rule = KeptApart.objects.get()
    assert "Tenue à distance de" in client.get(address).content.decode()
    assert client.post(reverse("shelter:apart_end", kwargs={"key": rule.key})).status_code == 302
    assert "Tenue à distance de" not in client.get(address).content.decode()


def test_a_colleague_who_follows_the_person_sees_that_there_is_a_rule_and_not_whom_they_may_not_see(two: Two) -> None:
    kept(two)
    File.objects.filter(person=two.other.person, organisation=two.person.organisation).delete()
    sight = sight_of(two.mine, two.person.person)
    panel = kept_apart(two.mine, sight) if sight else None
    assert panel is not None
    assert [row.title for row in panel.rows] == ["Une personne que vous ne voyez pas"]


def test_the_journal_never_says_who_the_other_is(two: Two) -> None:
    apart.end(two.mine, kept(two).key)
    lines = Entry.objects.filter(action__in=["shelter.kept_apart", "shelter.apart_ended"])
    assert {line.target for line in lines} == {two.person.person.target}
    assert str(two.other.person.key) not in json.dumps([line.detail for line in lines])


def statement(person: Person, asker: Asker) -> str:
    return str(
        [holding.tell(person, asker) for _room, holdings in declared("privacy", "HOLDINGS") for holding in holdings]
    )


def test_it_is_told_to_the_person_alone_never_to_the_other_nor_a_relative(two: Two) -> None:
    kept(two)
    words = "Jamais sur le même site"
    own = statement(two.person.person, Asker.SELF)
    assert words in own
    assert two.other.person.pseudonym not in own and "Second" not in own
    assert words not in statement(two.person.person, Asker.RELATIVE)
    assert words not in statement(two.other.person, Asker.SELF)


def test_either_person_anonymised_takes_the_rule_away(two: Two) -> None:
    from pacte.street.shelter.privacy.priorities import HOLDINGS

    kept(two)
    assert HOLDINGS[0].anonymise(two.other.person) == 1
    assert HOLDINGS[0].anonymise(two.other.person) == 0


def test_a_rule_that_holds_is_never_purged(two: Two) -> None:
    rule = kept(two)
    later = timezone.now() + RETENTION[0].keep
    assert RETENTION[0].purge(later) == 0
    apart.end(two.mine, rule.key)
    assert RETENTION[0].purge(later) == 1


def pages_of(client: Client, user: User, two: Two, request: ShelterRequest) -> Iterator[str]:
    """What the others see around the two persons, their request, and the night."""
    client.force_login(user)
    named = {"key": two.other.person.key}
    addresses = [reverse("people:person", kwargs=named), reverse("people:files"), reverse("worklist:my_day")]
    addresses += [reverse("shelter:request", kwargs={"key": request.key}), reverse("shelter:queue")]
    addresses += [reverse("shelter:board"), reverse("shelter:waiting"), reverse("shelter:apart", kwargs=named)]
    for address in addresses:
        yield client.get(address).content.decode()


def test_no_page_and_no_log_of_anyone_else_tells_of_it(
    client: Client, two: Two, caplog: pytest.LogCaptureFixture
) -> None:
    rule = kept(two)
    there = lot(site(organisation()), 3, free=3)
    sleeping(two.other.person, there)
    request = request_of(two.person.person)
    told = (str(rule.key), str(two.person.person.key), two.person.person.pseudonym, "Tenue à distance")
    with caplog.at_level(logging.DEBUG):
        for user in (two.theirs, worker(organisation(), "site_manager"), worker(organisation(), "pact_team")):
            seen = "".join(pages_of(client, user, two, request))
            assert not [word for word in told if word in seen]
        regulator = worker(organisation(), "regulator")
        seen = "".join(pages_of(client, regulator, two, request))
        assert str(rule.key) not in seen and "à distance" not in seen
    assert str(rule.key) not in caplog.text
    assert not [
        line for line in serializers.serialize("json", Entry.objects.all()).splitlines() if str(rule.key) in line
    ]
