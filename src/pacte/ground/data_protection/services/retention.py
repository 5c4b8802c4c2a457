"""Retention: rehearsed, applied by hand or by night, with its figures kept; visas of the archives recorded.

A rehearsal is the run itself, undone: at the same moment both count the same.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.declarations.privacy import Retention

from ..enums import LineState, RunKind
from ..models import ArchiveVisa, RetentionLine, RetentionRun
from ..permissions import require_desk
from ..reads import retention as reads

logger = logging.getLogger("pacte.retention")
NIGHT = time(2, 0)
"""From this hour on, the first tick of the day applies what may go."""


@dataclass(frozen=True)
class Effect:
    """What one rule did, or would do."""

    code: str
    rule: Retention
    state: LineState
    count: int
    visa: ArchiveVisa | None
    failure: Exception | None = None


class _Undo(Exception):
    """Brings the figures out of a rehearsal."""

    def __init__(self, effects: list[Effect]) -> None:
        self.effects = effects


def rehearse(actor: User, now: datetime | None = None) -> RetentionRun:
    """Apply every rule, count, and undo it all; only the figures stay. Nothing is deleted, no file is touched."""
    require_desk(actor)
    moment = now or timezone.now()
    try:
        with transaction.atomic():
            raise _Undo(_apply_all(moment))
    except _Undo as undone:
        return _keep(RunKind.REHEARSAL, moment, actor, undone.effects)


def run(actor: User, now: datetime | None = None) -> RetentionRun:
    """Apply every rule that may go, now, for a data protection officer. A rule that fails stops no other."""
    require_desk(actor)
    return apply_retention(now or timezone.now(), actor)


def apply_retention(now: datetime, actor: User | None = None) -> RetentionRun:
    """Treat, in every room, what was kept long enough; rules that await the archives do nothing without a visa.

    Raises ExceptionGroup once every rule has had its turn and the figures are kept, when one of them failed.
    """
    effects = _apply_all(now)
    made = _keep(RunKind.REAL, now, actor, effects)
    failures = [effect.failure for effect in effects if effect.failure]
    if failures:
        raise ExceptionGroup("retention could not be applied everywhere", failures)
    return made


def apply_nightly(now: datetime) -> int:
    """Once a day, from two in the morning on; returns how many rows were treated."""
    local = timezone.localtime(now)
    start = local.replace(hour=NIGHT.hour, minute=0, second=0, microsecond=0)
    if local < start or RetentionRun.objects.filter(kind=RunKind.REAL, by__isnull=True, at__gte=start).exists():
        return 0
    return sum(line.count for line in apply_retention(now).lines.all())


def _apply_all(now: datetime) -> list[Effect]:
    visas = reads.visas_in_force()
    return [_apply(code, rule, visas.get(code), now) for code, rule in reads.rules()]


def _apply(code: str, rule: Retention, visa: ArchiveVisa | None, now: datetime) -> Effect:
    if rule.awaits_archives and visa is None:
        return Effect(code, rule, LineState.AWAITS, 0, None)
    kept_visa = visa if rule.awaits_archives else None
    try:
        with transaction.atomic():
            count = rule.purge(now - rule.keep)
            if count:
                record(None, "retention.purge", "", detail={"model": rule.model, "fate": rule.fate, "count": count})
    except Exception as failure:  # every room gets its turn
        logger.error("retention of %s: %s", code, type(failure).__name__)
        return Effect(code, rule, LineState.FAILED, 0, kept_visa, failure)
    return Effect(code, rule, LineState.DONE, count, kept_visa)


def _keep(kind: RunKind, at: datetime, actor: User | None, effects: list[Effect]) -> RetentionRun:
    """The figures of a run, and its line in the journal."""
    with transaction.atomic():
        made = RetentionRun.objects.create(kind=kind, at=at, by=actor)
        RetentionLine.objects.bulk_create(
            RetentionLine(
                run=made, rule=effect.code, keep_days=effect.rule.keep.days, state=effect.state, count=effect.count,
                visa=effect.visa,
            )
            for effect in effects
        )  # fmt: skip
        total = sum(effect.count for effect in effects)
        action = "retention.rehearse" if kind == RunKind.REHEARSAL else "retention.run"
        record(actor, action, made.target, detail={"count": total})
    return made


def record_visa(
    actor: User, *, reference: str, given_on: date, rules: Collection[str], until: date | None = None
) -> ArchiveVisa:
    """Note the archives' agreement for some rules. Raises BadInput when a date or a rule does not hold."""
    require_desk(actor)
    known = dict(reads.rules_awaiting_archives())
    faults = []
    if not rules or not set(rules) <= set(known):
        faults.append(Fault("rules", _("Choisissez au moins une règle qui attend les archives.")))
    if given_on > timezone.localdate():
        faults.append(Fault("given_on", _("Ce visa n’est pas encore donné."), _("Vérifiez la date.")))
    if until is not None and until < given_on:
        faults.append(Fault("until", _("La fin précède la date du visa."), _("Vérifiez les deux dates.")))
    if faults:
        raise BadInput(*faults)
    with transaction.atomic():
        visa = ArchiveVisa.objects.create(
            reference=reference, given_on=given_on, until=until, rules=sorted(rules), recorded_by=actor
        )
        record(actor, "visa.record", visa.target, detail={"rules": sorted(rules)})
    return visa


def end_visa(actor: User, visa: ArchiveVisa) -> None:
    """The agreement no longer holds: what it covered waits again."""
    require_desk(actor)
    with transaction.atomic():
        if ArchiveVisa.objects.filter(pk=visa.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
            record(actor, "visa.end", visa.target)
