"""Running cases passed on purpose from one version of their scheme to another, each told by an event of its own."""

from __future__ import annotations

from django.db import models, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs.models import Job
from pacte.ground.jobs.services import enqueue

from ..enums import CaseEventKind, VersionState
from ..models import Case, SchemeVersion
from ..permissions import require_scheme_keeping
from .case_appending import append

MOVE = "pacte.ground.pathways.services.moving.move_in_background"
AT_ONCE = 100
"""Up to so many cases are moved at once; more go to the background."""


def move(actor: User, key: str, before: int, after: int) -> Job | None:
    """Pass every running case of a version to another, published one; restricted persons' cases go with the others.

    Each case keeps its events and is folded again, with an event that says so. Returns the job when they are many.
    Raises BadInput for a version that is not published, or the same.
    """
    require_scheme_keeping(actor)
    with transaction.atomic():
        source, target = _versions(key, before, after)
        count = _running(source).count()
        detail = {"from": before, "to": after}
        record(actor, "scheme.move", source.scheme.target, detail=detail)
        if count > AT_ONCE:
            label = _("Parcours passés à une autre version")
            return enqueue(MOVE, source.pk, target.pk, actor.pk, owner=actor, label=label)
        for case in _running(source):
            _move(case, target, actor)
    return None


def move_in_background(job: Job, source: int, target: int, actor: int) -> None:
    """Move one case at a time; done again, it takes up those that are left."""
    into = SchemeVersion.objects.get(pk=target)
    by = User.objects.get(pk=actor)
    keys = list(_running(SchemeVersion.objects.get(pk=source)).values_list("pk", flat=True))
    for done, pk in enumerate(keys, start=1):
        with transaction.atomic():
            case = Case.objects.select_for_update(of=("self",)).filter(pk=pk, version=source).first()
            if case is not None:
                _move(case, into, by)
        if done % 50 == 0 or done == len(keys):
            job.report(done, len(keys))


def _versions(key: str, before: int, after: int) -> tuple[SchemeVersion, SchemeVersion]:
    found = {
        each.number: each
        for each in SchemeVersion.objects.select_related("scheme").filter(scheme__key=key, number__in=(before, after))
    }
    if before not in found or after not in found:
        raise Http404
    if before == after:
        raise BadInput(Fault("version", _("Ces parcours suivent déjà cette version."), _("Choisissez-en une autre.")))
    if found[after].state != VersionState.PUBLISHED:
        raise BadInput(Fault("version", _("Cette version n’est pas publiée."), _("Publiez-la d’abord.")))
    return found[before], found[after]


def _running(version: SchemeVersion) -> models.QuerySet[Case]:
    return Case.objects.running().filter(version=version)


def _move(case: Case, target: SchemeVersion, actor: User) -> None:
    before = case.version.number
    case.version = target
    case.save(update_fields=["version"])
    append(case, actor, CaseEventKind.MOVED, value={"from": before, "to": target.number})
