"""Persons in the test city: behind each placement, one with a file and a bit of everything.

The files of "own" on 75120 are followed by each of the roles that follow people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module

from django.core.files.base import ContentFile
from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.documents.models import Attachment
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import (
    ExceptionalAccess,
    File,
    FileDocument,
    FileWorker,
    HeldEdit,
    Household,
    NeedLine,
    Note,
    OtherName,
    Pair,
    Person,
    PersonWord,
    Sharing,
    Step,
    Tie,
    Word,
)
from pacte.ground.people.permissions import FOLLOWING_ROLES
from pacte.ground.territory.models import Territory
from tests.house.city import City

PARTS = ("persons", "households", "files", "sharing", "search", "exceptional", "api")


@dataclass
class Planted:
    """What stands behind one placement."""

    person: Person
    other: Person
    file: File
    note: Note
    health_note: Note
    step: Step
    need: NeedLine
    sharing: Sharing
    document: FileDocument
    household: Household
    access: ExceptionalAccess
    pair: Pair
    edit: HeldEdit


def plant(city: City) -> None:
    """The rows, then each part's offers."""
    planted = {
        Placement.OWN: _place(city, city.own, city.here, "OWN"),
        Placement.OTHER_TERRITORY: _place(city, city.own, city.there, "AREA"),
        Placement.OTHER_ORGANISATION: _place(city, city.other, city.here, "ORG"),
    }
    for part in PARTS:
        offers = import_module(f"tests.house.plants.people.{part}")
        offers.offer(city, planted)


def _place(city: City, organisation: Organisation, territory: Territory, code: str) -> Planted:
    person, file = _followed(city, organisation, territory, f"{code}-1")
    other, _file = _followed(city, organisation, territory, f"{code}-2")
    worker = city.users["social_worker"]
    note = Note.objects.create(file=file, author=worker, text="Une note", audience="workers")
    health = Note.objects.create(file=file, author=worker, is_health=True, sealed_health=seal("Une note"))
    household = Household.objects.create()
    household.members.create(person=person, since=timezone.localdate())
    Tie.objects.create(person=person, other=other, kind="sibling")
    attachment = Attachment(name=f"piece-{code}.txt", content_type="text/plain", size=3, sha256="0" * 64)
    attachment.file.save("attachment", ContentFile(b"abc"), save=True)
    first, second = sorted((person.pk, other.pk))
    return Planted(
        person, other, file, note, health,
        Step.objects.create(
            file=file, kind="task", title="Une étape", due_at=timezone.now() + timedelta(days=1), for_user=worker
        ),
        NeedLine.objects.create(file=file, need="shelter", expressed_on=timezone.localdate()),
        Sharing.objects.create(
            file=file, organisation=city.other if organisation == city.own else city.own, level="existence",
            classes=["identity"], given_by="person", how="oral", noted_by=worker, ended_at=timezone.now(), end="ended",
        ),
        FileDocument.objects.create(file=file, attachment=attachment, kind="other"),
        household,
        ExceptionalAccess.objects.create(
            person=person, user=city.users["pact_team"], kind="break_glass", reason="danger",
            sealed_words=seal("Des mots"), until=timezone.now() - timedelta(days=1),
        ),
        Pair.objects.create(first_id=first, second_id=second, score=7.5, reasons=[], source="rules"),
        HeldEdit.objects.create(person=person, user=worker, subject=f"file:{file.key}", sealed_values=seal("{}")),
    )  # fmt: skip


def _followed(city: City, organisation: Organisation, territory: Territory, code: str) -> tuple[Person, File]:
    person = Person.objects.create(
        pseudonym=f"TEST-{code}", given_name="Une", family_name="Personne", birth_year=1980, phone="0100000000",
        email="personne@canary.example", relay="Un relais", sealed_protected_address=seal("Une adresse"),
    )  # fmt: skip
    OtherName.objects.create(person=person, name="Un surnom")
    word, _made = Word.objects.get_or_create(text=f"mot{code.lower().replace('-', '')}", sound="mot")
    PersonWord.objects.create(person=person, word=word, place="family")
    file = File.objects.create(
        person=person, organisation=organisation, purpose="support", territory=territory, summary="Une situation"
    )
    if organisation == city.own and territory == city.here:
        for role in FOLLOWING_ROLES:
            FileWorker.objects.create(file=file, user=city.users[role], is_lead=role == "social_worker")
    return person, file
