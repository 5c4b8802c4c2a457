"""What is planned in a file: an appointment, a deadline, a task; and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import StepKind, StepOutcome
from ..models import FileWorker, Step
from ..permissions import require_following
from ..reads import FileSight
from .contact import note_contact
from .opening import file_to_write


def plan(
    actor: User, file_key: UUID | str, *, kind: str, title: str, due_at: datetime, for_user: User | None = None
) -> Step:
    """Plan something in a file of one's own, for oneself or for another worker of the file.

    Raises BadInput for a day that is over, or somebody who does not follow the file.
    """
    _sight, seen = file_to_write(actor, file_key)
    whose = for_user or actor
    if timezone.localdate(due_at) < timezone.localdate():
        raise BadInput(Fault("day", _("Ce jour est passé."), _("Ce qui a eu lieu s’écrit dans une note.")))
    if not FileWorker.objects.current().filter(file=seen.file, user=whose).exists():
        raise BadInput(Fault("for_user", _("Cette personne ne suit pas le dossier."), _("Ajoutez-la d’abord.")))
    with transaction.atomic():
        step = Step.objects.create(file=seen.file, kind=StepKind(kind), title=title, due_at=due_at, for_user=whose)
        note_contact(seen.file)
        _note(actor, "step.plan", seen, step, kind=str(kind))
    return step


def end(actor: User, step_key: UUID | str, outcome: str) -> None:
    """Say what came of it. Raises BadInput when it was said already."""
    step, seen = step_to_write(actor, step_key)
    with transaction.atomic():
        kept = Step.objects.select_for_update().get(pk=step.pk)
        if kept.outcome:
            raise BadInput(Fault("outcome", _("L’issue est déjà notée."), _("Rouvrez le dossier pour la voir.")))
        kept.outcome, kept.ended_at = StepOutcome(outcome), timezone.now()
        kept.save(update_fields=["outcome", "ended_at"])
        if outcome != StepOutcome.MISSED:
            note_contact(seen.file)
        _note(actor, "step.end", seen, kept, outcome=str(outcome))


def step_to_write(actor: User, key: UUID | str) -> tuple[Step, FileSight]:
    """A step of a file that the actor follows; Http404 for any other."""
    require_following(actor)
    step = Step.objects.filter(key=key).select_related("file").first()
    if step is None:
        raise Http404
    _sight, seen = file_to_write(actor, step.file.key)
    return step, seen


def _note(actor: User, act: str, seen: FileSight, step: Step, **detail: Any) -> None:
    detail = {"file": str(seen.file.key), "step": str(step.key), **detail}
    record(actor, act, seen.file.person.target, organisation=seen.file.organisation.slug, detail=detail)
