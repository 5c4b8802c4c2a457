"""The file of an organisation: opened, corrected, passed on inside it, closed, taken up again.

Passing on never crosses an organisation: that is what sharing is for.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from .. import reads
from ..enums import ClosingReason, SharingEnd, WorkerEnd
from ..models import File, FileWorker, HeldEdit, Person, Sharing
from ..permissions import following_memberships, require_following
from ..permissions.colleagues import is_colleague, require_referent
from ..reads import FileSight, Sight
from ..reads.files import may_begin, unattended
from . import sharing
from .contact import note_contact
from .edits import hold
from .opening import file_to_write, open_file

EDITABLE = ("purpose", "housing", "care_need", "reduced_mobility", "has_animal", "summary")
"""What a file says of the situation, changed together under one version."""


def start_follow_up(
    actor: User, key: UUID | str, organisation: Organisation, purpose: str, *, territory: Territory | None = None
) -> File:
    """Open the file by which one more organisation follows a person whom the actor may already know of.

    Raises Http404 when the person is out of reach, Refused outside one's own organisations, BadInput when this
    organisation follows them already.
    """
    require_following(actor)
    person = Person.objects.filter(key=key).first()
    sight = reads.sight_of(actor, person) if person else None
    if person is None or sight is None or not may_begin(sight):
        raise Http404
    if organisation.pk not in {held.organisation_id for held in following_memberships(actor)}:
        raise Refused(_("Vous ne suivez personne dans cette organisation."))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        _refuse_second_file(person, organisation)
        file = File.objects.create(person=person, organisation=organisation, purpose=purpose, territory=territory)
        FileWorker.objects.create(file=file, user=actor, is_lead=True)
        note_contact(file)
        _note(actor, "file.open", file, purpose=purpose)
    return file


def _refuse_second_file(person: Person, organisation: Organisation) -> None:
    if File.objects.open().filter(person=person, organisation=organisation).exists():
        raise BadInput(
            Fault("organisation", _("Votre organisation suit déjà cette personne."), _("Rejoignez le dossier ouvert."))
        )


def edit_file(actor: User, key: UUID | str, *, version: int, values: dict[str, Any]) -> HeldEdit | None:
    """Change what the file says of the situation, over the version that the actor was reading.

    Returns None once it is written. When somebody saved in the meantime, nothing is written: what was typed is held
    and returned, for its author to choose (`edits.settle`).
    """
    sight, seen = file_to_write(actor, key)
    with transaction.atomic():
        file = File.objects.select_for_update().get(pk=seen.file.pk)
        changed = sorted(name for name in EDITABLE if name in values and values[name] != getattr(file, name))
        if not changed:
            return None
        if file.version != version:
            return hold(actor, sight.person, f"file:{file.key}", values)
        for name in changed:
            setattr(file, name, values[name])
        file.version += 1
        file.save(update_fields=[*changed, "version"])
        note_contact(file)
        _note(actor, "file.edit", file, fields=changed)
    return None


def hand_over(actor: User, file_key: UUID | str, to_user: User) -> None:
    """Pass one's own place in a file to a colleague of the same organisation; the actor reads it for one month more.

    Raises Http404 for a file that is not the actor's, BadInput for somebody who may not be given it.
    """
    _sight, seen = file_to_write(actor, file_key)
    with transaction.atomic():
        file = _locked(seen)
        mine = FileWorker.objects.current().filter(file=file, user=actor).first()
        if mine is None:
            raise Http404
        _require_colleague(to_user, file, otherwise_than=actor)
        was_lead = mine.is_lead
        _end(mine, WorkerEnd.HANDOVER)
        _place(file, to_user, is_lead=was_lead or file_lead(file) is None)
        note_contact(file)
        _note(actor, "file.hand_over", file, to=str(to_user.opaque_id))


def add_worker(actor: User, file_key: UUID | str, user: User) -> FileWorker:
    """Follow the person together with a colleague of the same organisation."""
    _sight, seen = file_to_write(actor, file_key)
    with transaction.atomic():
        file = _locked(seen)
        _require_colleague(user, file)
        if FileWorker.objects.current().filter(file=file, user=user).exists():
            raise BadInput(Fault("user", _("Cette personne suit déjà le dossier.")))
        worker = _place(file, user, is_lead=file_lead(file) is None)
        note_contact(file)
        _note(actor, "file.add_worker", file, worker=str(user.opaque_id))
    return worker


def place(file: File, user: User, *, is_lead: bool = False) -> FileWorker:
    """Give a colleague a place in a file, inside the caller's transaction.

    The caller has checked the right and notes the act. Raises BadInput for somebody who follows nobody there.
    """
    _require_colleague(user, file)
    return _place(file, user, is_lead=is_lead or file_lead(file) is None)


def leave(file: File, user: User, end: WorkerEnd) -> bool:
    """End a worker's place in a file, inside the caller's transaction or in one of its own; False when they had none.

    The caller has checked the right and notes the act. Whatever the end but a handover, they read no more.
    """
    with transaction.atomic():
        File.objects.select_for_update().get(pk=file.pk)
        mine = FileWorker.objects.current().filter(file=file, user=user).first()
        if mine is None:
            return False
        _end(mine, end)
    return True


def leave_file(actor: User, file_key: UUID | str) -> None:
    """Stop following, with nobody named to go on: without a lead, the organisation's referent finds the file."""
    _end_noted(actor, file_key, actor, WorkerEnd.DEPARTURE, "file.leave")


