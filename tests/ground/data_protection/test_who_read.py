"""Who read what of a person, with the organisation of that day; readings that ask a question are explained."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.data_protection import rules
from pacte.ground.data_protection.reads import readings
from pacte.ground.data_protection.services import readings as services
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.models import Membership
from pacte.ground.people.models import File, FileWorker
from pacte.ground.people.services.opening import open_file
from tests.ground.people.making import followed, organisation, worker

from .making import officer, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> User:
    return officer()


@pytest.fixture
def file() -> File:
    home = organisation("centre")
    return followed(worker(home), home, given_name="Zoé", family_name="Exemple")


def reader_of(file: File) -> User:
    return FileWorker.objects.get(file=file).user


def test_a_reading_says_who_from_where_and_through_what(desk: User, file: File) -> None:
    open_file(reader_of(file), file.person.key)
    act = next(act for act in readings.acts_on(file.person) if act.is_reading)
    assert (act.who, act.organisation, act.role) == (
        "Une travailleuse sociale",
        "Organisation centre",
        "Travail social",
    )
    assert act.through == ("team", "worker")


def test_what_was_done_to_the_file_is_there_too(file: File) -> None:
    Entry.objects.create(actor_key=reader_of(file).opaque_id, action="file.edit", target=file.target)
    assert {act.action for act in readings.acts_on(file.person)} == {"person.create", "file.edit"}


def test_another_persons_readings_are_not(file: File) -> None:
    other = followed(reader_of(file), file.organisation)
    open_file(reader_of(file), other.person.key)
    assert not [act for act in readings.acts_on(file.person) if act.is_reading]


def test_the_organisation_is_the_one_of_that_day(file: File) -> None:
    reader = reader_of(file)
    open_file(reader, file.person.key)
    Membership.objects.filter(user=reader).update(ends_on=timezone.localdate() - timedelta(days=1))
    Membership.objects.create(
        user=reader, organisation=organisation("ailleurs"), role="social_worker", starts_on=date(2015, 1, 1)
    )
    act = next(act for act in readings.acts_on(file.person) if act.is_reading)
    assert act.organisation == "Organisation ailleurs"


def test_the_list_is_narrowed_by_days_organisation_and_readings(file: File) -> None:
    open_file(reader_of(file), file.person.key)
    today = timezone.localdate()
    count = lambda **wanted: len(readings.acts_on(file.person, readings.Filter(**wanted)))  # noqa: E731
    assert count() == 2
    assert count(readings_only=True) == 1
    assert count(organisation="CENTRE") == 2
    assert count(organisation="ailleurs") == 0
    assert count(since=today + timedelta(days=1)) == 0
    assert count(until=today) == 2


def test_looking_is_itself_in_the_journal_and_the_desks_alone(desk: User, file: File) -> None:
    with pytest.raises(Refused):
        services.look(reader_of(file), file.person, readings.Filter())
    services.look(desk, file.person, readings.Filter())
    assert Entry.objects.filter(action="readings.look", target=file.person.target, actor_key=desk.opaque_id).exists()


def test_the_page_shows_the_pseudonym_and_never_the_name(desk: User, file: File) -> None:
    open_file(reader_of(file), file.person.key)
    page = signed_in(desk).get(reverse("data_protection:readings", kwargs={"key": file.person.key})).content.decode()
    assert file.person.pseudonym in page
    assert "Zoé" not in page
    assert "suit le dossier" in page


def test_the_export_is_noted_and_runs_no_formula(desk: User, file: File) -> None:
    User.objects.filter(pk=reader_of(file).pk).update(display_name="=1+1")
    answer = signed_in(desk).get(reverse("data_protection:readings_export", kwargs={"key": file.person.key}))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][1] == "'=1+1"
    assert Entry.objects.filter(action="readings.export").exists()


def test_many_persons_in_an_hour_are_pointed_out_and_explained(desk: User, file: File) -> None:
    for number in range(rules.MANY_PERSONS):
        Entry.objects.create(
            actor_key=reader_of(file).opaque_id, action="person.open", target=f"people.Person:{number}",
            detail={"through": ["worker"]},
        )  # fmt: skip
    page = signed_in(desk).get(reverse("data_protection:unusual")).content.decode()
    assert "Une travailleuse sociale" in page
    assert "Le seuil de 30 est un exemple" in page


def test_one_person_opened_often_is_no_sign() -> None:
    at = timezone.now()
    rows = [rules.Reading("a", "p", at + timedelta(minutes=n)) for n in range(50)]
    assert rules.bursts(rows) == []


def test_a_reading_in_urgency_is_shown_with_its_person(desk: User, file: File) -> None:
    Entry.objects.create(
        actor_key=reader_of(file).opaque_id, action="person.open", target=file.person.target,
        detail={"through": ["break_glass"]},
    )  # fmt: skip
    page = signed_in(desk).get(reverse("data_protection:unusual")).content.decode()
    assert str(file.person.key) in page


def test_the_page_costs_few_queries(desk: User, file: File, django_assert_max_num_queries: Any) -> None:
    for _number in range(30):
        open_file(reader_of(file), file.person.key)
    client = signed_in(desk)
    with django_assert_max_num_queries(16):
        assert client.get(reverse("data_protection:readings", kwargs={"key": file.person.key})).status_code == 200
