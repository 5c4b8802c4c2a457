"""The sheet that a partner receives with a person: printed from one sharing, kept with the file, opened under it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.documents import pdf
from pacte.ground.documents.services import store

from ..enums import DocumentKind
from ..models import FileDocument
from ..reads import sharing as reads
from ..reads.summary import content_of, drawable, every_text
from .sharing import own_sharing


def make(actor: User, sharing_key: UUID | str) -> FileDocument:
    """Print the sheet of a sharing in force and keep it in the file, where `reads.documents` says who opens it.

    Raises Refused or Http404 when the file is not the actor's, BadInput when the sharing is over.
    """
    seen, sharing = own_sharing(actor, sharing_key)
    if not reads.is_in_force(sharing):
        raise BadInput(Fault("", _("Ce partage est terminé."), _("Une fiche se fait pour un partage en cours.")))
    now = timezone.localtime()
    printed = _printed({**content_of(seen, sharing), "language": get_language() or "fr"}, now)
    with transaction.atomic():
        name = _("fiche-de-liaison-%(day)s.pdf") % {"day": now.date().isoformat()}
        attachment = store(actor, name, "application/pdf", printed)
        document = FileDocument.objects.create(
            file=seen.file, attachment=attachment, kind=DocumentKind.SUMMARY, sharing=sharing
        )
        record(
            actor, "summary.make", seen.file.person.target, organisation=sharing.organisation.slug,
            detail={"sharing": str(sharing.key), "attachment": str(attachment.key)},
        )  # fmt: skip
    return document


def _printed(content: dict[str, Any], now: datetime) -> bytes:
    """The PDF; when a name is in a script that no font at hand draws, with points in place of its letters."""
    template = Path(apps.get_app_config("people").path) / "typst" / "liaison.typ"
    try:
        return pdf.compile(template, content, fonts=False, timestamp=now)
    except pdf.PdfNotMade:
        return pdf.compile(template, every_text(content, drawable), timestamp=now)
