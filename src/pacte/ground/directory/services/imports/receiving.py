"""A file handed in on a page: kept aside, rehearsed, then written once its sender has confirmed.

Small files are read at once, larger ones by a job whose progress can be left and found again. The file is deleted as
soon as it is written, refused or given up.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs.models import Job
from pacte.ground.jobs.services import enqueue

from ...enums import ImportStage
from ...models import DirectoryImport
from ...permissions import require_editing
from .opening import check_size
from .verbs import Outcome, import_file

INLINE_BYTES = 200 * 1024
"""Up to here a file is read while its sender waits."""
KEPT = 500
REHEARSE = "pacte.ground.directory.services.imports.receiving.rehearse_later"
WRITE = "pacte.ground.directory.services.imports.receiving.write_later"
SUFFIXES = (".json", ".csv", ".xlsx", ".zip")


def receive(
    actor: User, upload: Any, *, form: str, source: str, keep_valid: bool = False, background: bool | None = None
) -> DirectoryImport:
    """Take a file in and rehearse it. Raises BadInput for one that is too heavy, before any of it is read."""
    require_editing(actor)
    check_size(upload.size or 0)
    suffix = Path(upload.name or "").suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput(
            Fault("file", _("Ce type de fichier n’est pas pris."), _("Déposez un .json, un .csv, un .xlsx ou un .zip."))
        )
    later = upload.size > INLINE_BYTES if background is None else background
    run = DirectoryImport(actor=actor, source=source, format=form, suffix=suffix, keep_valid=keep_valid)
    run.file_sha256 = _store(run.path, upload)
    with transaction.atomic():
        run.save()
        if later:
            _enqueue(run, REHEARSE)
    return run if later else rehearse(run)


def rehearse(run: DirectoryImport, job: Job | None = None) -> DirectoryImport:
    """Say what the file would change. Doing it again does nothing."""
    if run.stage != ImportStage.RECEIVED or run.actor is None:
        return run
    with translation.override(run.actor.language):
        try:
            found = import_file(
                run.path, run.format, run.source, keep_valid=run.keep_valid, rehearse=True,
                tell=(lambda done: job.report(done, 0)) if job else None,
            )  # fmt: skip
        except BadInput as bad:
            return _refuse(run, bad.faults)
        if found.faults and not run.keep_valid:
            _tell(run, found)
            return _refuse(run, found.faults)
        _tell(run, found)
        run.stage = ImportStage.REHEARSED
        run.save()
    return run


def confirm(actor: User, key: Any) -> DirectoryImport:
    """Write what was rehearsed: now when it is small, by a job otherwise."""
    require_editing(actor)
    with transaction.atomic():
        run = _mine(actor, key)
        if run.stage != ImportStage.REHEARSED:
            raise BadInput(Fault("", _("Cet import n’attend pas de confirmation.")))
        run.stage = ImportStage.CONFIRMED
        later = run.path.is_file() and run.path.stat().st_size > INLINE_BYTES
        run.save()
        if later:
            _enqueue(run, WRITE)
    return run if later else carry_out(run)


def carry_out(run: DirectoryImport) -> DirectoryImport:
    """Write a confirmed file, whole. Doing it again does nothing."""
    if run.stage != ImportStage.CONFIRMED or run.actor is None:
        return run
    with translation.override(run.actor.language):
        try:
            with transaction.atomic():
                found = import_file(run.path, run.format, run.source, keep_valid=run.keep_valid, author=run.actor)
                _tell(run, found)
                run.stage, run.finished_at = ImportStage.DONE, timezone.now()
                run.save()
        except BadInput as bad:
            return _refuse(run, bad.faults)
        except FileNotFoundError:
            return _refuse(run, [Fault(_("Fichier"), _("Le fichier n’est plus là."), _("Déposez-le de nouveau."))])
    run.path.unlink(missing_ok=True)
    return run


def give_up(actor: User, key: Any) -> DirectoryImport:
    """Leave a rehearsed file: nothing of it is written, the file goes."""
    require_editing(actor)
    with transaction.atomic():
        run = _mine(actor, key)
        if run.stage != ImportStage.REHEARSED:
            raise BadInput(Fault("", _("Cet import n’attend pas de confirmation.")))
        run.stage, run.finished_at = ImportStage.GIVEN_UP, timezone.now()
        run.save()
    run.path.unlink(missing_ok=True)
    return run


def rehearse_later(job: Job, number: int) -> None:
    """The job of `rehearse`."""
    if run := DirectoryImport.objects.select_related("actor").filter(pk=number).first():
        rehearse(run, job)


def write_later(job: Job, number: int) -> None:
    """The job of `carry_out`."""
    if run := DirectoryImport.objects.select_related("actor").filter(pk=number).first():
        carry_out(run)


def _mine(actor: User, key: Any) -> DirectoryImport:
    run = DirectoryImport.objects.select_for_update(of=("self",)).select_related("actor").filter(key=key).first()
    if run is None:
        raise Http404
    return run


def _enqueue(run: DirectoryImport, dotted: str) -> None:
    job = enqueue(dotted, run.pk, owner=run.actor, label=_("Import de lieux"))
    run.job_key = job.key
    run.save(update_fields=["job_key"])


def _store(path: Path, upload: BinaryIO) -> str:
    """Write the file aside, readable by the product alone; returns its hash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        while part := upload.read(1024 * 1024):
            found.update(part)
            out.write(part)
    return found.hexdigest()


def _tell(run: DirectoryImport, found: Outcome) -> None:
    run.created, run.changed, run.unchanged = found.created, found.changed, found.unchanged
    run.left_out = found.left_out
    run.faults = _listed(found.faults)
    run.preview = {
        "new": found.new[:KEPT], "changes": found.changes[:KEPT], "kept": found.kept[:KEPT],
        "missing": found.missing[:KEPT], "hidden": found.hidden,
    }  # fmt: skip


def _listed(faults: list[Fault]) -> list[list[str]]:
    rows = [[fault.where, fault.what, fault.remedy] for fault in faults[:KEPT]]
    if len(faults) > KEPT:
        rows.append(["", _("Et %(count)d autres erreurs.") % {"count": len(faults) - KEPT}, ""])
    return rows


def _refuse(run: DirectoryImport, faults: list[Fault]) -> DirectoryImport:
    run.stage, run.finished_at, run.faults = ImportStage.REFUSED, timezone.now(), _listed(faults)
    run.save()
    run.path.unlink(missing_ok=True)
    return run
