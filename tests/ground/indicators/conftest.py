"""The smallest city in which figures are given, corrected and read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.indicators.rules.validation import Proposal
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

END = date(2019, 9, 30)


@dataclass
class Figures:
    """Paris with two arrondissements, two organisations, and one indicator of people."""

    paris: Territory
    here: Territory
    there: Territory
    own: Organisation
    other: Organisation
    city: Organisation

    def user(self, role: Role, organisation: Organisation | None = None, **membership: Any) -> User:
        organisation = organisation or (self.city if role == Role.PACT_TEAM else self.own)
        user = User.objects.create_user(f"{role}.{organisation.slug}@x.example", display_name="Une personne")
        Membership.objects.create(
            user=user, organisation=organisation, role=role, starts_on=date(2015, 1, 1), **membership
        )
        return user

    def indicator(self, code: str = "people", unit: str = "person", kind: str = "stock", **fields: Any) -> Definition:
        part_of = fields.pop("part_of", None)
        is_public = fields.pop("is_public", True)
        found = Indicator.objects.create(code=code, owner=self.own, part_of=part_of, is_public=is_public)
        return Definition.objects.create(indicator=found, label_fr=f"Libellé de {code}", unit=unit, kind=kind, **fields)

    def measure(self, definition: Definition, value: str | int, **fields: Any) -> Measurement:
        given: dict[str, Any] = {
            "definition": definition, "territory": self.paris, "period_end": END, "kind": definition.kind,
            "unit": definition.unit, "status": MeasurementStatus.APPROVED, "contributor": self.own,
        }  # fmt: skip
        return Measurement.objects.create(**{**given, "value": Decimal(value), **fields})


def proposal(value: str | int, unit: str = "person", kind: str = "stock", **fields: Any) -> Proposal:
    return Proposal(Decimal(value), unit, kind, **{"period_end": END, **fields})


@pytest.fixture
def figures(db: None) -> Figures:
    paris = Territory.objects.create(code="75056", kind=TerritoryKind.CITY, name_fr="Paris")
    here, there = (
        Territory.objects.create(code=code, kind=TerritoryKind.ARRONDISSEMENT, name_fr=code, parent=paris)
        for code in ("75120", "75101")
    )
    own, other, city = (
        Organisation.objects.create(slug=slug, name=name, kind=OrganisationKind.ASSOCIATION)
        for slug, name in (
            ("own", "Association d’ici"), ("other", "Association d’ailleurs"), ("ville", "Ville d’exemple"),
        )
    )  # fmt: skip
    return Figures(paris, here, there, own, other, city)
