"""Proving what a node claims, by a file that is published or kept among those who take part."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import services as documents
from pacte.ground.documents.models import Attachment

from ..models import Evidence, Node
from ..permissions import (
    may_read_evidence,
    require_attach_evidence,
    require_evidence_reader,
    require_remove_evidence,
)
from ..reads import evidence_of


def attach_evidence(actor: User, node: Node, *, upload: UploadedFile, title: str, is_public: bool = False) -> Evidence:
    """Keep a file as evidence of a node. Raises BadInput for a file that documents refuse or an empty title."""
    require_attach_evidence(actor, node)
    if not title.strip():
        raise BadInput(Fault("title", _("La preuve n’a pas de titre."), _("Dites ce que ce document montre.")))
    with transaction.atomic():
        evidence = Evidence.objects.create(
            node=node,
            attachment=documents.attach(actor, upload),
            title=title.strip(),
            is_public=is_public,
            added_by=actor,
        )
        record(actor, "commitment.attach_evidence", f"commitments.Evidence:{evidence.pk}", detail={"public": is_public})
    return evidence


def remove_evidence(actor: User, evidence: Evidence) -> None:
    """Withdraw a piece of evidence and delete its file."""
    require_remove_evidence(actor, evidence)
    with transaction.atomic():
        record(
            actor,
            "commitment.remove_evidence",
            f"commitments.Evidence:{evidence.pk}",
            detail={"sha256": evidence.attachment.sha256},
        )
        documents.delete(evidence.attachment)


def may_open(attachment: Attachment, user: Any) -> bool:
    """Whether this user may open a file because it is evidence they may read; Refused for roles that never could."""
    row = evidence_of(attachment.pk)
    if row is None:
        return False
    if not row.is_public:
        require_evidence_reader(user)
    return may_read_evidence(user, row)


def is_published(attachment: Attachment) -> bool:
    """Whether the file is published evidence."""
    row = evidence_of(attachment.pk)
    return row is not None and row.is_public


def note_reading(actor: Any, action: str, attachment: Attachment) -> None:
    """Internal evidence leaves a line in the journal each time it is opened."""
    record(actor, action, f"documents.Attachment:{attachment.pk}", detail={"key": str(attachment.key)})
