"""Services and stops of an entry: written or taken off, each noted in the entry's history. The right was checked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import Place, Service, Stop
from .recording import note, plain

KINDS: dict[str, type[Service] | type[Stop]] = {"service": Service, "stop": Stop}
TITLES = ("category", "name", "address")
"""What a line of the history needs to say which service or stop it speaks of."""


def part_of(place: Place, name: str) -> Service | Stop | None:
    """The service or stop of this name ("stop:<key>"); None when there is none. Its place is held by who writes."""
    what, _colon, key = name.partition(":")
    rows: Any = KINDS[what].objects.all()
    part: Service | Stop | None = rows.filter(place=place, key=UUID(key)).first()
    return part


def settle(place: Place, name: str, values: dict[str, Any] | None, *, author: User | None) -> list[str]:
    """Write a service or a stop, made when it is not known; None takes it off. The names of the fields that changed.

    A service taken off is offered no more and stays in what was counted; a stop goes.
    """
    part = part_of(place, name)
    if values is None:
        return _take_off(place, name, part, author)
    what, _colon, key = name.partition(":")
    is_new = part is None
    held = part or KINDS[what](place=place, key=UUID(key))
    before = {each: plain(getattr(held, each)) for each in _watched(held, values)}
    for each, value in values.items():
        setattr(held, each, value)
    after = {each: plain(getattr(held, each)) for each in before}
    if not is_new and before == after:
        return []
    held.save()
    note(place, {name: [None if is_new else before, after]}, author=author)
    return [each for each in after if is_new or before[each] != after[each]]


def _watched(part: Service | Stop, values: dict[str, Any]) -> list[str]:
    return [*(name for name in TITLES if hasattr(part, name) and name not in values), *values]


def _take_off(place: Place, name: str, part: Service | Stop | None, author: User | None) -> list[str]:
    if part is None or (isinstance(part, Service) and not part.is_active):
        return []
    before = {each: plain(getattr(part, each)) for each in TITLES if hasattr(part, each)}
    if isinstance(part, Service):
        part.is_active = False
        part.save(update_fields=["is_active"])
    else:
        try:
            part.delete()
        except ProtectedError as held:
            words = _("Des séances ou des visites sont prévues à cet arrêt.")
            raise BadInput(Fault("", words, _("Déplacez-les d’abord."))) from held
    note(place, {name: [before, None]}, author=author)
    return ["is_active"]
