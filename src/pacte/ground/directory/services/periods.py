"""Dated closures, seasonal hours, messages: said at once, whatever the city reads before publishing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import PeriodKind
from ..models import Place, Service, SpecialPeriod
from ..rules.periods import Stretch, contradicting
from .checking import checked
from .common import journal, to_write
from .places import refuse_secrets
from .recording import note, plain

LONGEST = timedelta(days=731)
"""A closure that lasts two years is not a closure: the entry is archived."""


def add(actor: User, place_key: UUID | str, values: dict[str, Any]) -> SpecialPeriod:
    """Say that on these days the place, or one of its services, is closed, keeps other hours, or has a message.

    `values`: kind, first_day, last_day, reason, hours, message, service (its key, or none for the whole place).
    Raises BadInput for days in the wrong order, hours that say nothing, and another period that says the contrary.
    """
    with transaction.atomic():
        place = to_write(actor, place_key)
        kept = checked(values)
        service = _service(place, kept.pop("service", None))
        _refuse_faulty(kept)
        refuse_secrets(place, {"message": kept.get("message", ""), "hours": kept.get("hours", "")})
        period = SpecialPeriod(place=place, service=service, **kept)
        _refuse_contradiction(period)
        period.save()
        note(place, {f"period:{period.key}": [None, _shown(period)]}, author=actor)
        journal(actor, "period.add", place, period=str(period.key), kind=str(period.kind))
    return period


def end(actor: User, place_key: UUID | str, period_key: UUID | str, today: date | None = None) -> None:
    """From today on the usual hours hold again: a period to come is taken away, one that runs ended yesterday."""
    day = today or timezone.localdate()
    with transaction.atomic():
        place = to_write(actor, place_key)
        period = SpecialPeriod.objects.select_for_update().filter(place=place, key=period_key).first()
        if period is None:
            raise Http404
        before = _shown(period)
        if period.first_day >= day:
            period.delete()
            note(place, {f"period:{period.key}": [before, None]}, author=actor)
        elif period.last_day >= day:
            period.last_day = day - timedelta(days=1)
            period.save(update_fields=["last_day"])
            note(place, {f"period:{period.key}": [before, _shown(period)]}, author=actor)
        journal(actor, "period.end", place, period=str(period_key))


def _service(place: Place, key: Any) -> Service | None:
    if not key:
        return None
    found = place.services.filter(key=key).first()
    if found is None:
        raise BadInput(Fault("service", _("Ce service n’est pas de ce lieu."), _("Choisissez dans la liste.")))
    return found


def _refuse_faulty(values: dict[str, Any]) -> None:
    first, last, kind = values["first_day"], values["last_day"], values["kind"]
    faults = []
    if last < first:
        faults.append(Fault("last_day", _("Le dernier jour vient avant le premier."), _("Corrigez l’un des deux.")))
    elif last - first > LONGEST:
        faults.append(
            Fault("last_day", _("Cette période dépasse deux ans."), _("Changez les horaires, ou archivez la fiche."))
        )
    if kind == PeriodKind.OTHER_HOURS and not values.get("hours"):
        remedy = _("Écrivez-les, ou choisissez une fermeture.")
        faults.append(Fault("hours", _("Les horaires de ces jours manquent."), remedy))
    if kind != PeriodKind.OTHER_HOURS and values.get("hours"):
        faults.append(
            Fault("hours", _("Une fermeture ou un message n’a pas d’horaires."), _("Choisissez « Autres horaires »."))
        )
    if kind == PeriodKind.NOTICE and not values.get("message"):
        faults.append(Fault("message", _("Le message manque."), _("Écrivez ce que le public doit savoir.")))
    if faults:
        raise BadInput(*faults)


def _refuse_contradiction(period: SpecialPeriod) -> None:
    others = SpecialPeriod.objects.filter(place=period.place).touching(period.first_day, period.last_day)
    found = contradicting(_stretch(period), [_stretch(each) for each in others])
    if not found:
        return
    other = found[0]
    words = _("Ces jours disent déjà autre chose : %(kind)s du %(first)s au %(last)s.") % {
        "kind": str(PeriodKind(other.kind).label).lower(),
        "first": date_format(other.first_day, "j F Y"),
        "last": date_format(other.last_day, "j F Y"),
    }
    raise BadInput(Fault("first_day", words, _("Terminez d’abord cette période, ou choisissez d’autres jours.")))


def _stretch(period: SpecialPeriod) -> Stretch:
    target = str(period.service_id or "")
    return Stretch(target, period.kind, period.first_day, period.last_day, period.hours)


def _shown(period: SpecialPeriod) -> dict[str, Any]:
    names = ("kind", "reason", "first_day", "last_day", "hours", "message")
    return {name: plain(getattr(period, name)) for name in names}
