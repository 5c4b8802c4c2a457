"""Documents of a file: kept, taken away, and their readings noted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.documents import services as attachments
from pacte.ground.documents.models import Attachment

from ..enums import DocumentKind
from ..models import FileDocument, Sharing
from ..permissions import require_following
from ..reads import FileSight
from ..reads.documents import class_of
from .contact import note_contact
from .opening import file_to_write


def add(
    actor: User, file_key: UUID | str, upload: UploadedFile, *, kind: str, sharing: Sharing | None = None
) -> FileDocument:
    """Keep a document in a file of one's own; a photo comes in without its position.

    Raises BadInput for a file that is not what its name says or is not accepted, and for a kind that the actor could
    not open again.
    """
    sight, seen = file_to_write(actor, file_key)
    if not seen.shows(class_of(kind)):
        label = FieldClass.HEALTH if kind == DocumentKind.HEALTH else ""
        words = _("Votre rôle n’ouvre pas les documents de santé.") if label else _("Votre rôle n’ouvre pas ceux-ci.")
        raise BadInput(Fault("kind", words, _("Choisissez une autre nature.")))
    with transaction.atomic():
        attachment = attachments.attach(actor, upload)
        document = FileDocument.objects.create(
            file=seen.file, attachment=attachment, kind=DocumentKind(kind), sharing=sharing
        )
        note_contact(seen.file)
        detail = {"file": str(seen.file.key), "document": str(attachment.key), "kind": str(kind)}
        record(actor, "document.add", sight.person.target, organisation=seen.file.organisation.slug, detail=detail)
    return document


def remove(actor: User, attachment_key: UUID | str) -> None:
    """Take a document out of a file of one's own, and delete it."""
    document, seen = document_to_write(actor, attachment_key)
    with transaction.atomic():
        note_contact(seen.file)
        detail = {"file": str(seen.file.key), "document": str(document.attachment.key), "kind": document.kind}
        slug = seen.file.organisation.slug
        record(actor, "document.remove", seen.file.person.target, organisation=slug, detail=detail)
        attachment = document.attachment
        document.delete()
        attachments.delete(attachment)


def document_to_write(actor: User, attachment_key: UUID | str) -> tuple[FileDocument, FileSight]:
    """A document of a file that the actor follows, whose class they may read; Http404 for any other."""
    require_following(actor)
    found = FileDocument.objects.filter(attachment__key=attachment_key).select_related("file", "attachment").first()
    if found is None:
        raise Http404
    _sight, seen = file_to_write(actor, found.file.key)
    if not seen.shows(class_of(found.kind)):
        raise Http404
    return found, seen


def journal_reading(actor: Any, action: str, attachment: Attachment) -> None:
    """Note that a document of a file was opened."""
    document = FileDocument.objects.filter(attachment=attachment).select_related("file__person", "file__organisation")
    for found in document:
        detail = {"file": str(found.file.key), "document": str(attachment.key), "kind": found.kind}
        record(actor, action, found.file.person.target, organisation=found.file.organisation.slug, detail=detail)
