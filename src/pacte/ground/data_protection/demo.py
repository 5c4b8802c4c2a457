"""The desk of the demonstration: two requests, one rehearsal, one requisition. All of it plainly invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from pacte.ground.accounts.demo import account
from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.demo import Plan
from pacte.ground.people.models import Person
from pacte.ground.people.services.desk import end_of, open_person

from .models import Request, Requisition, RetentionRun
from .rules import due_on
from .services import retention


def load(plan: Plan) -> None:
    """Add the desk's part. Loading again changes nothing."""
    officer = account("data_protection", "Démonstration · Protection des données")
    if Request.objects.exists():
        return
    _waiting(plan, officer)
    _ready(plan, officer)
    _requisition(plan, officer)
    if not RetentionRun.objects.exists():
        retention.rehearse(officer, timezone.make_aware(datetime.combine(plan.today, time(9))))


def _waiting(plan: Plan, officer: User) -> None:
    """A mother asks about her child: her identity and her authority are still to be checked."""
    received = plan.today - timedelta(days=6)
    Request.objects.create(
        kind="access", asked_by="relative", channel="letter", received_on=received, due_on=due_on(received),
        sealed_words=seal("Une mère demande ce que nous savons de son enfant."), recorded_by=officer,
    )  # fmt: skip


def _ready(plan: Plan, officer: User) -> None:
    """Somebody without papers, known through a worker's word, asks what is held about them."""
    received = plan.today - timedelta(days=18)
    request = Request.objects.create(
        kind="access", channel="worker", received_on=received, due_on=due_on(received), proof="attestation",
        sealed_words=seal("La personne veut savoir ce que nous avons et qui l’a lu."),
        sealed_proof=seal("Une travailleuse sociale de l’association d’exemple la connaît depuis deux ans."),
        checked_by=officer, checked_at=timezone.now(), recorded_by=officer,
    )  # fmt: skip
    person = Person.objects.filter(files__isnull=False, restricted_since__isnull=True).order_by("pk").first()
    if person is not None:
        until = end_of(due_on(received, extended=True))
        request.person = open_person(officer, person.key, request.target, until)
        request.save(update_fields=["person"])


def _requisition(plan: Plan, officer: User) -> None:
    Requisition.objects.create(
        authority="Tribunal judiciaire d’exemple", reference="R-EXEMPLE-12", asks_for="position",
        received_on=plan.today - timedelta(days=2), recorded_by=officer,
        sealed_scope=seal("Il est demandé où dort une personne nommée dans la pièce jointe (exemple)."),
    )  # fmt: skip
