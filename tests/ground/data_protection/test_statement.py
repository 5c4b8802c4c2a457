"""The statement says everything to the person, little to a relative, and is read by the desk alone."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.data_protection.models import Request, Statement
from pacte.ground.data_protection.services import requests, statements
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.models import File, FileWorker, Household, Note, Person, Sharing, Tie
from pacte.ground.people.services.opening import open_file
from tests.ground.people.making import followed, organisation, restricted, shared, worker

from .making import officer, ready, received, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> User:
    return officer()


@pytest.fixture
def file() -> File:
    """Somebody with a bit of everything, followed by a health organisation whose name is to be withheld."""
    home = organisation("centre-de-soins", kind="health", is_discreet=True)
    file = followed(worker(home), home, given_name="Zoé", family_name="Exemple", birth_year=1980, phone="0611111111")
    Person.objects.filter(pk=file.person_id).update(sealed_protected_address=seal("Une adresse cachée"))
    Note.objects.create(file=file, text="Elle cherche un emploi")
    Note.objects.create(file=file, is_health=True, sealed_health=seal("Elle voit un médecin"))
    shared(file, organisation("partenaire"))
    file.person.refresh_from_db()
    return file


def text_of(statement: Statement) -> str:
    with statement.attachment.file.open("rb") as kept:
        reader = pypdf.PdfReader(io.BytesIO(kept.read()))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def for_relative(desk: User, person: Person) -> Request:
    request = received(desk, asked_by="relative")
    requests.check_identity(desk, request, proof="papers", authority="family_record")
    requests.confirm(officer(), request)
    request.refresh_from_db()
    requests.choose(desk, request, person.key)
    return Request.objects.get(pk=request.pk)


def test_the_person_is_told_everything(desk: User, file: File) -> None:
    open_file(FileWorker.objects.get(file=file).user, file.person.key)
    text = text_of(statements.make_statement(desk, ready(desk, file.person)))
    for told in (
        "Zoé", "Exemple", "06", "Une adresse cachée", "Elle cherche un emploi", "Elle voit un médecin",
        "Organisation centre-de-soins", "Organisation partenaire", "Qui a lu vos données", "Vos droits",
        "Pourquoi nous les avons", "Combien de temps nous les gardons", "CNIL",
    ):  # fmt: skip
        assert told in text, told


def test_a_relative_is_told_neither_where_nor_by_whom(desk: User, file: File) -> None:
    text = text_of(statements.make_statement(desk, for_relative(desk, file.person)))
    assert "Zoé" in text
    for withheld in (
        "06 11", "0611", "adresse cachée", "cherche un emploi", "médecin", "Organisation ", "Qui a lu",
    ):  # fmt: skip
        assert withheld not in text, withheld


def test_a_restricted_relative_is_in_nobodys_statement(desk: User, file: File) -> None:
    home = organisation()
    hidden = followed(worker(home), home, given_name="Cachée", family_name="Absolument").person
    household = Household.objects.create()
    for each in (file.person, hidden):
        household.members.create(person=each, since="2019-01-01")
    Tie.objects.create(person=file.person, other=hidden, kind="partner")
    restricted(hidden)
    text = text_of(statements.make_statement(desk, ready(desk, file.person)))
    assert "Cachée" not in text
    assert hidden.pseudonym not in text


def test_nothing_of_a_restricted_person_is_printed_for_a_relative(desk: User, file: File) -> None:
    request = for_relative(desk, file.person)
    restricted(file.person)
    with pytest.raises(BadInput, match="rien communiquer"):
        statements.make_statement(desk, Request.objects.get(pk=request.pk))
    assert not Statement.objects.exists()


def test_the_statement_is_read_by_the_desk_alone_and_each_reading_is_noted(desk: User, file: File) -> None:
    statement = statements.make_statement(desk, ready(desk, file.person))
    address = reverse("documents:download", kwargs={"key": statement.attachment.key})
    assert signed_in(FileWorker.objects.get(file=file).user).get(address).status_code == 404
    answer = signed_in(desk).get(address)
    assert answer.status_code == 200
    assert "Exemple" not in answer["Content-Disposition"]
    assert Entry.objects.filter(action="statement.read", target=statement.request.target).exists()


def test_a_statement_made_again_takes_the_place_of_the_first(
    desk: User, file: File, django_capture_on_commit_callbacks: Any
) -> None:
    request = ready(desk, file.person)
    first = statements.make_statement(desk, request).attachment
    with django_capture_on_commit_callbacks(execute=True):
        statements.make_statement(desk, request)
    assert Statement.objects.count() == 1
    assert not first.file.storage.exists(first.file.name)


def test_the_pdf_is_accessible_and_names_nobody_in_its_properties(desk: User, file: File) -> None:
    statement = statements.make_statement(desk, ready(desk, file.person))
    with statement.attachment.file.open("rb") as kept:
        content = kept.read()
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert b"pdfuaid" in content
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert "Exemple" not in str(reader.metadata)
    assert "Exemple" not in statement.attachment.name


def test_what_another_right_asks_prints_no_statement(desk: User, file: File) -> None:
    with pytest.raises(BadInput, match="un autre droit"):
        statements.make_statement(desk, ready(desk, file.person, "erasure"))
    assert Sharing.objects.in_force().exists()
