"""Labels of networks: given to a place from a day on, withdrawn on another, by the directory's team."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import HeldLabel, NetworkLabel, Place
from ..permissions import require_editing
from .common import journal, to_write
from .recording import note


def write(actor: User, values: dict[str, Any], code: str = "") -> NetworkLabel:
    """Make a network's label, or change its names. Its code, once given, stays."""
    require_editing(actor)
    with transaction.atomic():
        if code:
            label = NetworkLabel.objects.select_for_update().filter(code=code).first()
            if label is None:
                raise Http404
        elif NetworkLabel.objects.filter(code=values["code"]).exists():
            raise BadInput(Fault("code", _("Ce code est déjà celui d’un label."), _("Choisissez-en un autre.")))
        else:
            label = NetworkLabel(code=values["code"])
        for name in ("name_fr", "name_en", "name_ar", "scheme"):
            setattr(label, name, values.get(name, getattr(label, name)))
        label.save()
        record(actor, "label.write", f"directory.NetworkLabel:{label.code}")
    return label


def grant(actor: User, place_key: UUID | str, code: str, held_from: date) -> HeldLabel:
    """The place holds the label from this day on. Refused while it holds it already, or held it until later."""
    require_editing(actor)
    with transaction.atomic():
        place = to_write(actor, place_key)
        label = NetworkLabel.objects.filter(code=code).first()
        if label is None:
            raise BadInput(Fault("label", _("Ce label n’est pas connu."), _("Choisissez dans la liste.")))
        held = place.labels.filter(label=label)
        if held.filter(held_until__isnull=True).exists():
            raise BadInput(Fault("label", _("Ce lieu a déjà ce label."), _("Retirez-le d’abord s’il change de date.")))
        if held.filter(held_until__gte=held_from).exists():
            words = _("Ce lieu avait déjà ce label ce jour-là.")
            raise BadInput(Fault("held_from", words, _("Choisissez un jour après son retrait.")))
        holding = HeldLabel.objects.create(place=place, label=label, held_from=held_from)
        note(place, {f"label:{label.code}": [None, _shown(holding)]}, author=actor)
        journal(actor, "label.grant", place, label=label.code)
    return holding


def withdraw(actor: User, place_key: UUID | str, number: int, held_until: date) -> HeldLabel:
    """The place holds the label until this day, included."""
    require_editing(actor)
    with transaction.atomic():
        place = to_write(actor, place_key)
        holding = _holding(place, number)
        if held_until < holding.held_from:
            words = _("Ce jour vient avant le premier.")
            raise BadInput(Fault("held_until", words, _("Choisissez un jour depuis lequel le lieu avait le label.")))
        before = _shown(holding)
        holding.held_until = held_until
        holding.save(update_fields=["held_until"])
        note(place, {f"label:{holding.label.code}": [before, _shown(holding)]}, author=actor)
        journal(actor, "label.withdraw", place, label=holding.label.code)
    return holding


def _holding(place: Place, number: int) -> HeldLabel:
    found = place.labels.select_for_update(of=("self",)).select_related("label").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _shown(holding: HeldLabel) -> dict[str, Any]:
    return {
        "label": holding.label.name_fr,
        "held_from": holding.held_from.isoformat(),
        "held_until": holding.held_until.isoformat() if holding.held_until else "",
    }
