"""More or fewer units from a night on, closures and reopenings. The past is never rewritten, nobody is left outside.

Every refusal says how many households are there on which nights, and what to do first.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.stock import ClosureReason
from ..models import Closure, EveningPolicy, Lot, LotCapacity, ShelterSite
from ..models.stock import MOST_UNITS
from ..permissions import require_site
from ..reads.tonight import night_at
from ..rules.stock import ONE_NIGHT, Shut, Staying, capacity_on, too_few
from .stock_common import (
    capacities_of,
    lot_to_write,
    note,
    notice_ends,
    refuse_past,
    refuse_people_there,
    shut_in,
    site_to_write,
    staying_in,
)


def set_capacity(actor: User, key: UUID | str, *, units: int, from_night: date) -> LotCapacity:
    """From this night on, until the next dated number, the lot has so many units; zero ends it.

    Raises BadInput for a night that is over, a number out of bounds, or fewer units than households hold.
    """
    with transaction.atomic():
        lot = lot_to_write(actor, key)
        tonight = night_at()
        refuse_past("from_night", from_night, tonight)
        if not 0 <= units <= MOST_UNITS:
            raise BadInput(
                Fault("units", _("Donnez un nombre de 0 à %(most)d.") % {"most": MOST_UNITS}, _("Vérifiez le nombre."))
            )
        known = capacities_of([lot])[lot.pk]
        following = min((night for night in known if night > from_night), default=None)
        spans = too_few(
            {**known, from_night: units}, shut_in([lot])[lot.pk],
            _bound(staying_in([lot], tonight)[lot.pk], from_night), from_night,
            following - ONE_NIGHT if following else None,
        )  # fmt: skip
        refuse_people_there("units", {lot.name: spans})
        row, _made = LotCapacity.objects.update_or_create(
            lot=lot, from_night=from_night, defaults={"units": units}
        )  # fmt: skip
        note(actor, "lot.capacity", lot.site, lot.target, units=units, night=from_night.isoformat())
    return row


def close_lot(actor: User, key: UUID | str, **said: Any) -> Closure:
    """Close units of a lot (all of them without `units`): see `_close` for what is said and refused."""
    with transaction.atomic():
        lot = lot_to_write(actor, key)
        return _close(actor, lot.site, lot, **said)


def close_site(actor: User, key: UUID | str, **said: Any) -> Closure:
    """Close every lot of a site: see `_close` for what is said and refused."""
    with transaction.atomic():
        site = site_to_write(actor, key)
        return _close(actor, site, None, **said)


def change_closure(actor: User, key: UUID | str, *, until_night: date | None) -> Closure | None:
    """Make a closure end on another night (none: until further notice), or end it before it began: then it is gone.

    A night that is over stays closed. Raises BadInput when households would be there on the nights added.
    """
    require_site(actor)
    with transaction.atomic():
        closure = Closure.objects.select_related("site", "lot").filter(key=key).first()
        if closure is None:
            raise Http404
        site = site_to_write(actor, closure.site.key)
        tonight = night_at()
        if until_night is not None and until_night < tonight - ONE_NIGHT:
            refuse_past("until_night", until_night, tonight - ONE_NIGHT)
        if closure.until_night is not None and closure.until_night < tonight:
            raise BadInput(Fault("until_night", _("Cette fermeture est finie."), _("Notez-en une nouvelle.")))
        if until_night is not None and until_night < closure.from_night:
            note(actor, "closure.withdraw", site, f"shelter.Closure:{closure.key}")
            closure.delete()
            return None
        closure.until_night = until_night
        _refuse_people(closure, max(tonight, closure.from_night), "until_night")
        closure.save(update_fields=["until_night"])
        note(actor, "closure.change", site, f"shelter.Closure:{closure.key}", until=_code(until_night))
    return closure


def _close(
    actor: User, site: ShelterSite, lot: Lot | None, *, reason: str, from_night: date, until_night: date | None = None,
    units: int | None = None, words: str = "",
) -> Closure:  # fmt: skip
    """Note a closure between two nights, both included (no end: until further notice), with its reason.

    Raises BadInput for a night that is over, an end before the beginning, more units than the lot has, or households
    who are there: an open-ended stay only forbids a closure that begins before the notice is over.
    """
    refuse_past("from_night", from_night, night_at())
    if until_night is not None and until_night < from_night:
        raise BadInput(Fault("until_night", _("La fermeture finit avant de commencer."), _("Vérifiez les deux dates.")))
    if reason not in ClosureReason.values:
        raise BadInput(Fault("reason", _("La raison manque."), _("Choisissez-en une.")))
    if lot is not None and units is not None:
        _refuse_too_many(lot, units, from_night)
    closure = Closure(
        site=site, lot=lot, units=units, reason=reason, words=" ".join(words.split())[:200], from_night=from_night,
        until_night=until_night, said_by=actor,
    )  # fmt: skip
    _refuse_people(closure, from_night, "units" if lot is not None and units is not None else "from_night")
    closure.save()
    detail = {"reason": reason, "units": units, "from": from_night.isoformat(), "until": _code(until_night)}
    note(actor, "closure.open", site, lot.target if lot else "", **detail)
    return closure


def _refuse_too_many(lot: Lot, units: int, night: date) -> None:
    has = capacity_on(capacities_of([lot])[lot.pk], night)
    if not 1 <= units <= has:
        words = _("Ce lot a %(has)d unités cette nuit-là : on ne peut pas en fermer %(units)d.")
        raise BadInput(Fault("units", words % {"has": has, "units": units}, _("Laissez vide pour fermer tout le lot.")))


def _refuse_people(closure: Closure, first: date, where: str) -> None:
    """Refuse when the lots would then hold fewer units than households hold."""
    lots = [closure.lot] if closure.lot is not None else list(closure.site.lots.all())
    capacities, others = capacities_of(lots), shut_in(lots, without=closure if closure.pk else None)
    staying = staying_in(lots, night_at())
    added = Shut(closure.units, closure.from_night, closure.until_night)
    spans = {
        lot.name: too_few(
            capacities[lot.pk], [*others[lot.pk], added], _bound(staying[lot.pk], closure.from_night), first,
            closure.until_night,
        )
        for lot in lots
    }  # fmt: skip
    refuse_people_there(where, spans)


def _bound(staying: list[Staying], begins: date) -> list[Staying]:
    """The stays that forbid what begins that night: with enough notice, those without an end do not."""
    announced = notice_ends(night_at(), EveningPolicy.current().notice_nights)
    return [each for each in staying if each.last is not None or begins < announced]


def _code(night: date | None) -> str:
    return night.isoformat() if night else ""
