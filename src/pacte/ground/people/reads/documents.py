"""Who opens the documents of a file: asked again at each request, from what is open to them now."""

from __future__ import annotations

from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.documents.models import Attachment

from ..enums import DocumentKind, SharingLevel
from ..models import FileDocument
from ..rules.sight import Relation
from .sharing import may_read_summary
from .sight import FileSight, sight_of

CLASSES = {
    DocumentKind.IDENTITY: FieldClass.IDENTITY,
    DocumentKind.HEALTH: FieldClass.HEALTH,
    DocumentKind.SUMMARY: FieldClass.FREE_TEXT,
}
"""The class of data that a kind of document follows; every other tells the situation."""

INSIDERS = frozenset({Relation.WORKER, Relation.PREVIOUS_WORKER})


def class_of(kind: str) -> FieldClass:
    """The class of data that a document of this kind follows."""
    return CLASSES.get(DocumentKind(kind), FieldClass.SITUATION)


def may_read_document(attachment: Attachment, user: Any) -> bool:
    """A document of a file is opened by those to whom the file is open so far, at each request again."""
    rows = FileDocument.objects.filter(attachment=attachment).select_related("file__person", "sharing")
    return any(may_read_file_document(user, document) for document in rows)


def may_read_file_document(user: Any, document: FileDocument) -> bool:
    """The same, asked of the file's own row."""
    if not isinstance(user, User):
        return False
    sight = sight_of(user, document.file.person)
    seen = sight.of_file(document.file) if sight else None
    return seen is not None and shows_document(user, seen, document)


def shows_document(user: User, seen: FileSight, document: FileDocument) -> bool:
    """Those who follow the file open what their class allows; a partner, what a full sharing opens.

    A summary made for one partner follows the sharing that it names.
    """
    if document.kind == DocumentKind.SUMMARY:
        return may_read_summary(user, seen, document)
    is_open = bool(seen.relations & INSIDERS) or seen.level is SharingLevel.FULL
    return is_open and seen.shows(class_of(document.kind))