def object_to_worker(actor: User, file_key: UUID | str, user: User) -> None:
    """The person no longer wishes this worker: they stop following, and reading, at once.

    Noted by any worker of the file, the one concerned included.
    """
    _end_noted(actor, file_key, user, WorkerEnd.OBJECTION, "file.object")


def _end_noted(actor: User, file_key: UUID | str, user: User, end: WorkerEnd, act: str) -> None:
    _sight, seen = file_to_write(actor, file_key)
    with transaction.atomic():
        note_contact(seen.file)
        if not leave(seen.file, user, end):
            raise BadInput(Fault("user", _("Cette personne ne suit plus le dossier.")))
        _note(actor, act, seen.file, worker=str(user.opaque_id))


def close(actor: User, file_key: UUID | str, reason: str) -> None:
    """End the follow-up; its workers still read it, nobody writes in it, and what was shared of it ends.

    A sharing made for a referral lasts as long as the referral does.
    """
    _sight, seen = file_to_write(actor, file_key)
    with transaction.atomic():
        file = _locked(seen)
        note_contact(file)
        file.closed_on, file.closing_reason = timezone.localdate(), ClosingReason(reason)
        file.version += 1
        file.save(update_fields=["closed_on", "closing_reason", "version"])
        for shared in Sharing.objects.in_force().filter(file=file, purpose="follow_up"):
            sharing.end(shared, SharingEnd.ENDED, actor)
        _note(actor, "file.close", file, reason=reason)


def reopen(actor: User, file_key: UUID | str) -> None:
    """Go on with a follow-up that was closed, for those who followed it at its end.

    Raises BadInput when the organisation has since opened another file on the person.
    """
    _sight, seen = closed_file(actor, file_key)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=seen.file.person_id)
        file = _locked(seen)
        _refuse_second_file(file.person, file.organisation)
        file.closed_on, file.closing_reason = None, ""
        file.version += 1
        file.save(update_fields=["closed_on", "closing_reason", "version"])
        note_contact(file)
        _note(actor, "file.reopen", file)


def closed_file(actor: User, key: UUID | str) -> tuple[Sight, FileSight]:
    """A closed file that the actor followed to its end; Http404 for any other."""
    require_following(actor)
    file = File.objects.filter(key=key, closed_on__isnull=False).select_related("person").first()
    sight = reads.sight_of(actor, file.person) if file else None
    seen = sight.of_file(file) if sight and file else None
    if sight is None or seen is None or not seen.is_own:
        raise Http404
    return sight, seen


def read_file(actor: User, key: UUID | str) -> tuple[Sight, FileSight]:
    """One file as the actor may read it, noted in the journal; Http404 when it is out of reach."""
    require_following(actor)
    file = File.objects.filter(key=key).select_related("person").first()
    if file is None:
        raise Http404
    sight = open_file(actor, file.person.key)
    seen = sight.of_file(file)
    if seen is None:
        raise Http404
    return sight, seen


def name_lead(actor: User, file_key: UUID | str, user: User) -> None:
    """An organisation's referent entrusts a file left without a lead to somebody who follows people there.

    They are told nothing of the person but the pseudonym. Http404 for a file that has its lead or is not theirs.
    """
    require_referent(actor)
    with transaction.atomic():
        found = unattended(actor).filter(key=file_key).first()
        if found is None:
            raise Http404
        file = File.objects.select_for_update().get(pk=found.pk)
        _require_colleague(user, file)
        gone = FileWorker.objects.current().filter(file=file, is_lead=True)
        gone.update(until=timezone.now(), end=WorkerEnd.DEPARTURE, is_lead=False)
        _place(file, user, is_lead=True)
        _note(actor, "file.name_lead", file, worker=str(user.opaque_id))


def file_lead(file: File) -> FileWorker | None:
    """The worker in charge now, as the database has it."""
    return FileWorker.objects.current().filter(file=file, is_lead=True).first()


def _locked(seen: FileSight) -> File:
    file = File.objects.select_for_update(of=("self",)).select_related("person", "organisation").get(pk=seen.file.pk)
    if file.is_open != seen.file.is_open:
        raise Http404
    return file


def _require_colleague(user: User, file: File, otherwise_than: User | None = None) -> None:
    if otherwise_than is not None and user.pk == otherwise_than.pk:
        raise BadInput(Fault("user", _("Vous suivez déjà ce dossier."), _("Choisissez quelqu’un d’autre.")))
    if not is_colleague(user, file.organisation):
        raise BadInput(
            Fault(
                "user",
                _("Cette personne ne suit pas de dossier dans votre organisation."),
                _("Pour une autre organisation, partagez le dossier."),
            )
        )


def _place(file: File, user: User, *, is_lead: bool) -> FileWorker:
    worker, made = FileWorker.objects.current().get_or_create(file=file, user=user, defaults={"is_lead": is_lead})
    if not made and is_lead and not worker.is_lead:
        worker.is_lead = True
        worker.save(update_fields=["is_lead"])
    return worker


def _end(worker: FileWorker, end: WorkerEnd) -> None:
    worker.until, worker.end, worker.is_lead = timezone.now(), end, False
    worker.save(update_fields=["until", "end", "is_lead"])


def _note(actor: User, act: str, file: File, **detail: Any) -> None:
    detail = {"file": str(file.key), **detail}
    record(actor, act, file.person.target, organisation=file.organisation.slug, detail=detail)
