"""Telling the household: a letter in plain words, made by who follows it; a neutral message by its safe way."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import pdf
from pacte.ground.messages.enums import MessageState
from pacte.ground.messages.models import ContactRule
from pacte.ground.messages.services import send
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.people.services.persons import way_to

from ..models import FundDecision, FundRequest
from ..reads.letters import letter_of
from .standing import decision_of, stand, tell_case, to_write, under_lock

TEMPLATE = "housing_fund/mail/answer"


def letter(actor: User, key: UUID | str) -> tuple[bytes, str]:
    """The letter of the decision in force, and the request's number. Noted in the journal; 404 out of reach."""
    request, sight = to_write(actor, key)
    decision = _decided(request)
    record(actor, "fund.letter_made", decision.target, organisation=request.case.organisation.slug)
    return letter_pdf(request, decision, sight), request.label


def letter_pdf(request: FundRequest, decision: FundDecision, sight: CaseSight) -> bytes:
    """The letter's bytes: the same for the same decision."""
    at = timezone.make_aware(datetime.combine(decision.decided_on, time(12)))
    return pdf.compile(_template("letter"), letter_of(request, decision, sight), timestamp=at)


def _template(name: str) -> Path:
    return Path(apps.get_app_config("housing_fund").path) / "typst" / f"{name}.typ"


def handed(actor: User, key: UUID | str, on: date | None = None) -> FundDecision:
    """The letter was handed over or posted."""
    found, _sight = to_write(actor, key)
    with transaction.atomic():
        return _notified(found, actor, on or timezone.localdate(), "paper")


def write_to(actor: User, key: UUID | str) -> FundDecision:
    """Write by the person's safe way that an answer waits for them: no sum, no aid, no word of the fund.

    Raises BadInput when nobody may write to them.
    """
    found, sight = to_write(actor, key)
    person = sight.sight.person
    with transaction.atomic():
        decision = _notified(found, actor, timezone.localdate(), "message")
        rule = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
        channel, address = way_to(person, rule)
        context: dict[str, Any] = {"number": found.label, "day": date_format(timezone.localdate(), "j F Y")}
        message = send(person.recipient_key, channel=channel, address=address, template=TEMPLATE, context=context)
        if message.state == MessageState.REFUSED:
            raise BadInput(
                Fault("", _("Aucun message ne peut partir vers cette personne."), _("Remettez-lui la lettre."))
            )
    return decision


def _notified(found: FundRequest, actor: User, day: date, how: str) -> FundDecision:
    request = under_lock(found)
    decision = _decided(request)
    if decision.notified_on is not None:
        raise BadInput(Fault("", _("Cette décision est déjà notifiée.")))
    decision.notified_on = day
    decision.save(update_fields=["notified_on"])
    tell_case(request, actor, "decision_notified", day)
    stand(request)
    record(actor, "fund.notified", decision.target, organisation=request.case.organisation.slug, detail={"how": how})
    return decision


def _decided(request: FundRequest) -> FundDecision:
    decision = decision_of(request)
    if decision is None:
        raise BadInput(Fault("", _("Cette demande n’est pas décidée.")))
    return decision
