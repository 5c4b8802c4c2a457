"""Legal periods: the shipped ones loaded, others added or corrected; the cases that they move are folded again."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs.models import Job
from pacte.ground.jobs.services import enqueue

from ..enums import LegalPeriodKind
from ..models import Case, LegalPeriod
from ..permissions import require_scheme_keeping
from ..reads.periods import overlapping
from ..reads.schemes import versions_deferred_by
from .folding import refold

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "legal_periods.toml"
REFOLD = "pacte.ground.pathways.services.periods.refold_deferred"
AT_ONCE = 200
"""Up to so many cases are folded again at once; more go to the background."""
BATCH = 200


def load(actor: User | None) -> int:
    """Add the shipped periods that are not there; returns how many. What the city corrected stays as it is."""
    if actor is not None:
        require_scheme_keeping(actor)
    said = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    with transaction.atomic():
        kept = set(LegalPeriod.objects.values_list("kind", "starts_on"))
        rows = [row for row in _rows(said) if (row.kind, row.starts_on) not in kept]
        LegalPeriod.objects.bulk_create(rows)
        for kind in {row.kind for row in rows}:
            record(actor, "legal_period.load", f"pathways.LegalPeriod:{kind}", detail={"count": len(rows)})
            _refold(actor, kind)
    return len(rows)


def add(actor: User, values: dict[str, Any]) -> LegalPeriod:
    """Add a period: `kind`, `starts_on`, `ends_on`, `reference`. Without a reference it is a sample."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        return _saved(actor, LegalPeriod(), values, "legal_period.add")


def correct(actor: User, pk: int, values: dict[str, Any]) -> LegalPeriod:
    """Correct a period. The terms that it moved are counted again."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        return _saved(actor, _one(pk), values, "legal_period.correct")


def remove(actor: User, pk: int) -> None:
    """Take away a period noted by mistake."""
    require_scheme_keeping(actor)
    with transaction.atomic():
        period = _one(pk)
        detail = {"kind": period.kind, "from": period.starts_on.isoformat(), "to": period.ends_on.isoformat()}
        record(actor, "legal_period.remove", _target(period), detail=detail)
        period.delete()
        _refold(actor, period.kind)


def refold_deferred(job: Job, kind: str) -> None:
    """Fold again, in batches, every running case of a version whose clocks this kind of period moves."""
    keys = list(_concerned(kind).values_list("pk", flat=True))
    job.report(0, len(keys))
    for start in range(0, len(keys), BATCH):
        _fold(keys[start : start + BATCH])
        job.report(min(start + BATCH, len(keys)), len(keys))


def _rows(said: dict[str, Any]) -> Iterable[LegalPeriod]:
    for each in said.get("yearly", []):
        (first_month, first_day), (last_month, last_day) = (
            map(int, each[name].split("-")) for name in ("starts", "ends")
        )
        for year in range(each["first"], each["last"] + 1):
            starts = date(year, first_month, first_day)
            ends = date(year, last_month, last_day)
            ends = ends if ends >= starts else date(year + 1, last_month, last_day)
            yield LegalPeriod(kind=each["kind"], starts_on=starts, ends_on=ends, reference=each["reference"])
    for each in said.get("period", []):
        yield LegalPeriod(**each)


def _saved(actor: User, period: LegalPeriod, values: dict[str, Any], act: str) -> LegalPeriod:
    kind, starts, ends = values["kind"], values["starts_on"], values["ends_on"]
    if ends < starts:
        raise BadInput(Fault("ends_on", _("Cette période finit avant de commencer."), _("Corrigez l’une des dates.")))
    other = overlapping(kind, starts, ends, period.pk)
    if other is not None:
        what = _("La période du %(start)s au %(end)s couvre déjà un de ces jours.") % {
            "start": f"{other.starts_on:%d/%m/%Y}", "end": f"{other.ends_on:%d/%m/%Y}",
        }  # fmt: skip
        raise BadInput(Fault("starts_on", what, _("Corrigez celle-là, ou commencez le lendemain de sa fin.")))
    before = period.kind if period.pk else kind
    period.kind, period.starts_on, period.ends_on = kind, starts, ends
    period.reference = values.get("reference", "").strip()
    period.is_sample = values.get("is_sample", False) or not period.reference
    period.save()
    detail = {"kind": kind, "from": starts.isoformat(), "to": ends.isoformat()}
    record(actor, act, _target(period), detail=detail)
    for each in {before, kind}:
        _refold(actor, each)
    return period


def _one(pk: int) -> LegalPeriod:
    period = LegalPeriod.objects.select_for_update().filter(pk=pk).first()
    if period is None:
        raise Http404
    return period


def _target(period: LegalPeriod) -> str:
    return f"pathways.LegalPeriod:{period.pk}"


def _concerned(kind: str) -> Any:
    return Case.objects.running().filter(version__in=versions_deferred_by(kind))


def _refold(actor: User | None, kind: str) -> None:
    """Fold the cases concerned again: at once when they are few, in the background when they are many."""
    keys = list(_concerned(kind).values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(keys) > AT_ONCE:
        label = LegalPeriodKind(kind).label
        enqueue(REFOLD, kind, owner=actor, label=_("Échéances recalculées : %(kind)s") % {"kind": label})
    else:
        _fold(keys)


def _fold(keys: list[int]) -> None:
    with transaction.atomic():
        for case in Case.objects.select_for_update(of=("self",)).filter(pk__in=keys).select_related("version"):
            refold(case)
