"""Documents of a case: asked, received, kept with or without the file itself; and their readings noted."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.documents import services as attachments
from pacte.ground.documents.models import Attachment
from pacte.ground.people.services.contact import note_contact

from ..enums import CaseEventKind
from ..models import CaseDocument, CaseEvent
from . import case_checks as checks
from .case_appending import append
from .opening import case_to_write


def ask_document(actor: User, key: UUID | str, document: str, on: date | None = None) -> CaseEvent:
    """Note that a document was asked for. Http404 for a case out of reach, BadInput for an unknown document."""
    seen = case_to_write(actor, key)
    with transaction.atomic():
        row = append(seen.case, actor, CaseEventKind.ASKED, document, on or timezone.localdate())
        note_contact(seen.file_sight.file)
    return row


def give_document(
    actor: User, key: UUID | str, document: str, on: date, upload: UploadedFile | None = None
) -> CaseDocument:  # fmt: skip
    """Note that a document was received, and keep its file when there is one.

    Raises BadInput for a file that is not accepted: nothing is then noted.
    """
    seen = case_to_write(actor, key)
    with transaction.atomic():
        append(seen.case, actor, CaseEventKind.GIVEN, document, checks.require_come(on))
        attachment = attachments.attach(actor, upload) if upload else None
        kept = CaseDocument.objects.create(
            case=seen.case, document=document, attachment=attachment, received_by=actor
        )  # fmt: skip
        note_contact(seen.file_sight.file)
    return kept


def remove_document(actor: User, attachment_key: UUID | str) -> None:
    """Take a file out of a case of one's own, and delete it; that the document was received stays in the story."""
    kept = CaseDocument.objects.filter(attachment__key=attachment_key).select_related("case", "attachment").first()
    if kept is None:
        raise Http404
    seen = case_to_write(actor, kept.case.key)
    with transaction.atomic():
        detail = {"document": kept.document, "attachment": str(attachment_key)}
        slug = seen.case.organisation.slug
        record(actor, "case.remove_document", seen.case.target, organisation=slug, detail=detail)
        attachment = kept.attachment
        kept.attachment = None
        kept.save(update_fields=["attachment"])
        if attachment is not None:
            attachments.delete(attachment)
        note_contact(seen.file_sight.file)


def journal_reading(actor: Any, action: str, attachment: Attachment) -> None:
    """Note that a document of a case was opened."""
    for kept in CaseDocument.objects.filter(attachment=attachment).select_related("case__organisation"):
        detail = {"document": kept.document, "attachment": str(attachment.key)}
        record(actor, action, kept.case.target, organisation=kept.case.organisation.slug, detail=detail)
