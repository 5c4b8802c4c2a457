"""Referrals to the line: each is in its queue, and whoever sent it reads there what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File, Person
from pacte.ground.referrals import services as referrals
from pacte.ground.referrals.models import ReceivingService, Referral, ServiceKind
from pacte.street.shelter.enums.requests import RequestEventKind
from pacte.street.shelter.models import RequestEvent, ShelterRequest
from pacte.street.shelter.reads.requests_queue import queue
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.requests import Asked, Someone
from pacte.street.shelter.services import minors, requests
from pacte.street.shelter.services.events import happened
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db
ASK = referrals.Ask(("shelter",), "now", "Deux adultes")


@pytest.fixture
def line() -> Organisation:
    return organisation("line", kind="city")


@pytest.fixture
def regulator(line: Organisation) -> User:
    return worker(line, Role.REGULATOR)


@pytest.fixture
def service(line: Organisation) -> ReceivingService:
    kind = ServiceKind.objects.create(code="line", name_fr="Ligne", answer_within=12, remind_after=6)
    return ReceivingService.objects.create(
        organisation=line, name="Le 115", kind=kind, scheme="emergency_line", takes_anonymous=True
    )


@pytest.fixture
def home() -> Organisation:
    return organisation("team")


@pytest.fixture
def team(home: Organisation) -> User:
    return worker(home, Role.OUTREACH_WORKER)


def anonymous(team: User, home: Organisation, service: ReceivingService) -> tuple[Referral, ShelterRequest]:
    sent = referrals.send_anonymous(team, home, service, ASK, "Un couple près de la gare")
    return sent, ShelterRequest.objects.get(referral=sent)


def named(team: User, file: File, service: ReceivingService) -> tuple[Referral, ShelterRequest]:
    sent = referrals.send(team, file.key, service, ASK, referrals.Given(("identity",), "person", "oral"))
    return sent, ShelterRequest.objects.get(referral=sent)


def state(referral: Referral) -> str:
    return str(Referral.objects.get(pk=referral.pk).state)


def test_an_anonymous_referral_waits_in_the_queue_to_be_completed(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    _sent, request = anonymous(team, home, service)
    assert (request.state, request.source, request.from_organisation) == ("received", "outreach", home)
    assert [row.request for row in queue(regulator, night_at())] == [request]
    requests.qualify(regulator, request, Asked(members=(Someone(40, "man"), Someone(41, "woman"))))
    assert request.state == "qualified" and ShelterRequest.objects.get().kind == "couple"


@pytest.mark.parametrize(
    ("role", "source"),
    [(Role.OUTREACH_WORKER, "outreach"), (Role.SITE_MANAGER, "day_centre"), (Role.SOCIAL_WORKER, "social_worker")],
)
def test_the_source_is_said_by_the_role_of_the_sender(
    role: Role, source: str, home: Organisation, service: ReceivingService
) -> None:
    assert anonymous(worker(home, role), home, service)[1].source == source


def test_a_named_referral_brings_the_person_and_what_their_birth_says(
    team: User, home: Organisation, service: ReceivingService
) -> None:
    file = followed(team, home, gender="woman", birth_year=timezone.localdate().year - 40)
    _sent, request = named(team, file, service)
    member = request.members.get()
    assert (request.file, member.person, member.age, request.kind) == (file, file.person, 39, "single_woman")


def test_a_referral_for_a_household_that_already_called_is_the_same_request(
    team: User, home: Organisation, service: ReceivingService, regulator: User, line: Organisation
) -> None:
    file = followed(team, home)
    first, request = named(team, file, service)
    made = requests.receive_call(
        worker(home, Role.REGULATOR), "household", Asked(members=(Someone(30, "man", person=file.person),))
    )
    assert made.pk == request.pk and made.calls.count() == 1
    assert state(first) == "waiting"


def test_the_sender_reads_that_the_household_was_placed_and_came(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    sent, request = anonymous(team, home, service)
    happened(request, RequestEventKind.ACCEPTED, regulator)
    assert state(sent) == "accepted"
    happened(request, RequestEventKind.ARRIVED, regulator)
    assert state(sent) == "done"


def test_the_sender_reads_why_the_request_was_not_met(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    for reason, told in (("no_place", "full"), ("household_too_far", "own_wish"), ("step_free", "not_fitting")):
        sent, request = anonymous(team, home, service)
        requests.close_unmet(regulator, request, reason)
        answer = Referral.objects.get(pk=sent.pk).events.get()
        assert (answer.kind, answer.reason, answer.by) == ("declined", told, regulator)


def test_the_end_of_the_night_answers_too(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    sent, _request = anonymous(team, home, service)
    ShelterRequest.objects.update(night=night_at() - timedelta(days=1))
    assert requests.end_night(timezone.now()) == 1
    assert state(sent) == "declined"


def test_a_regulator_of_another_organisation_answers_for_nobody(
    team: User, home: Organisation, service: ReceivingService
) -> None:
    sent, request = anonymous(team, home, service)
    requests.close_unmet(worker(organisation(), Role.REGULATOR), request, "no_place")
    assert state(sent) == "waiting"


def test_a_referral_taken_back_cancels_its_request(team: User, home: Organisation, service: ReceivingService) -> None:
    sent, request = anonymous(team, home, service)
    referrals.withdraw(team, sent)
    request.refresh_from_db()
    assert request.state == "cancelled" and state(sent) == "withdrawn"


def test_a_minors_request_stays_when_its_referral_is_taken_back(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    file = followed(team, home, gender="man", birth_year=timezone.localdate().year - 16)
    sent, request = named(team, file, service)
    assert request.is_minor_alone
    referrals.withdraw(team, sent)
    request.refresh_from_db()
    assert request.state == "received"
    assert RequestEvent.objects.filter(request=request, kind="changed", reason="referral_withdrawn").exists()
    minors.hand_over(regulator, request, "Une astreinte", timezone.now(), "Une éducatrice")
    assert request.state == "handed_over"


def test_what_a_referral_says_of_a_minor_is_corrected_once_somebody_is_asked(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    file = followed(team, home, gender="man", birth_year=timezone.localdate().year - 18)
    _sent, request = named(team, file, service)
    ShelterRequest.objects.update(received_at=timezone.now() - timedelta(hours=2))
    requests.qualify(regulator, request, Asked(members=(Someone(18, "man", was=0),), file=request.file))
    assert ShelterRequest.objects.get().kind == "single_man"


def test_a_restricted_persons_referral_is_in_the_queue_without_a_name(
    team: User, home: Organisation, service: ReceivingService, regulator: User
) -> None:
    file = followed(team, home, given_name="Prénom-12", birth_year=1980)
    restricted(file.person)
    _sent, request = named(team, file, service)
    stranger = worker(organisation(), Role.REGULATOR)
    assert [(row.request, row.names, row.is_closed) for row in queue(stranger, night_at())] == [(request, "", True)]
    assert Person.objects.get(pk=file.person_id).is_restricted


def test_another_scheme_receives_nothing_here(team: User, home: Organisation, service: ReceivingService) -> None:
    ReceivingService.objects.update(scheme="day_centres")
    referrals.send_anonymous(team, home, ReceivingService.objects.get(), ASK, "Quelqu’un")
    assert not ShelterRequest.objects.exists()
