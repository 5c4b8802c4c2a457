"""What the data protection officer does to a person at the person's own request: find, open, rectify, object, restrict.

Each verb names the request it answers (`reference`, its journal target) and nothing else of the asker. The caller has
checked that the request allows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import ClosingReason, ExceptionalKind, SharingEnd, WorkerEnd
from ..models import ExceptionalAccess, File, FileWorker, OtherName, Person, Sharing
from ..permissions.desk import require_request_desk
from ..reads import desk
from . import sharing as sharing_service
from .identity import checked, checked_names
from .indexing import index_person
from .restriction import hide


def find(
    actor: User, reference: str, words: str, birth_year: int | None = None, *, for_relative: bool = False
) -> list[desk.Match]:
    """Persons of this name or pseudonym, minimally shown. That one was looked for is in the journal, not whom."""
    require_request_desk(actor)
    found = desk.find(words, birth_year, for_relative=for_relative)
    record(actor, "desk.search", reference, detail={"found": len(found)})
    return found


def open_person(actor: User, key: UUID | str, reference: str, until: datetime, *, for_relative: bool = False) -> Person:
    """The person of this key for the length of the request, noted as an exceptional access and in the journal.

    Raises Http404 for nobody, and for a restricted person when a relative asks.
    """
    require_request_desk(actor)
    person = Person.objects.filter(key=key, anonymised_at__isnull=True).first()
    if person is None or (for_relative and person.is_restricted):
        raise Http404
    with transaction.atomic():
        ExceptionalAccess.objects.create(
            person=person, user=actor, kind=ExceptionalKind.DESK, reference=reference.rpartition(":")[2][:60],
            until=until,
        )  # fmt: skip
        record(actor, "person.open", person.target, detail={"reason": "desk", "request": reference, "through": []})
    return person


def close_access(reference: str) -> None:
    """The request is answered: the desk no longer reaches the person through it."""
    mine = ExceptionalAccess.objects.in_force().filter(kind=ExceptionalKind.DESK)
    mine.filter(reference=reference.rpartition(":")[2][:60]).update(until=timezone.now())


def rectify(
    actor: User,
    person: Person,
    reference: str,
    *,
    version: int,
    values: Mapping[str, Any],
    names: Iterable[tuple[str, str]],
) -> None:
    """Change the person's own fields as they ask, read as `persons.edit_person` reads them.

    Raises BadInput with every fault, or when somebody changed them meanwhile: nothing is overwritten.
    """
    require_request_desk(actor)
    kept, others = checked(values), checked_names(names)
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if locked.version != version:
            raise BadInput(
                Fault(
                    "", _("Ces données ont changé pendant votre saisie."),
                    _("Relisez-les, puis enregistrez de nouveau."),
                )
            )  # fmt: skip
        changed = sorted(name for name, value in kept.items() if getattr(locked, name) != value)
        for name, value in kept.items():
            setattr(locked, name, value)
        locked.version += 1
        locked.save(update_fields=[*kept, "version"])
        locked.other_names.all().delete()
        OtherName.objects.bulk_create(OtherName(person=locked, kind=kind, name=name) for kind, name in others)
        index_person(locked)
        record(actor, "person.rectify", locked.target, detail={"request": reference, "fields": changed})


def object_to(
    actor: User, person: Person, reference: str, *, files: Iterable[UUID], sharings: Iterable[UUID]
) -> tuple[int, int]:
    """End the follow-ups and the sharings that the person no longer wants; returns how many of each."""
    require_request_desk(actor)
    ended_files = ended_sharings = 0
    with transaction.atomic():
        for file in File.objects.select_for_update().filter(person=person, key__in=list(files)).open():
            _end_follow_up(actor, file)
            ended_files += 1
            detail = {"request": reference, "file": str(file.key)}
            record(actor, "file.object", file.target, organisation=file.organisation.slug, detail=detail)
        for sharing in _in_force(person).filter(key__in=list(sharings)):
            sharing_service.end(sharing, SharingEnd.WITHDRAWN, actor)
            ended_sharings += 1
    return ended_files, ended_sharings


def _in_force(person: Person) -> QuerySet[Sharing]:
    return Sharing.objects.filter(file__person=person, ended_at__isnull=True).select_related(
        "organisation", "file__person"
    )


def _end_follow_up(actor: User, file: File) -> None:
    """Nobody follows the file any more, the previous worker included; what it shared is no longer shared."""
    now = timezone.now()
    FileWorker.objects.current().filter(file=file).update(until=now, end=WorkerEnd.OBJECTION)
    FileWorker.objects.filter(file=file, end=WorkerEnd.HANDOVER).update(end=WorkerEnd.OBJECTION)
    for sharing in _in_force(file.person).filter(file=file):
        sharing_service.end(sharing, SharingEnd.WITHDRAWN, actor)
    file.closed_on, file.closing_reason = max(timezone.localdate(), file.opened_on), ClosingReason.OWN_WISH
    file.version += 1
    file.save(update_fields=["closed_on", "closing_reason", "version"])


def restrict(actor: User, person: Person, reference: str, reason: str) -> None:
    """Put the person out of everyone's sight but of those who follow them now, as `restriction.restrict` does."""
    require_request_desk(actor)
    hide(actor, person, reason, request=reference)


def end_of(day: Any) -> datetime:
    """The last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))
