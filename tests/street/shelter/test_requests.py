"""Taking requests: what is refused, what is one request, what is counted, what a refusal never costs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.enums.requests import HOUSEHOLD_REFUSALS, SITE_REFUSALS
from pacte.street.shelter.models import Call, RequestEvent, ShelterRequest
from pacte.street.shelter.reads import requests as reads
from pacte.street.shelter.reads.requests_queue import queue
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.requests import Asked, Someone
from pacte.street.shelter.services import calls, placing, requests, requests_in_hand, requests_refused
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter import making

pytestmark = pytest.mark.django_db

WOMAN = (Someone(30, "woman"),)
MOTHER = (Someone(30, "woman"), Someone(2, "man"))


@pytest.fixture
def line() -> Organisation:
    """Whoever runs the line."""
    return organisation("line", kind="city")


@pytest.fixture
def regulator(line: Organisation) -> User:
    return worker(line, Role.REGULATOR)


def taken(by: User, members: Any = WOMAN, **values: Any) -> ShelterRequest:
    return requests.receive_call(by, "household", Asked(members=members, **values))


def words(caught: Any) -> str:
    return str(caught.value)


def test_a_request_without_composition_is_refused_and_says_what_to_do(regulator: User) -> None:
    with pytest.raises(BadInput) as caught:
        taken(regulator, ())
    assert "La composition du ménage manque." in words(caught)
    assert not ShelterRequest.objects.exists() and not Call.objects.exists()


def test_a_household_of_thirty_is_taken(regulator: User) -> None:
    made = taken(regulator, tuple(Someone(20 + rank, "man") for rank in range(30)))
    assert made.size == 30 and made.kind == "adults" and reads.largest_party() < 30


def test_an_age_past_a_hundred_and_twenty_is_refused(regulator: User) -> None:
    with pytest.raises(BadInput, match="Personne 1 : cet âge ne convient pas"):
        taken(regulator, (Someone(121, "woman"),))


def test_a_night_gone_by_is_refused(regulator: User) -> None:
    with pytest.raises(BadInput, match="Cette nuit est passée"):
        taken(regulator, night=night_at() - timedelta(days=1))


def test_only_the_regulation_takes_requests(line: Organisation) -> None:
    with pytest.raises(Refused):
        taken(worker(line, Role.OUTREACH_WORKER))


def test_a_split_holds_everybody_and_leaves_no_child_alone(regulator: User) -> None:
    with pytest.raises(BadInput, match="un enfant n’est jamais placé seul"):
        taken(regulator, MOTHER, parts=((0,), (1,)))
    with pytest.raises(BadInput, match="dans un groupe, et dans un seul"):
        taken(regulator, (*WOMAN, *WOMAN, *WOMAN), parts=((0,), (1,)))


def test_the_place_is_rounded_and_words_are_sealed(regulator: User) -> None:
    made = taken(regulator, point=(48.856614, 2.352222), way="06 00 00 00 12", relay="Une bénévole", words="Dort mal")
    assert (made.latitude, made.longitude) == (48.86, 2.35)
    assert "bénévole" not in made.sealed_way and "Une bénévole" in unseal(made.sealed_way) and made.has_relay
    assert reads.phone_of(made) == "0600000012" and unseal(made.sealed_words) == "Dort mal"


def test_a_household_that_calls_again_keeps_one_request_and_each_call_counts(
    regulator: User, line: Organisation
) -> None:
    file = followed(regulator, line)
    members = (Someone(30, "woman", person=file.person),)
    first, again = taken(regulator, members, words="Première fois"), taken(regulator, members, words="Deuxième fois")
    assert first.pk == again.pk
    assert list(Call.objects.order_by("pk").values_list("outcome", flat=True)) == ["request", "same_request"]
    said = RequestEvent.objects.get(request=first, kind="called_again")
    assert unseal(said.sealed_words) == "Deuxième fois"
    assert reads.counts(night_at(), regulator) == reads.Counts(2, 1, 1, 1)


def test_the_same_file_or_external_identifier_is_the_same_request(regulator: User, line: Organisation) -> None:
    file = followed(regulator, line)
    by_file = taken(regulator, file=file)
    assert taken(regulator, (Someone(30, "woman", person=file.person),)).pk == by_file.pk
    by_code = taken(regulator, MOTHER, external_id="SI-1")
    assert taken(regulator, MOTHER, external_id="SI-1").pk == by_code.pk


def test_a_likely_same_household_is_proposed_and_the_regulator_says(regulator: User) -> None:
    first = taken(regulator, MOTHER, way="06 00 00 00 12")
    values = Asked(members=tuple(reversed(MOTHER)), way="0600000012 le soir")
    assert reads.likely_same(values, night_at()) == [first]
    assert reads.likely_same(Asked(members=WOMAN, way="0600000012"), night_at()) == []
    assert requests.receive(regulator, values, same_as=first).pk == first.pk
    assert requests.receive(regulator, values).pk != first.pk


def test_what_a_repeated_call_says_otherwise_is_kept(regulator: User) -> None:
    first = taken(regulator, WOMAN, way="06 00 00 00 12")
    requests.receive(regulator, Asked(members=MOTHER, words="Un enfant"), same_as=first)
    said = unseal(RequestEvent.objects.get(request=first, kind="called_again").sealed_words)
    assert "Un enfant" in said and "1 femme (30 ans), 1 enfant (2 ans)" in said


def test_calls_requests_household_nights_and_persons_are_four_counts(regulator: User, line: Organisation) -> None:
    person = followed(regulator, line).person
    first = taken(regulator, (Someone(30, "woman", person=person), Someone(2)))
    requests.cancel(regulator, taken(regulator, WOMAN))
    calls.note(regulator, "resident", "information")
    requests.close_unmet(regulator, first, "no_place")
    taken(regulator, (Someone(30, "woman", person=person), Someone(2), Someone(4)))
    assert reads.counts(night_at(), regulator) == reads.Counts(calls=4, requests=2, household_nights=1, persons=3)


def test_a_restricted_person_is_in_no_count_shown_to_others(regulator: User, line: Organisation) -> None:
    person = followed(regulator, line).person
    taken(regulator, (Someone(30, "woman", person=person),))
    taken(regulator, MOTHER)
    restricted(person)
    assert reads.counts(night_at(), regulator).persons == 3
    assert reads.counts(night_at()) == reads.Counts(1, 1, 1, 2)


def test_a_person_out_of_sight_is_linked_to_nothing(regulator: User) -> None:
    elsewhere = organisation()
    person = followed(worker(elsewhere), elsewhere).person
    with pytest.raises(Http404):
        taken(regulator, (Someone(30, "woman", person=person),))


def test_a_change_by_somebody_else_meanwhile_is_told(regulator: User) -> None:
    made = taken(regulator)
    version = made.version
    requests.change(regulator, made, Asked(members=MOTHER), version=version)
    with pytest.raises(BadInput, match="a changé pendant que vous écriviez"):
        requests.change(regulator, made, Asked(members=WOMAN), version=version)
    made.refresh_from_db()
    assert (made.size, made.kind) == (2, "woman_with_children")


def test_who_was_linked_stays_linked_when_the_composition_changes(regulator: User, line: Organisation) -> None:
    person = followed(regulator, line).person
    made = taken(regulator, (Someone(30, "woman", person=person),))
    requests.change(regulator, made, Asked(members=(Someone(4), Someone(31, "woman", was=0))))
    assert [row.person_id for row in made.members.order_by("position")] == [None, person.pk]


def test_a_request_taken_in_hand_says_so_to_the_next_and_for_ten_minutes(regulator: User, line: Organisation) -> None:
    made, other = taken(regulator), worker(line, Role.REGULATOR)
    requests_in_hand.take(regulator, made)
    with pytest.raises(BadInput, match=f"{regulator.display_name} s’en occupe depuis"):
        requests_in_hand.take(other, made)
    requests_in_hand.take(other, made, over=True)
    assert reads.held_by(ShelterRequest.objects.get()) == other
    ShelterRequest.objects.update(taken_at=timezone.now() - timedelta(minutes=11))
    assert reads.held_by(ShelterRequest.objects.get()) is None
    requests_in_hand.take(regulator, made)


def test_unmet_wants_a_reason_of_the_list(regulator: User) -> None:
    made = taken(regulator)
    for reason in ("", "handed_over", "ailleurs"):
        with pytest.raises(BadInput, match="Dites pourquoi"):
            requests.close_unmet(regulator, made, reason)
    requests.close_unmet(regulator, made, "step_free", "Escaliers")
    assert (made.state, made.unmet_reason) == ("unmet", "step_free")
    with pytest.raises(BadInput, match="déjà close"):
        requests.cancel(regulator, made)
    requests.reopen(regulator, made)
    assert made.state == "qualified" and made.unmet_reason == ""


def test_a_household_refusal_is_apart_from_a_site_refusal(regulator: User, line: Organisation) -> None:
    made, lot = taken(regulator), making.lot(making.site(line), 2, free=2)
    placed = placing.place(regulator, made, lot, origin="direct")
    for verb, other in (
        (requests.refused_by_household, SITE_REFUSALS[0]), (requests.refused_by_site, HOUSEHOLD_REFUSALS[0]),
    ):  # fmt: skip
        with pytest.raises(BadInput, match="Dites pourquoi"):
            verb(regulator, made, placed, other)
    requests.refused_by_household(regulator, made, placed, "household_too_far", "Trop loin de l’école")
    made.refresh_from_db()
    assert made.state == "qualified" and not placed.held.exists()
    event = RequestEvent.objects.get(kind="household_refused")
    assert (event.reason, event.lot, event.by) == ("household_too_far", lot, regulator)


def test_no_refusal_ever_weighs_on_the_ranking(regulator: User, line: Organisation) -> None:
    making.grid()
    person = followed(regulator, line).person
    members = (Someone(30, "woman", person=person),)
    refusing, other = taken(regulator, members), taken(regulator, WOMAN)
    lot = making.lot(making.site(line), 4, free=4)
    for _time in range(3):
        placed = placing.place(regulator, refusing, lot, origin="direct")
        requests.refused_by_household(regulator, refusing, placed, "household_conditions")
    requests.change(regulator, refusing, Asked(members=(Someone(30, "woman", was=0),)))
    refusing.refresh_from_db()
    assert (refusing.tier, refusing.waiting_nights) == (other.tier, other.waiting_nights)
    ranked = [row.request.label for row in queue(regulator, night_at())]
    assert ranked == [refusing.label, other.label]


def test_while_a_place_is_held_a_request_is_not_closed(regulator: User, line: Organisation) -> None:
    made = taken(regulator)
    placing.place(regulator, made, making.lot(making.site(line), 1, free=1), origin="direct")
    for verb in (lambda: requests.cancel(regulator, made), lambda: requests.close_unmet(regulator, made, "no_place")):
        with pytest.raises(BadInput, match="Ce ménage a une place"):
            verb()


def test_at_noon_what_is_left_is_closed_with_the_reason_last_said(regulator: User) -> None:
    plain, refused = taken(regulator, MOTHER), taken(regulator, WOMAN)
    requests.refused_by_site(regulator, refused, None, "site_project")
    assert requests.end_night(timezone.now()) == 0
    ShelterRequest.objects.update(night=night_at() - timedelta(days=1))
    assert requests.end_night(timezone.now()) == 2
    plain.refresh_from_db()
    refused.refresh_from_db()
    assert (plain.unmet_reason, refused.unmet_reason) == ("no_place", "site_project")
    assert requests.end_night(timezone.now()) == 0


def test_a_site_is_left_out_and_offered_again_without_a_reason(regulator: User, line: Organisation) -> None:
    made, site = taken(regulator), making.site(line)
    requests_refused.exclude_site(regulator, made, site)
    requests_refused.exclude_site(regulator, made, site)
    assert made.exclusions.count() == 1
    requests_refused.offer_site_again(regulator, made, site)
    assert not made.exclusions.exists()


def test_an_identifier_of_a_closed_request_is_told(regulator: User) -> None:
    made = taken(regulator, external_id="SI-7")
    requests.cancel(regulator, made)
    with pytest.raises(BadInput, match=f"déjà celui de la demande {made.label}"):
        taken(regulator, external_id="SI-7")
