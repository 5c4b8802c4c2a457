"""Attaching a file, opening it, deleting it. A file is what its bytes say; a photo comes in without its metadata."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput, Fault

from . import rules
from .models import Attachment
from .permissions import publishing_owner, reading_owner

FIELD = "file"


def attach(actor: Any, upload: UploadedFile) -> Attachment:
    """Keep the file and return its row, inside the caller's transaction; whose it is, the caller says next.

    Raises BadInput for a file that is empty, larger than 10 MB, of a type that is not accepted, or a photo that
    cannot be cleaned. The caller has checked that the actor may attach.
    """
    name = upload.name or ""
    if (upload.size or 0) > rules.LARGEST:
        raise BadInput(Fault(FIELD, _("Ce fichier dépasse dix mégaoctets."), _("Déposez-en une version plus légère.")))
    content = upload.read(rules.LARGEST + 1)
    found = rules.detect(content, name)
    if found is None or len(content) > rules.LARGEST:
        raise BadInput(
            Fault(
                FIELD,
                _("Ce type de fichier n’est pas accepté."),
                _("Déposez un PDF, une photo (JPEG, PNG, WebP), un texte ou un tableur sans macro."),
            )
        )
    return store(actor, name, found, _clean(content, found))


def _clean(content: bytes, content_type: str) -> bytes:
    try:
        return rules.strip_metadata(content, content_type)
    except ValueError as broken:
        raise BadInput(
            Fault(FIELD, _("Cette photo est incomplète ou abîmée."), _("Enregistrez-la de nouveau, puis déposez-la."))
        ) from broken


def store(actor: Any, name: str, content_type: str, content: bytes) -> Attachment:
    """Write the bytes under an opaque name; a transaction that fails takes the file away with it."""
    row = Attachment(
        name=rules.tidy_name(name, content_type),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=actor if getattr(actor, "pk", None) else None,
    )
    row.file.save("attachment", ContentFile(content), save=False)
    try:
        with transaction.atomic():
            row.save()
    except BaseException:
        row.file.delete(save=False)
        raise
    return row


def read(actor: Any, key: Any) -> Attachment:
    """The attachment of this key for someone who may read it, noted by its owner; Http404 for anyone else."""
    row = Attachment.objects.filter(key=key).first()
    owner = reading_owner(row, actor) if row else None
    if row is None or owner is None:
        raise Http404
    owner.journal(actor, "attachment.read", row)
    return row


def read_published(key: Any) -> Attachment:
    """The attachment of this key if its owner has published it; Http404 otherwise."""
    row = Attachment.objects.filter(key=key).first()
    if row is None or publishing_owner(row) is None:
        raise Http404
    return row


def delete(attachment: Attachment) -> None:
    """Delete the row, and its bytes once that is certain. The caller has checked the right and notes the act."""
    storage, stored = attachment.file.storage, str(attachment.file.name)
    attachment.delete()
    transaction.on_commit(lambda: storage.delete(stored))
