"""The smallest night for a test: a site with a lot and what it declared, a request with its household."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import (
    Declaration,
    DeclaredLot,
    Lot,
    LotCapacity,
    PriorityCriterion,
    PriorityGrid,
    RequestMember,
    ShelterRequest,
    ShelterSite,
)
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services.events import next_number

_numbers = count(1)


def site(home: Organisation, **values: Any) -> ShelterSite:
    """A site of this organisation in the middle of the test city."""
    usual = {
        "name": f"Un centre {next(_numbers)}", "kind": "emergency", "address": "3 rue de l’Exemple",
        "latitude": 48.85, "longitude": 2.35,
    }  # fmt: skip
    if values.get("is_confidential"):
        usual = {"name": usual["name"], "kind": "violence_refuge"}
    return ShelterSite.objects.create(organisation=home, **usual | values)


def lot(at: ShelterSite, units: int = 2, *, free: int | None = None, night: date | None = None, **values: Any) -> Lot:
    """Units of the site, open for ever; with `free`, declared so for the night (tonight by default)."""
    made = Lot.objects.create(site=at, **{"name": f"Lot {next(_numbers)}", "kind": "beds"} | values)
    LotCapacity.objects.create(lot=made, from_night=date(2015, 1, 1), units=units)
    if free is not None:
        declared(made, free, night)
    return made


def declared(lot: Lot, free: int, night: date | None = None) -> Declaration:
    """The site's word about this lot for the night, beside what it last said of its other lots."""
    on = night or night_at()
    before = Declaration.objects.filter(site=lot.site, night=on).order_by("-at", "-pk").first()
    said = Declaration.objects.create(site=lot.site, night=on, at=timezone.now())
    for other in before.lots.exclude(lot=lot) if before else []:
        DeclaredLot.objects.create(
            declaration=said, lot=other.lot, free_units=other.free_units, held_units=other.held_units
        )
    DeclaredLot.objects.create(declaration=said, lot=lot, free_units=free)
    return said


def asked(*members: tuple[int | None, str], night: date | None = None, **values: Any) -> ShelterRequest:
    """A qualified request of tonight; members as (age, gender), one man of forty when none is given."""
    on = night or night_at()
    people = members or ((40, "man"),)
    usual = {"state": "qualified", "kind": "single_man", "size": len(people), "tier": 4}
    made = ShelterRequest.objects.create(night=on, number=next_number(on), **usual | values)
    for position, (age, gender) in enumerate(people):
        RequestMember.objects.create(request=made, position=position, age=age, gender=gender)
    return made


def grid(**values: Any) -> PriorityGrid:
    """A grid adopted by a named authority, in force for years, with one stated criterion per tier."""
    usual = {
        "version": next(_numbers), "title": "Grille d’essai", "adopted_by": "Une autorité d’essai",
        "adopted_on": timezone.localdate() - timedelta(days=1), "in_force_from": date(2015, 1, 1),
    }  # fmt: skip
    made = PriorityGrid.objects.create(**usual | values)
    for tier in (1, 2, 3, 4):
        PriorityCriterion.objects.create(grid=made, code=f"tier-{tier}", tier=tier, name_fr=f"Critère {tier}")
    return made
