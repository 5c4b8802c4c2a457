"""A household gets a place in one way, under every hard rule, and gives it back in one way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.models import Pair
from pacte.street.shelter.models import Closure, HeldUnit, KeptApart, RequestMember, ShelterPlacement, SiteExclusion
from pacte.street.shelter.models import ShelterRequest as Request
from pacte.street.shelter.reads import problem
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services.placing import Taken, best_lots, place, place_now, release
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
NEUTRAL = "Ce lot ne peut pas être proposé à ce ménage."
WOMAN, MAN, CHILD = (30, "woman"), (40, "man"), (5, "")


@pytest.fixture
def regulator() -> User:
    return worker(organisation("ville"), "regulator")


def given(actor: User, request: Request, to: Any, **values: Any) -> ShelterPlacement:
    return place(actor, request, to, **{"origin": "direct"} | values)


def known(request: Request, by: User) -> Any:
    """The first member of the request becomes a person with a file."""
    person = followed(by, by.memberships.get().organisation).person
    RequestMember.objects.filter(request=request, position=0).update(person=person)
    return person


def test_a_household_takes_the_lowest_free_units_and_its_request_is_answered(regulator: User) -> None:
    beds = lot(site(organisation()), 4, free=4)
    HeldUnit.objects.create(placement=given(regulator, asked(WOMAN), beds), lot=beds, night=night_at(), position=3)
    request = asked(MAN, MAN)
    placed = given(regulator, request, beds)
    request.refresh_from_db()
    assert list(placed.held.values_list("position", flat=True)) == [2, 4]
    assert (placed.units, placed.persons, placed.members) == (2, 2, [0, 1])
    assert (request.state, request.answered_at, request.version) == ("offered", placed.placed_at, 2)
    assert request.events.get().kind == "offered"
    assert {"shelter.place", "shelter.offered"} <= set(Entry.objects.values_list("action", flat=True))


def test_a_room_is_one_unit_whoever_sleeps_in_it(regulator: User) -> None:
    room = lot(site(organisation()), 2, free=2, kind="room", unit_places=4)
    assert given(regulator, asked(WOMAN, CHILD, CHILD), room).units == 1


def test_a_stay_goes_on_where_stays_last_and_is_one_night_elsewhere(regulator: User) -> None:
    at = site(organisation())
    assert given(regulator, asked(), lot(at, free=1)).last_night is None
    assert given(regulator, asked(), lot(at, free=1, lasts=False)).last_night == night_at()
    week = night_at() + timedelta(days=6)
    placed = given(regulator, asked(), lot(at, free=1), last_night=week)
    assert placed.last_night == week and placed.held.count() == 1
    with pytest.raises(BadInput, match="avant la première"):
        given(regulator, asked(), lot(at, free=1), last_night=night_at() - timedelta(days=1))


@pytest.mark.parametrize(
    ("members", "values", "offered"),
    [
        ((MAN,), {}, {"audience": "women"}),
        ((WOMAN, CHILD), {}, {"audience": "adults"}),
        (((17, "man"), MAN), {}, {"min_age": 18}),
        ((MAN, MAN, MAN), {}, {"kind": "room", "unit_places": 2}),
        ((MAN,), {"needs_step_free": True}, {}),
        ((MAN,), {"animals": 1}, {}),
    ],
)
def test_no_hard_rule_is_broken_and_none_is_told_from_the_others(
    regulator: User, members: Any, values: Any, offered: Any
) -> None:
    at = lot(site(organisation()), 9, free=9, **offered)
    with pytest.raises(BadInput, match=NEUTRAL):
        given(regulator, asked(*members, **values), at)
    assert not ShelterPlacement.objects.exists() and not HeldUnit.objects.exists()


def test_a_site_left_out_a_closed_lot_and_a_pair_kept_apart_answer_the_same_sentence(regulator: User) -> None:
    home = organisation()
    at = site(home)
    beds, elsewhere = lot(at, 9, free=9), lot(site(home), 9, free=9)
    first, second, third = asked(WOMAN), asked(WOMAN), asked(WOMAN)
    colleague = worker(home)
    KeptApart.objects.create(person=known(first, colleague), other=known(second, colleague))
    SiteExclusion.objects.create(request=third, site=at)
    given(regulator, second, beds)
    closed = lot(at, 9, free=9)
    Closure.objects.create(site=at, lot=closed, reason="works", from_night=night_at())
    said = set()
    for request, lot_ in ((first, beds), (third, beds), (asked(WOMAN), closed)):
        with pytest.raises(BadInput) as told:
            given(regulator, request, lot_)
        said.add(str(told.value))
        assert type(told.value) is BadInput
    assert len(said) == 1
    assert given(regulator, first, elsewhere).lot == elsewhere


def test_a_pair_holds_the_other_way_round_through_a_linked_record_and_for_a_stay_of_another_night(
    regulator: User,
) -> None:
    home = organisation()
    beds = lot(site(home), 9, free=9)
    colleague = worker(home)
    before = asked(MAN, night=night_at() - timedelta(days=3))
    resident, double = known(before, colleague), followed(colleague, home).person
    ShelterPlacement.objects.create(
        request=before, lot=beds, members=[0], first_night=before.night, state="present", origin="direct"
    )
    Pair.objects.create(first=resident, second=double, state="linked", score=9)
    request = asked(WOMAN)
    KeptApart.objects.create(person=known(request, colleague), other=double)
    with pytest.raises(BadInput, match=NEUTRAL):
        given(regulator, request, beds)


def test_a_flexible_lot_is_what_those_who_are_in_it_make_of_it_tonight(regulator: User) -> None:
    flexible = lot(site(organisation()), 4, free=4, audience="women_or_men")
    given(regulator, asked(WOMAN), flexible)
    assert {key: mode.value for key, mode in problem.modes_of(night_at()).items()} == {str(flexible.key): "women"}
    with pytest.raises(BadInput, match=NEUTRAL):
        given(regulator, asked(MAN), flexible)
    assert given(regulator, asked(WOMAN), flexible).lot == flexible


def test_who_comes_second_is_told_who_took_the_last_place_and_when(regulator: User) -> None:
    beds = lot(site(organisation()), 1, free=1)
    placed = given(regulator, asked(), beds)
    with pytest.raises(Taken, match="Une travailleuse sociale a donné sa dernière place à") as told:
        given(regulator, asked(), beds)
    assert told.value.at == placed.placed_at
    with pytest.raises(Taken, match="plus de place libre"):
        given(regulator, asked(), lot(site(organisation()), 3))


def test_a_household_is_placed_once_and_split_only_as_it_agreed(regulator: User) -> None:
    at = site(organisation())
    one, two = lot(at, 2, free=2), lot(at, 2, free=2)
    request = asked(MAN, WOMAN, MAN, parts=[[0, 1], [2]])
    with pytest.raises(BadInput, match="n’a pas accepté d’être séparé ainsi"):
        given(regulator, request, one, members=[0, 2])
    given(regulator, request, one, members=[0, 1])
    with pytest.raises(Taken, match="a déjà une place"):
        given(regulator, request, two, members=[0, 1], part=1)
    assert given(regulator, request, two, members=[2], part=1).persons == 1


def test_a_minor_alone_is_never_placed_nor_children_parted_from_their_adult(regulator: User) -> None:
    at = lot(site(organisation()), 9, free=9)
    child = asked((15, ""), kind="minor_alone")
    for refused in (lambda: given(regulator, child, at), lambda: place_now(regulator, child, "exposure", lot=at)):
        with pytest.raises(BadInput, match="mineur seul"):
            refused()
    assert best_lots(child) == []
    claims = asked((None, "man"))
    RequestMember.objects.filter(request=claims).update(says_minor=True)
    with pytest.raises(BadInput, match="sans un adulte"):
        given(regulator, claims, at)
    family = asked(WOMAN, CHILD, parts=[[0], [1]])
    with pytest.raises(BadInput, match="sans un adulte"):
        given(regulator, family, at, members=[1], part=1)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "cancelled"}, "est close"),
        ({"state": "arrived"}, "n’attend plus de place"),
        ({"night": night_at() - timedelta(days=2)}, "nuit passée"),
    ],
)
def test_a_request_that_no_longer_asks_is_not_placed(regulator: User, values: Any, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        given(regulator, asked(**values), lot(site(organisation()), free=2))


def test_a_request_without_composition_is_completed_first(regulator: User) -> None:
    request = asked()
    request.members.all().delete()
    with pytest.raises(BadInput, match="composition"):
        given(regulator, request, lot(site(organisation()), free=2))


def test_only_the_regulation_places_and_a_site_takes_in_on_its_own_site(regulator: User) -> None:
    home = organisation()
    at = lot(site(home), 2, free=2, in_rounds=False)
    keeper = worker(home, "site_manager")
    with pytest.raises(Refused):
        given(keeper, asked(), at)
    with pytest.raises(BadInput, match="attribué par son site"):
        given(regulator, asked(), at)
    placed = given(keeper, asked(), at, origin="site")
    assert placed.origin == "site"
    with pytest.raises(Refused):
        given(worker(organisation(), "site_manager"), asked(), at, origin="site")


def test_immediate_danger_takes_the_best_lot_with_its_reason_and_its_words_sealed(regulator: User) -> None:
    home = organisation()
    far, near = site(home, latitude=48.90), site(home)
    lot(far, free=2)
    best = lot(near, free=2)
    request = asked(WOMAN, state="received", latitude=48.85, longitude=2.35)
    assert [each.site for each in best_lots(request)] == [near, far]
    with pytest.raises(BadInput, match="quel est le danger"):
        place_now(regulator, request, "")
    placed = place_now(regulator, request, "violence", "Des mots à taire")
    assert (placed.lot, placed.origin, placed.danger) == (best, "immediate", "violence")
    assert unseal(placed.sealed_reason) == "Des mots à taire" and "taire" not in placed.sealed_reason
    assert request.events.get().reason == "violence"
    request.refresh_from_db()
    assert request.danger == "violence"


def test_immediate_danger_without_a_free_place_says_so_and_writes_nothing(regulator: User) -> None:
    with pytest.raises(BadInput, match="Aucune place libre ne convient"):
        place_now(regulator, asked(), "health")
    assert not ShelterPlacement.objects.exists()


def test_a_place_given_back_is_free_at_once_and_given_back_once(regulator: User) -> None:
    beds = lot(site(organisation()), 1, free=1)
    placed = given(regulator, asked(), beds)
    assert release(regulator, placed, "no_show").state == "no_show"
    assert not HeldUnit.objects.exists()
    with pytest.raises(BadInput, match="déjà été libérée"):
        release(regulator, placed, "declined")
    again = given(regulator, asked(), beds)
    ended = release(regulator, again, "ended", reason="housed", keep_tonight=True)
    assert (ended.end, HeldUnit.objects.count()) == ("housed", 1)


def test_a_night_is_read_in_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    home = organisation()
    colleague = worker(home)
    for _number in range(4):
        at = site(home)
        lot(at, 3, free=3, audience="women_or_men")
        pair = [known(asked(WOMAN, previous_site=at), colleague) for _one in range(2)]
        KeptApart.objects.create(person=pair[0], other=pair[1])
    with django_assert_max_num_queries(20):
        night = problem.night_problem(night_at(), 7)
    assert (len(night.parties), len(night.lots), len(night.apart), night.seed) == (8, 4, 4, 7)


def test_a_household_with_a_restricted_person_is_told_apart_from_what_others_are_shown() -> None:
    home = organisation()
    colleague = worker(home)
    request, other = asked(WOMAN), asked(WOMAN)
    restricted(known(request, colleague))
    assert [party.is_confidential for party in problem.night_problem(night_at(), 1).parties] == [True, False]
    assert not problem.party_of(other).is_confidential
