"""Correcting a day's sheet: the keeper says the right total and why; the difference is appended."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place

from .. import reads, rules
from ..enums import CountKind
from ..models import Correction, Count
from ..permissions import require_correcting


def correct(actor: User, key: UUID, *, day: date, kind: str, total: int, reason: str) -> Correction:
    """Say what the total of that day was. What arrives later from a device still adds to it, and the page says so.

    Raises Refused for a role that keeps no place, Http404 for a place out of reach, BadInput for a day to come, a
    total that is not plausible or is what the sheet says already, or no reason.
    """
    require_correcting(actor)
    with transaction.atomic():
        place = locked_place(actor, key)
        held = sum(row.quantity for row in reads.totals([place.pk], [kind], day, day))
        _check(day, kind, total, held, reason)
        made = Correction.objects.create(
            place=place, day=day, kind=kind, difference=total - _raw(place, day, kind), reason=reason.strip(),
            corrected_by=actor,
        )  # fmt: skip
        detail = {"place": str(place.key), "day": day.isoformat(), "kind": kind, "difference": made.difference}
        record(actor, "count.correct", made.target, organisation=_slug(place), detail=detail)
    return made


def locked_place(actor: User, key: UUID) -> Place:
    """A place that the actor keeps, held until the end of the transaction: corrections follow one another."""
    place = Place.objects.select_for_update(of=("self",)).filter(key=key).first()
    if place is None or not reads.kept_by(actor).filter(pk=place.pk).exists():
        raise Http404
    return place


def _raw(place: Place, day: date, kind: str) -> int:
    """What counts and corrections add up to, even below zero: an undoing may follow a correction."""
    rows = {"place": place, "day": day, "kind": kind}
    counted = Count.objects.standing().filter(**rows).aggregate(sum=Sum("quantity"))["sum"] or 0
    return counted + (Correction.objects.filter(**rows).aggregate(sum=Sum("difference"))["sum"] or 0)


def _check(day: date, kind: str, total: int, held: int, reason: str) -> None:
    faults = []
    if day > timezone.localdate():
        faults.append(Fault("day", _("Ce jour n’est pas encore passé."), _("Choisissez un jour jusqu’à aujourd’hui.")))
    if kind not in CountKind.values:
        faults.append(Fault("kind", _("Ce compteur n’existe pas."), _("Choisissez-en un de la liste.")))
    if not 0 <= total <= rules.MOST_A_DAY:
        faults.append(Fault("total", _("Donnez un nombre de 0 à %(most)s.") % {"most": rules.MOST_A_DAY}))
    elif total == held:
        faults.append(Fault("total", _("La feuille dit déjà %(total)s.") % {"total": total}))
    if not reason.strip():
        faults.append(Fault("reason", _("Dites pourquoi la feuille est corrigée."), _("Quelques mots suffisent.")))
    if faults:
        raise BadInput(*faults)


def _slug(place: Place) -> str:
    return place.organisation.slug if place.organisation else ""
