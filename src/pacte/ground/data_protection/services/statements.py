"""Making a person's statement, keeping it for the desk alone, printing an erasure's certificate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import pdf
from pacte.ground.documents.models import Attachment
from pacte.ground.documents.services import store

from ..enums import RequestKind
from ..models import Request, Statement
from ..permissions import require_desk
from ..privacy import drop_statement
from ..reads import statements
from .handling import person_of

TYPST = Path(__file__).resolve().parent.parent / "typst"


def make_statement(actor: User, request: Request) -> Statement:
    """Print what is held about the person, in place of an earlier print. Raises BadInput while something is missing.

    Only for a request of access: no other right needs a copy of everything.
    """
    require_desk(actor)
    person = person_of(actor, request, RequestKind.ACCESS)
    record(actor, "person.open", person.target, detail={"reason": "statement", "request": request.target})
    content = pdf.compile(TYPST / "statement.typ", statements.statement(request, person), timestamp=timezone.now())
    with transaction.atomic():
        for earlier in Statement.objects.filter(request=request).select_related("attachment"):
            drop_statement(earlier)
        kept = store(actor, f"{request.number}.pdf", "application/pdf", content)
        made = Statement.objects.create(request=request, attachment=kept, made_by=actor)
        record(actor, "statement.make", request.target, detail={"bytes": len(content)})
    return made


def print_certificate(actor: User, request: Request) -> bytes:
    """The certificate of an erasure that was carried out, as a PDF. It names nobody."""
    require_desk(actor)
    if request.erased_at is None:
        raise BadInput(Fault("", _("Aucun effacement n’a été fait pour cette demande.")))
    return pdf.compile(TYPST / "certificate.typ", statements.certificate(request), timestamp=request.erased_at)


def journal_reading(actor: Any, action: str, attachment: Attachment) -> None:
    """A statement was opened."""
    statement = Statement.objects.select_related("request").get(attachment=attachment)
    record(actor, "statement.read", statement.request.target)
