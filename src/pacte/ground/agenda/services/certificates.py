"""Certificates of trainings: given to those who attended, printed again byte for byte, withdrawn with the presence."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import pdf

from .. import reads
from ..enums import RegistrationState, SessionKind
from ..models import Certificate, Registration, Session
from .common import hold_kept, note, refuse_cancelled

TYPST = Path(__file__).resolve().parent.parent / "typst"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that are mistaken for one another on paper."""


def issue(actor: User, key: UUID | str) -> list[Certificate]:
    """Give a certificate to each holder of an account who attended and has none yet.

    Raises BadInput for what is no training, is not over, or is not marked yet.
    """
    with transaction.atomic():
        session = hold_kept(actor, key)
        refuse_cancelled(session)
        if session.kind != SessionKind.TRAINING:
            raise BadInput(Fault("", _("Seule une formation donne des attestations.")))
        if not session.is_over:
            raise BadInput(Fault("", _("La formation n’est pas terminée.")))
        held = Certificate.objects.filter(session=session, withdrawn_at__isnull=True).values("account")
        came = Registration.objects.filter(
            session=session, state=RegistrationState.ATTENDED, account__isnull=False
        ).exclude(account__in=held)
        made = [_give(session, registration) for registration in came.select_related("account")]
        note(actor, "session.certificates", session, count=len(made))
    return made


def _give(session: Session, registration: Registration) -> Certificate:
    day = timezone.localtime(session.starts_at).date()
    return Certificate.objects.create(
        number=_number(day.year), session=session, account=registration.account,
        holder_name=registration.attendee_name, title=session.title, organiser=session.organisation.name, day=day,
        minutes=int((session.ends_at - session.starts_at).total_seconds() // 60),
    )  # fmt: skip


def _number(year: int) -> str:
    drawn = "".join(secrets.choice(LETTERS) for _letter in range(8))
    return f"{year}-{drawn[:4]}-{drawn[4:]}"


def withdraw(actor: User, registration: Registration) -> None:
    """The presence is taken back: the certificate is no longer valid. Inside the caller's transaction."""
    rows = Certificate.objects.filter(session=registration.session_id, account__isnull=False)
    for held in rows.filter(account=registration.account_id, withdrawn_at__isnull=True):
        held.withdrawn_at = timezone.now()
        held.save(update_fields=["withdrawn_at"])
        record(actor, "certificate.withdraw", held.target)


def print_certificate(actor: User, number: str) -> bytes:
    """The certificate as a PDF, the same bytes each time: for its holder, and for who keeps the session.

    Http404 for anyone else, and once it is withdrawn.
    """
    held = Certificate.objects.filter(number=number, withdrawn_at__isnull=True).first()
    if held is None or not (
        held.account_id == actor.pk or reads.kept_by(actor).filter(pk=held.session_id).exists()
    ):  # fmt: skip
        raise Http404
    record(actor, "certificate.print", held.target)
    with translation.override("fr"):
        return pdf.compile(TYPST / "certificate.typ", _data(held), timestamp=held.issued_at)


def _data(held: Certificate) -> dict[str, Any]:
    title = _("Attestation de formation")
    check = settings.BASE_URL + reverse("agenda:certificate", kwargs={"number": held.number})
    hours, minutes = divmod(held.minutes, 60)
    issued = timezone.localtime(held.issued_at).date()
    return {
        "title": title, "author": "Pacte", "description": title, "language": "fr",
        "date": {"year": issued.year, "month": issued.month, "day": issued.day},
        "footer": _("Attestation %(number)s · établie le %(day)s")
        % {"number": held.number, "day": date_format(issued, "j F Y")},
        "says": _("Cette attestation est remise à"),
        "name": held.holder_name or _("Nom effacé"),
        "attended": _("qui a suivi la formation"),
        "training": held.title,
        "rows": [
            [_("Jour"), date_format(held.day, "l j F Y")],
            [_("Durée"), _("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": minutes}],
            [_("Organisée par"), held.organiser],
            [_("Numéro"), held.number],
        ],
        "check": _("Pour vérifier cette attestation, ouvrez cette adresse : elle dit la formation, le jour, et si "
                   "l’attestation est valable. Elle ne donne aucun nom."),
        "address": check,
    }  # fmt: skip
