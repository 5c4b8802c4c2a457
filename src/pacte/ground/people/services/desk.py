"""What the data protection officer does to a person at the person's own request: find, open, rectify, object, restrict.

Each verb names the request it answers (`reference`, its journal target) and nothing else of the asker. The caller has
checked that the request allows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import ClosingReason, ExceptionalKind, SharingEnd, WorkerEnd
from ..models import ExceptionalAccess, File, FileWorker, OtherName, Person, Restriction, Sharing
from ..permissions.desk import require_request_desk
from ..reads import desk
from .indexing import index_person


def find(
    actor: User, reference: str, words: str, birth_year: int | None = None, *, for_relative: bool = False
) -> list[desk.Match]:
    """Persons of this name or pseudonym, minimally shown. That one was looked for is in the journal, not whom."""
    require_request_desk(actor)
    found = desk.find(words, birth_year, for_relative=for_relative)
    record(actor, "desk.search", reference, detail={"found": len(found)})
    return found


def open_person(actor: User, key: UUID | str, reference: str, until: datetime) -> Person:
    """The person of this key for the length of the request, noted as an exceptional access and in the journal."""
    require_request_desk(actor)
    person = Person.objects.filter(key=key, anonymised_at__isnull=True).first()
    if person is None:
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
    actor: User, person: Person, reference: str, *, version: int, values: dict[str, Any], names: list[tuple[str, str]]
) -> Person:
    """Change the person's own fields as they ask. Raises BadInput when someone changed them meanwhile."""
    require_request_desk(actor)
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if locked.version != version:
            raise BadInput(
                Fault(
                    "", _("Ces données ont changé pendant votre saisie."),
                    _("Relisez-les ci-dessous, puis enregistrez de nouveau."),
                )
            )  # fmt: skip
        changed = sorted(field for field, value in values.items() if getattr(locked, field) != value)
        for field, value in values.items():
            setattr(locked, field, value)
        locked.version += 1
        locked.save(update_fields=[*values, "version"])
        OtherName.objects.filter(person=locked).delete()
        OtherName.objects.bulk_create(OtherName(person=locked, kind=kind, name=name) for kind, name in names)
        index_person(locked)
        record(actor, "person.rectify", locked.target, detail={"request": reference, "fields": changed})
    return locked


def object_to(
    actor: User, person: Person, reference: str, *, files: Iterable[UUID], sharings: Iterable[UUID]
) -> tuple[int, int]:
    """End the follow-ups and the sharings that the person no longer wants; returns how many of each."""
    require_request_desk(actor)
    ended_files = ended_sharings = 0
    with transaction.atomic():
        for file in File.objects.select_for_update().filter(person=person, key__in=list(files)).open():
            _end_follow_up(file)
            ended_files += 1
            detail = {"request": reference, "file": str(file.key)}
            record(actor, "file.object", file.target, organisation=file.organisation.slug, detail=detail)
        chosen = Sharing.objects.filter(file__person=person, key__in=list(sharings), ended_at__isnull=True)
        for sharing in chosen.select_related("organisation"):
            _end_sharing(sharing, SharingEnd.WITHDRAWN, actor)
            ended_sharings += 1
            record(
                actor, "sharing.withdraw", f"people.Sharing:{sharing.key}", organisation=sharing.organisation.slug,
                detail={"request": reference},
            )  # fmt: skip
    return ended_files, ended_sharings


def _end_follow_up(file: File) -> None:
    """Nobody follows the file any more, the previous worker included; what it shared is no longer shared."""
    now = timezone.now()
    FileWorker.objects.current().filter(file=file).update(until=now, end=WorkerEnd.OBJECTION)
    FileWorker.objects.filter(file=file, end=WorkerEnd.HANDOVER).update(end=WorkerEnd.OBJECTION)
    Sharing.objects.filter(file=file, ended_at__isnull=True).update(ended_at=now, end=SharingEnd.WITHDRAWN)
    file.closed_on, file.closing_reason = max(timezone.localdate(), file.opened_on), ClosingReason.OWN_WISH
    file.version += 1
    file.save(update_fields=["closed_on", "closing_reason", "version"])


def _end_sharing(sharing: Sharing, end: SharingEnd, actor: User) -> None:
    sharing.ended_at, sharing.end, sharing.ended_by = timezone.now(), end, actor
    sharing.save(update_fields=["ended_at", "end", "ended_by"])


def restrict(actor: User, person: Person, reference: str, reason: str) -> None:
    """Put the person out of everyone's sight but of those who follow them now; every sharing ends."""
    require_request_desk(actor)
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        if locked.is_restricted:
            raise BadInput(Fault("", _("Les données de cette personne sont déjà à l’abri.")))
        made = Restriction.objects.create(person=locked, reason=reason, set_by=actor)
        Person.objects.filter(pk=locked.pk).update(restricted_since=made.since)
        FileWorker.objects.filter(file__person=locked, end=WorkerEnd.HANDOVER).update(end=WorkerEnd.RESTRICTION)
        open_sharings = Sharing.objects.filter(file__person=locked, ended_at__isnull=True)
        open_sharings.update(ended_at=timezone.now(), end=SharingEnd.RESTRICTED, ended_by=actor)
        record(actor, "person.restrict", locked.target, detail={"request": reference, "reason": reason})


def end_of(day: Any) -> datetime:
    """The last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))
