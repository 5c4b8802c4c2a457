"""Who slept where, counted without a name, and the night kept as it stood. A missing count is never a zero.

More people than places is refused with the number; it may still be said, with a reason: an extra bed on a freezing
night is a fact, and hiding it would make the figure false.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.stays import Presence
from ..enums.stock import OverReason
from ..models import HeldUnit, Lot, LotNight
from ..reads import presence as reads
from ..reads.availability import Available, available
from ..reads.presence import Line
from ..reads.tonight import night_at
from ..rules.presence import KINDS, Slept, may_be_counted
from .stock_common import note, site_to_write

FROZEN = ("capacity", "places", "closed", "declared_free", "attributed", "absent", "cost", "frozen_at")
MOST_NIGHTS = 31
"""How many nights a late snapshot goes back, after the machine was off."""


def count(
    actor: User, key: UUID | str, night: date, counts: Mapping[UUID, Slept], *,
    over: Mapping[UUID, str] | None = None,
) -> int:  # fmt: skip
    """Note how many slept in each of these lots; lots left out stay as they are. Returns how many lots changed.

    `over`: why a lot held more people than it has places. Raises Http404 for a site that the actor does not keep,
    BadInput for a night that is not to be counted, a number out of bounds, more people than places without a reason.
    """
    now = timezone.localtime()
    if not may_be_counted(night, now.replace(tzinfo=None)):
        raise BadInput(
            Fault(
                "",
                _("La nuit du %(night)s ne se compte pas maintenant.") % {"night": date_format(night, "j F Y")},
                _("Une nuit se compte à partir de 18 heures, et pendant un an."),
            )
        )
    reasons = over or {}
    with transaction.atomic():
        site = site_to_write(actor, key)
        lines = {line.lot.key: line for line in reads.lines_of(site, night)}
        if set(counts) - set(lines):
            raise Http404
        faults = [fault for lot, slept in counts.items() if (fault := _fault(lines[lot], slept, reasons.get(lot, "")))]
        if faults:
            raise BadInput(*faults)
        return sum(_note(actor, lines[lot], night, slept, reasons.get(lot, "")) for lot, slept in counts.items())


def freeze(night: date) -> int:
    """Keep what each lot was this night, once: what is frozen never changes, but for counts that come later.

    Returns how many lots were frozen. Lots without a unit that night have no row.
    """
    moment = timezone.now()
    with transaction.atomic():
        frozen = set(LotNight.objects.filter(night=night, frozen_at__isnull=False).values_list("lot", flat=True))
        lots = {lot.pk: lot for lot in Lot.objects.exclude(pk__in=frozen)}
        found = available(night, lots.values())
        stood = [LotNight(lot=lot, night=night) for pk, lot in lots.items() if found[pk].capacity or found[pk].held]
        LotNight.objects.bulk_create(stood, ignore_conflicts=True)
        rows = list(LotNight.objects.select_for_update().filter(night=night, frozen_at__isnull=True).order_by("pk"))
        absent = _absences(night)
        for row in rows:
            _fill(row, lots[row.lot_id], found[row.lot_id], absent.get(row.lot_id, 0), moment)
        LotNight.objects.bulk_update(rows, FROZEN, batch_size=200)
    return len(rows)


def freeze_nights(now: datetime) -> int:
    """Freeze every night that is over and not frozen yet, from the last frozen one on; how many lots' nights."""
    over = night_at(now) - timedelta(days=1)
    last = LotNight.objects.filter(frozen_at__isnull=False).aggregate(night=Max("night"))["night"]
    first = max(last, over - timedelta(days=MOST_NIGHTS)) if last else over
    nights = [first + timedelta(days=ahead) for ahead in range((over - first).days + 1)]
    return sum(freeze(night) for night in nights)


def _fault(line: Line, slept: Slept, reason: str) -> Fault | None:
    where = line.lot.key.hex
    if any(getattr(slept, kind) < 0 for kind in KINDS) or slept.total > 10_000:
        return Fault(where, _("« %(lot)s » : vérifiez ces nombres.") % {"lot": line.lot.name})
    if slept.total > line.places and reason not in OverReason.values:
        words = {"lot": line.lot.name, "total": slept.total, "places": line.places}
        return Fault(
            where,
            _("« %(lot)s » : %(total)d personnes pour %(places)d places. Rien n’a été enregistré.") % words,
            _("Corrigez, ou dites pourquoi elles étaient plus nombreuses que les places."),
        )
    return None


def _note(actor: User, line: Line, night: date, slept: Slept, reason: str) -> int:
    """Write a lot's count; what it said before goes to the journal."""
    row, _made = LotNight.objects.select_for_update().get_or_create(lot=line.lot, night=night)
    kept = reason if slept.total > line.places else ""
    before = [getattr(row, kind) for kind in KINDS] if row.counted_at else None
    after = [getattr(slept, kind) for kind in KINDS]
    if before == after and row.over_reason == kept:
        return 0
    for kind, number in zip(KINDS, after, strict=True):
        setattr(row, kind, number)
    row.over_reason, row.counted_at, row.counted_by = kept, timezone.now(), actor
    row.save(update_fields=[*KINDS, "over_reason", "counted_at", "counted_by"])
    action = "presence.count" if before is None else "presence.correct"
    site = line.lot.site
    note(actor, action, site, line.lot.target, night=night.isoformat(), before=before, after=after, over=kept)
    return 1


def _absences(night: date) -> dict[int, int]:
    """Units given whose household did not come, by lot."""
    found: dict[int, int] = {}
    for lot in HeldUnit.objects.filter(night=night, presence=Presence.ABSENT).values_list("lot", flat=True):
        found[lot] = found.get(lot, 0) + 1
    return found


def _fill(row: LotNight, lot: Lot, stood: Available, absent: int, moment: datetime) -> None:
    row.capacity, row.closed = stood.capacity, stood.closed
    row.places = stood.capacity * lot.unit_places
    row.declared_free, row.attributed, row.absent = stood.declared, stood.held, absent
    row.cost = None if lot.nightly_cost is None else lot.nightly_cost * stood.held
    row.frozen_at = moment
