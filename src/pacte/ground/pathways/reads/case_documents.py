"""Who opens the files kept in a case: those who see its file in full and whose role reads the situation."""

from __future__ import annotations

from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.documents.models import Attachment

from ..models import CaseDocument
from .cases import case_sight


def may_read_document(attachment: Attachment, user: Any) -> bool:
    """Asked again at each request, from what is open to them now."""
    rows = CaseDocument.objects.filter(attachment=attachment, case__file__isnull=False).select_related(
        "case__file__person"
    )
    return any(may_read_case_document(user, row) for row in rows)


def may_read_case_document(user: Any, document: CaseDocument) -> bool:
    """The same, asked of the case's own row."""
    if not isinstance(user, User):
        return False
    seen = case_sight(user, document.case)
    return seen is not None and seen.shows(FieldClass.SITUATION)
