"""Taking one's list of files away: what left, and how much, is in the journal."""

from __future__ import annotations

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record

from ..models import File


def note_export(actor: User, files: list[File]) -> None:
    """Note that the actor took away their list of files, person by person."""
    record(actor, "files.export", "", detail={"count": len(files)})
    for file in files:
        detail = {"file": str(file.key)}
        record(actor, "person.export", file.person.target, organisation=file.organisation.slug, detail=detail)
