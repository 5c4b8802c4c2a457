"""The desk's rows in the test city: a request for a person whom the officer reaches, a visa, a requisition, a run."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from django.utils import timezone

from pacte.ground.data_protection.models import (
    AgreedPhrase,
    ArchiveVisa,
    Request,
    Requisition,
    RetentionLine,
    RetentionRun,
    Statement,
)
from pacte.ground.data_protection.rules import due_on
from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.documents.models import Attachment
from pacte.ground.people.models import ExceptionalAccess, Person
from tests.house.city import City

PERSONS = {
    Placement.OWN: "TEST-OWN-1", Placement.OTHER_TERRITORY: "TEST-AREA-1", Placement.OTHER_ORGANISATION: "TEST-ORG-1",
}  # fmt: skip
RULE = "people.Person.anonymise"


def plant(city: City) -> None:
    """One request of each right, all for the same person."""
    person = Person.objects.get(pseudonym=PERSONS[Placement.OWN])
    asked = {kind: _request(city, person, kind) for kind in ("access", "rectification", "erasure", "objection")}
    asked["restriction"] = _request(city, person, "restriction")
    AgreedPhrase.objects.create(person=person, digest=make_password("trois mots appris"))
    _offer_requests(city, asked, person)
    _offer_retention(city)
    _offer_requisitions(city)
    for placement, pseudonym in PERSONS.items():
        key = Person.objects.get(pseudonym=pseudonym).key
        body = {"phrase": "un chat bleu dort", "again": "un chat bleu dort"}
        city.offer("data_protection:phrase", placement, body, key=key)
        city.offer("data_protection:readings", placement, key=key)
        city.offer("data_protection:readings_export", placement, key=key)


def _request(city: City, person: Person, kind: str) -> Request:
    officer, today = city.users["data_protection"], timezone.localdate()
    request = Request.objects.create(
        kind=kind, channel="desk", received_on=today, due_on=due_on(today), sealed_words=seal("Ce qui est demandé"),
        sealed_proof=seal("Qui atteste"), sealed_answer=seal("Une réponse"), proof="attestation",
        checked_by=officer, checked_at=timezone.now(), person=person, recorded_by=officer,
    )  # fmt: skip
    ExceptionalAccess.objects.create(
        person=person, user=officer, kind="desk", reference=str(request.key), until=timezone.now() + timedelta(days=9),
        sealed_words=seal("Des mots"),
    )  # fmt: skip
    return request


def _offer_requests(city: City, asked: dict[str, Request], person: Person) -> None:
    attachment = Attachment(name="releve.pdf", content_type="application/pdf", size=3, sha256="0" * 64)
    attachment.file.save("attachment", ContentFile(b"pdf"), save=True)
    Statement.objects.create(request=asked["access"], attachment=attachment)
    access, today = asked["access"].key, timezone.localdate()
    city.offer_everywhere(
        "data_protection:request_receive",
        {"kind": "access", "asked_by": "self", "channel": "mail", "received_on": str(today), "words": "Mes données"},
    )
    city.offer_everywhere("data_protection:request", key=access)
    city.offer_everywhere("data_protection:request_identity", {"proof": "papers"}, key=access)
    city.offer_everywhere("data_protection:request_confirm", key=access)
    city.offer_everywhere("data_protection:request_find", {"words": "Personne"}, key=access)
    city.offer_everywhere("data_protection:request_choose", {"person": str(person.key)}, key=access)
    city.offer_everywhere("data_protection:request_extend", {"reason": "complex"}, key=access)
    city.offer_everywhere("data_protection:request_answer", {"outcome": "granted", "words": "Voici"}, key=access)
    city.offer_everywhere("data_protection:statement", key=access)
    names = {"version": "1", "given_name": "Une", "family_name": "Personne"}
    city.offer_everywhere("data_protection:rectify", names, key=asked["rectification"].key)
    number = {"number": asked["erasure"].number}
    city.offer_everywhere("data_protection:erase", number, key=asked["erasure"].key)
    city.offer_everywhere("data_protection:certificate", key=asked["erasure"].key)
    city.offer_everywhere("data_protection:object", {}, key=asked["objection"].key)
    city.offer_everywhere("data_protection:limit", {"reason": "other_danger"}, key=asked["restriction"].key)


def _offer_retention(city: City) -> None:
    today = timezone.localdate()
    visa = ArchiveVisa.objects.create(reference="VISA-1", given_on=today, rules=[RULE])
    run = RetentionRun.objects.create(kind="rehearsal", by=city.users["data_protection"])
    RetentionLine.objects.create(run=run, rule=RULE, keep_days=1095, state="done", count=2, visa=visa)
    body = {"reference": "VISA-2", "given_on": str(today), "rules": [RULE]}
    city.offer_everywhere("data_protection:visa_record", body)
    city.offer_everywhere("data_protection:visa_end", key=visa.key)


def _offer_requisitions(city: City) -> None:
    asked = Requisition.objects.create(
        authority="Un tribunal", reference="R-1", asks_for="document", sealed_scope=seal("Une étendue"),
        sealed_answer=seal("Une réponse"),
    )  # fmt: skip
    city.offer_everywhere(
        "data_protection:requisition_receive",
        {
            "authority": "Un tribunal", "reference": "R-2", "received_on": str(timezone.localdate()),
            "asks_for": "document", "scope": "Une étendue",
        },
    )  # fmt: skip
    city.offer_everywhere("data_protection:requisition", key=asked.key)
    body = {"decision": "answered", "answer": "Répondu"}
    city.offer_everywhere("data_protection:requisition_decide", body, key=asked.key)
