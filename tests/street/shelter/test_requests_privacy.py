"""What is kept of whoever asked: how it is forgotten, told, and shown on the person's page without an address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import Asker
from pacte.ground.partners.enums import Role
from pacte.ground.people.models import File
from pacte.street.shelter.models import ShelterRequest
from pacte.street.shelter.privacy.requests import HOLDINGS, RETENTION
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.requests import Asked, Someone
from pacte.street.shelter.services import requests
from pacte.street.shelter.worklist.requests import asked as my_day
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def regulator() -> User:
    return worker(organisation("line"), Role.REGULATOR)


@pytest.fixture
def file(regulator: User) -> File:
    return followed(regulator, regulator.memberships.get().organisation)  # type: ignore[attr-defined]


def made(by: User, file: File, *others: Someone, age: int = 30) -> ShelterRequest:
    members = (Someone(age, "woman", person=file.person), *others)
    return requests.receive(by, Asked(members=members, file=file, way="06 00 00 00 12", words="Des mots"))


def test_an_old_request_leads_to_nobody_and_keeps_its_figures(regulator: User, file: File) -> None:
    request = made(regulator, file)
    purge = RETENTION[0].purge
    assert purge(timezone.now() - RETENTION[0].keep) == 0
    ShelterRequest.objects.update(night=night_at() - timedelta(days=400), state="unmet", unmet_reason="no_place")
    assert purge(timezone.now() - RETENTION[0].keep) == 1
    assert purge(timezone.now() - RETENTION[0].keep) == 0
    request.refresh_from_db()
    member = request.members.get()
    assert (request.file, member.person, request.sealed_way, request.sealed_words) == (None, None, "", "")
    assert (member.age, request.kind, request.unmet_reason) == (30, "single_woman", "no_place")


def test_a_minor_alone_whom_nobody_took_charge_of_is_not_forgotten(regulator: User, file: File) -> None:
    made(regulator, file, age=16)
    ShelterRequest.objects.update(night=night_at() - timedelta(days=400))
    assert RETENTION[0].purge(timezone.now() - RETENTION[0].keep) == 0


def test_the_person_is_told_their_requests_and_a_relative_nothing(regulator: User, file: File) -> None:
    request = made(regulator, file)
    (section,) = HOLDINGS[0].tell(file.person, Asker.SELF)
    assert section.rows[0][1] == request.label and HOLDINGS[0].tell(file.person, Asker.RELATIVE) == []


def test_anonymising_takes_the_person_out_and_leaves_the_others(regulator: User, file: File) -> None:
    other = followed(regulator, file.organisation)
    request = made(regulator, file, Someone(31, "man", person=other.person))
    assert HOLDINGS[0].anonymise(file.person) > 0
    assert HOLDINGS[0].anonymise(file.person) == 0
    request.refresh_from_db()
    kept = list(request.members.order_by("position").values_list("person", flat=True))
    assert kept == [None, other.person_id] and request.file is None and request.sealed_words == ""


def test_the_persons_page_shows_where_the_last_request_stands(client: Client, regulator: User, file: File) -> None:
    request = made(regulator, file)
    client.force_login(regulator)
    shown = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    assert "Hébergement d’urgence" in shown and reverse("shelter:request", kwargs={"key": request.key}) in shown
    client.force_login(worker(file.organisation, Role.SOCIAL_WORKER))
    shown = client.get(reverse("people:person", kwargs={"key": file.person.key})).content.decode()
    assert reverse("shelter:request", kwargs={"key": request.key}) not in shown


def test_a_request_received_half_an_hour_ago_is_to_be_qualified(regulator: User) -> None:
    requests.receive(regulator, Asked(members=(Someone(30, "man"),), to_complete=True))
    assert list(my_day(regulator, timezone.localdate())) == []
    ShelterRequest.objects.update(received_at=timezone.now() - timedelta(minutes=31))
    assert [entry.kind for entry in my_day(regulator, timezone.localdate())] == ["Demande à qualifier"]
