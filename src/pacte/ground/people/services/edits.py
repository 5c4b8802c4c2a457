"""What was typed while somebody else was saving: held, shown beside what is kept, then settled by who typed it.

Nobody loses a word: what is held stays until its author has chosen, part by part. Nobody else ever reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import seal, unseal

from ..models import HeldEdit, Person
from ..permissions import require_following
from ..rules.edits import Difference, differences, settled


@dataclass(frozen=True)
class Conflict:
    """One held edit beside what is kept now, whose version is `version`."""

    edit: HeldEdit
    title: str
    version: int
    written: dict[str, Any]
    differences: list[Difference]
    person: Person


def hold(actor: User, person: Person, subject: str, values: Mapping[str, Any]) -> HeldEdit:
    """Keep, sealed, what the actor typed over a version that is no longer the current one.

    `subject` is "file:<key>", "note:<key>" or "person:<key>"; `values` what the form gave, by the subject's own names.
    Called by the verb that found the version outdated, which has checked the right to write.
    """
    words = json.dumps(dict(values), cls=DjangoJSONEncoder, ensure_ascii=False)
    with transaction.atomic():
        edit = HeldEdit.objects.create(person=person, user=actor, subject=subject, sealed_values=seal(words))
        record(actor, "edit.hold", person.target, detail={"edit": str(edit.key), "subject": subject})
    return edit


def conflict(actor: User, key: UUID | str) -> Conflict:
    """What the actor wrote beside what is kept. Http404 unless it is theirs and they may still write there."""
    from .subjects import subject_of

    require_following(actor)
    edit = HeldEdit.objects.filter(key=key, user=actor).select_related("person").first()
    if edit is None:
        raise Http404
    current = subject_of(edit).read(actor, edit.subject.partition(":")[2])
    written = json.loads(unseal(edit.sealed_values))
    found = differences(current.parts, current.values, written)
    return Conflict(edit, current.title, current.version, written, found, edit.person)


def settle(
    actor: User, key: UUID | str, choices: Mapping[str, str], *, merges: Mapping[str, str], version: int
) -> HeldEdit | None:
    """Write what the actor chose for each part that differs, over the version they were shown.

    Returns None once it is written, the held edit to choose again when somebody saved in the meantime. Raises
    Http404 as `conflict` does, KeyError when a choice is missing.
    """
    from .subjects import subject_of

    with transaction.atomic():
        HeldEdit.objects.select_for_update().filter(key=key, user=actor).first()
        found = conflict(actor, key)
        if found.version != version:
            return found.edit
        values = settled(found.differences, found.written, choices, merges)
        if values:
            again = subject_of(found.edit).apply(actor, found.edit.subject.partition(":")[2], version, values)
            if again is not None:
                again.delete()
                return found.edit
        record(actor, "edit.settle", found.person.target, detail={"edit": str(found.edit.key)})
        found.edit.delete()
    return None
