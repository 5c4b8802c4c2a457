"""Taking a spreadsheet of figures in: whole or not at all, and the same file twice changes nothing.

Small files are read at once; larger ones by a job whose progress can be left and found again. The file is deleted
as soon as it is read; what stays is who handed it in, when, its hash, and its faults by cell.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs.services import enqueue

from ..enums import ImportState
from ..models import Campaign, SpreadsheetImport
from ..permissions import require_contribution
from .files import check_size, rows_of
from .matching import Plan, plan_of

INLINE_BYTES = 120 * 1024
"""Up to here the file is read while its sender waits: a few hundred rows."""
KEPT_FAULTS = 500
JOB = "pacte.pact.campaigns.tasks.read_spreadsheet"
Progress = Callable[[int, int], None]


def receive(
    actor: User,
    campaign: Campaign,
    data: bytes,
    *,
    background: bool | None = None,
    progress: Progress | None = None,
) -> SpreadsheetImport:
    """Take a spreadsheet in. Read it now when it is small, in a job otherwise (or as `background` says).

    What is wrong in it is kept on the import that is returned, which is then refused; nothing else raises BadInput
    but a file too large to be taken.
    """
    require_contribution(actor)
    check_size(len(data))
    later = len(data) > INLINE_BYTES if background is None else background
    with transaction.atomic():
        received = SpreadsheetImport.objects.create(
            campaign=campaign, actor=actor, file_sha256=hashlib.sha256(data).hexdigest()
        )
        _store(received, data)
        if later:
            job = enqueue(JOB, received.pk, owner=actor, label=_("Import de chiffres"))
            received.job_key = job.key
            received.save(update_fields=["job_key"])
    if not later:
        read(received, progress)
    return received


def read(received: SpreadsheetImport, progress: Progress | None = None) -> SpreadsheetImport:
    """Read a file that was taken in, and write all of it or nothing. Reading it again does nothing."""
    if received.state != ImportState.WAITING or received.actor is None:
        return received
    tell = progress or (lambda done, total: None)
    with translation.override(received.actor.language):
        try:
            cells = rows_of(received.path.read_bytes(), lambda done: tell(done, 0))
            with transaction.atomic():
                locked = SpreadsheetImport.objects.select_for_update().get(pk=received.pk)
                if locked.state != ImportState.WAITING:
                    return locked
                plan = plan_of(received.actor, received.campaign, cells, tell)
                _finish(received, plan)
        except BadInput as bad:
            _refuse(received, bad.faults)
    received.path.unlink(missing_ok=True)
    return received


def _store(received: SpreadsheetImport, data: bytes) -> None:
    path = received.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _finish(received: SpreadsheetImport, plan: Plan) -> None:
    plan.write()
    received.state, received.rows, received.changed = ImportState.DONE, plan.rows, plan.changed
    received.save(update_fields=["state", "rows", "changed"])
    record(
        received.actor, "campaign.import", f"campaigns.SpreadsheetImport:{received.pk}",
        detail={"rows": plan.rows, "changed": plan.changed, "sha256": received.file_sha256},
    )  # fmt: skip


def _refuse(received: SpreadsheetImport, faults: list[Fault]) -> None:
    received.state = ImportState.REFUSED
    received.faults = [[fault.where, fault.what, fault.remedy] for fault in faults[:KEPT_FAULTS]]
    if len(faults) > KEPT_FAULTS:
        left = len(faults) - KEPT_FAULTS
        received.faults.append(["", _("Et %(count)d autres erreurs.") % {"count": left}, ""])
    received.save(update_fields=["state", "faults"])
