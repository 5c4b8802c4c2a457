"""A request is received, its asker known, the person found and answered in time; nothing happens out of turn."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.data_protection.enums import RequestStage
from pacte.ground.data_protection.models import AgreedPhrase, Request
from pacte.ground.data_protection.rules import due_on
from pacte.ground.data_protection.services import answering, handling, phrases, requests
from pacte.ground.data_protection.worklist import requests_to_answer
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.models import File, FileWorker, Sharing
from pacte.ground.people.reads import visible_to
from pacte.ground.people.reads.desk import at_the_desk
from tests.ground.people.making import followed, organisation, restricted, shared, worker

from .making import officer, ready, received, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> User:
    return officer()


@pytest.fixture
def file() -> File:
    home = organisation()
    return followed(worker(home), home, given_name="Zoé", family_name="Exemple", birth_year=1980)


def test_a_request_is_due_one_month_after_it_came_and_can_be_extended_once(desk: User) -> None:
    request = received(desk)
    assert request.due_on == due_on(timezone.localdate())
    requests.extend(desk, request, "complex")
    request.refresh_from_db()
    assert request.due_on == due_on(timezone.localdate(), extended=True)
    with pytest.raises(BadInput, match="déjà prolongée"):
        requests.extend(desk, request, "many")


def test_no_extension_after_the_first_month(desk: User) -> None:
    request = received(desk, on=timezone.localdate() - timedelta(days=40))
    with pytest.raises(BadInput, match="premier mois est passé"):
        requests.extend(desk, request, "complex")


def test_only_the_officer_receives_requests(file: File) -> None:
    with pytest.raises(Refused):
        received(FileWorker.objects.get(file=file).user)


def test_nobody_is_looked_for_before_the_asker_is_known(desk: User) -> None:
    request = received(desk)
    with pytest.raises(BadInput, match="pas encore vérifiée"):
        requests.look_for(desk, request, "Exemple")


@pytest.mark.parametrize("words", ["zoe exemple", "Exemple Zoé", "EXEMPLE"])
def test_a_person_is_found_by_their_names_and_the_search_is_noted_without_them(
    desk: User, file: File, words: str
) -> None:
    request = received(desk)
    requests.check_identity(desk, request, proof="papers")
    request.refresh_from_db()
    assert [match.person for match in requests.look_for(desk, request, words)] == [file.person]
    line = Entry.objects.get(action="desk.search")
    assert line.target == request.target
    assert "xemple" not in str(line.detail)


def test_part_of_a_name_finds_nobody(desk: User, file: File) -> None:
    request = received(desk)
    requests.check_identity(desk, request, proof="papers")
    request.refresh_from_db()
    assert requests.look_for(desk, request, "Exem") == []


def test_a_restricted_person_is_found_for_themself_and_never_for_a_relative(desk: User, file: File) -> None:
    restricted(file.person)
    mine = received(desk)
    requests.check_identity(desk, mine, proof="papers")
    mine.refresh_from_db()
    assert requests.look_for(desk, mine, "Zoé")[0].is_restricted
    theirs = received(desk, asked_by="relative")
    requests.check_identity(desk, theirs, proof="papers", authority="family_record")
    requests.confirm(officer(), theirs)
    theirs.refresh_from_db()
    assert requests.look_for(desk, theirs, "Zoé") == []
    with pytest.raises(Http404):
        requests.choose(desk, theirs, file.person.key)


def test_a_person_hidden_after_a_relative_asked_is_told_nothing_of(desk: User, file: File) -> None:
    request = received(desk, asked_by="relative")
    requests.check_identity(desk, request, proof="papers", authority="judgment")
    requests.confirm(officer(), request)
    request.refresh_from_db()
    requests.choose(desk, request, file.person.key)
    restricted(file.person)
    request = Request.objects.get(pk=request.pk)
    with pytest.raises(BadInput, match="rien communiquer"):
        handling.person_of(desk, request)
    page = signed_in(desk).get(reverse("data_protection:request", kwargs={"key": request.key})).content.decode()
    assert "Zoé" not in page
    assert file.person.pseudonym not in page


def test_two_different_people_check_a_relative(desk: User) -> None:
    request = received(desk, asked_by="relative")
    with pytest.raises(BadInput, match="autorité"):
        requests.check_identity(desk, request, proof="papers")
    requests.check_identity(desk, request, proof="papers", authority="family_record")
    request.refresh_from_db()
    assert request.state == RequestStage.TO_CONFIRM
    with pytest.raises(BadInput, match="première vérification"):
        requests.confirm(desk, request)
    requests.confirm(officer(), request)
    request.refresh_from_db()
    assert request.state == RequestStage.TO_FIND


@pytest.mark.parametrize("kind", ["erasure", "objection", "restriction"])
def test_a_relative_does_not_decide_for_the_person(desk: User, kind: str) -> None:
    with pytest.raises(BadInput, match="la personne demande elle-même"):
        received(desk, kind, asked_by="relative")


def test_an_attestation_says_who_attests(desk: User) -> None:
    request = received(desk)
    with pytest.raises(BadInput, match="qui atteste"):
        requests.check_identity(desk, request, proof="attestation")
    requests.check_identity(desk, request, proof="attestation", told="Une travailleuse sociale, association d’exemple")
    request.refresh_from_db()
    assert request.state == RequestStage.TO_FIND
    assert "travailleuse" not in request.sealed_proof


def test_someone_without_papers_is_known_by_their_phrase(desk: User, file: File) -> None:
    follower = FileWorker.objects.get(file=file).user
    phrases.agree(follower, file.person.key, "Le chat bleu dort")
    assert "chat" not in AgreedPhrase.objects.get().digest
    request = received(desk)
    with pytest.raises(BadInput, match="ne correspond pas"):
        requests.check_identity(
            desk, request, proof="phrase", pseudonym=file.person.pseudonym, phrase="Le chien bleu dort"
        )
    requests.check_identity(
        desk, request, proof="phrase", pseudonym=file.person.pseudonym.lower(), phrase=" le CHAT bleu  dort"
    )
    request.refresh_from_db()
    assert request.person == file.person
    assert request.state == RequestStage.TO_ANSWER


def test_a_phrase_that_is_easily_guessed_is_refused(file: File) -> None:
    with pytest.raises(BadInput, match="trop facile"):
        phrases.agree(FileWorker.objects.get(file=file).user, file.person.key, "bonjour")


def test_only_those_who_follow_the_person_agree_on_a_phrase(desk: User, file: File) -> None:
    with pytest.raises(Http404):
        phrases.agree(worker(organisation()), file.person.key, "Le chat bleu dort")


def test_the_desk_reaches_the_person_during_the_request_alone(desk: User, file: File) -> None:
    request = ready(desk, file.person)
    assert at_the_desk(desk, file.person)
    assert not visible_to(desk).exists()
    requests.answer(desk, request, outcome="granted")
    assert not at_the_desk(desk, file.person)
    with pytest.raises(BadInput, match="déjà sa réponse"):
        handling.person_of(desk, Request.objects.get(pk=request.pk))


def test_a_refusal_says_why(desk: User) -> None:
    request = received(desk)
    with pytest.raises(BadInput, match="pourquoi"):
        requests.answer(desk, request, outcome="refused")
    requests.answer(desk, request, outcome="refused", refusal="identity", words="La CNIL peut être saisie.")
    request.refresh_from_db()
    assert request.state == RequestStage.ANSWERED
    assert "CNIL" not in request.sealed_answer


def test_a_rectification_changes_what_was_read_and_nothing_over_it(desk: User, file: File) -> None:
    request = ready(desk, file.person, "rectification")
    version = file.person.version
    values = {"given_name": "Zoë", "birth": "12/03/1981", "phone": "0600000000"}
    answering.rectify(desk, request, version=version, values=values, names=[("nickname", "Zou")])
    file.person.refresh_from_db()
    assert (file.person.given_name, file.person.birth_year, file.person.version) == ("Zoë", 1981, version + 1)
    with pytest.raises(BadInput, match="ont changé"):
        answering.rectify(desk, request, version=version, values=values, names=[])
    assert Entry.objects.get(action="person.rectify").detail["request"] == request.target


def test_an_objection_ends_what_was_chosen_and_nothing_else(desk: User, file: File) -> None:
    other, third = organisation(), organisation()
    kept = followed(worker(other), other)
    File.objects.filter(pk=kept.pk).update(person=file.person)
    sharing, stays = shared(kept, file.organisation), shared(kept, third)
    follower = FileWorker.objects.get(file=file).user
    request = ready(desk, file.person, "objection")
    assert answering.object_to(desk, request, files=[file.key], sharings=[sharing.key]) == (1, 1)
    assert not visible_to(follower).exists()
    assert list(Sharing.objects.in_force()) == [stays]
    kept.refresh_from_db()
    assert kept.is_open


def test_a_limitation_hides_the_person(desk: User, file: File) -> None:
    sharing = shared(file, organisation())
    request = ready(desk, file.person, "restriction")
    answering.limit(desk, request, "other_danger")
    file.person.refresh_from_db()
    sharing.refresh_from_db()
    assert file.person.is_restricted
    assert sharing.ended_at


def test_one_right_does_not_open_another(desk: User, file: File) -> None:
    request = ready(desk, file.person, "access")
    with pytest.raises(BadInput, match="un autre droit"):
        answering.limit(desk, request, "other_danger")


def test_my_day_shows_requests_by_their_deadline(desk: User) -> None:
    late = received(desk, on=timezone.localdate() - timedelta(days=60))
    received(desk)
    entries = list(requests_to_answer(desk, timezone.localdate()))
    assert entries[0].urgency.value == "overdue"
    assert late.number in entries[0].title
    assert not list(requests_to_answer(worker(organisation()), timezone.localdate()))


def test_the_way_of_a_request_on_the_pages(desk: User, file: File) -> None:
    client = signed_in(desk)
    page = client.post(
        reverse("data_protection:request_receive"),
        {"kind": "access", "asked_by": "self", "channel": "mail", "received_on": str(timezone.localdate())},
        follow=True,
    )
    assert "Identité à vérifier" in page.content.decode()
    key = {"key": Request.objects.get().key}
    client.post(reverse("data_protection:request_identity", kwargs=key), {"proof": "papers"})
    found = client.post(reverse("data_protection:request_find", kwargs=key), {"words": "Zoé Exemple"})
    assert file.person.pseudonym in found.content.decode()
    page = client.post(
        reverse("data_protection:request_choose", kwargs=key), {"person": str(file.person.key)}, follow=True
    )
    assert "Zoé Exemple" in page.content.decode()
    assert "<title>Demande DP-" in page.content.decode()


@pytest.mark.parametrize("route", ["desk", "requests"])
def test_lists_cost_few_queries(desk: User, django_assert_max_num_queries: Any, route: str) -> None:
    for _number in range(12):
        received(desk)
    client = signed_in(desk)
    with django_assert_max_num_queries(16):
        assert client.get(reverse(f"data_protection:{route}")).status_code == 200


def test_one_request_costs_few_queries(desk: User, file: File, django_assert_max_num_queries: Any) -> None:
    request = ready(desk, file.person)
    client = signed_in(desk)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("data_protection:request", kwargs={"key": request.key})).status_code == 200


def test_the_pages_of_each_right_act(desk: User, file: File) -> None:
    client = signed_in(desk)
    sharing = shared(file, organisation())
    request = ready(desk, file.person, "rectification")
    address = reverse("data_protection:rectify", kwargs={"key": request.key})
    assert 'value="Zoé"' in client.get(address).content.decode()
    wrong = client.post(address, {"version": file.person.version, "given_name": "Zoé", "birth": "demain"})
    assert wrong.status_code == 422
    assert "Cette date ne se lit pas" in wrong.content.decode()
    client.post(address, {"version": file.person.version, "given_name": "Ève", "nicknames": "Vivi"})
    file.person.refresh_from_db()
    assert (file.person.given_name, file.person.other_names.get().name) == ("Ève", "Vivi")
    request = ready(desk, file.person, "objection")
    address = reverse("data_protection:object", kwargs={"key": request.key})
    assert client.post(address, {"sharings": [str(sharing.key)]}).status_code == 302
    sharing.refresh_from_db()
    assert sharing.ended_at
    assert File.objects.get(pk=file.pk).is_open


def test_an_act_out_of_turn_says_what_is_missing(desk: User) -> None:
    request = received(desk, "erasure")
    answer = signed_in(desk).get(reverse("data_protection:erase", kwargs={"key": request.key}))
    assert answer.status_code == 422
    assert "pas encore vérifiée" in answer.content.decode()
