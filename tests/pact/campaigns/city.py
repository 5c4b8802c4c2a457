"""The smallest pact that proves something: two chapters, a handful of indicators, two organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.pact.campaigns.models import Edition
from pacte.pact.commitments.models import Level, Node, NodeIndicator, Pact

START, END = date(2015, 1, 1), date(2019, 9, 30)


@dataclass
class SmallPact:
    """A pact of one city, its open edition, its indicators by code, and who works on it."""

    paris: Territory
    here: Territory
    there: Territory
    city: Organisation
    association: Organisation
    other: Organisation
    pact: Pact
    rights: Node
    street: Node
    edition: Edition
    indicators: dict[str, Indicator]

    def measure(self, code: str, value: int | str, **fields: Any) -> Measurement:
        """An approved measurement of the whole city at the edition's end, unless told otherwise."""
        definition = self.indicators[code].definitions.get()
        given: dict[str, Any] = {
            "definition": definition, "territory": self.paris, "period_end": END, "kind": definition.kind,
            "unit": definition.unit, "status": MeasurementStatus.APPROVED, "source": "Source inventée",
        }  # fmt: skip
        return Measurement.objects.create(**{**given, "value": Decimal(value), **fields})

    def revise(self, old: Measurement, value: int | str, reason: str = "Erreur de saisie") -> Measurement:
        """An approved revision of a measurement."""
        return self.measure(
            old.definition.indicator.code, value, territory=old.territory, period_start=old.period_start,
            period_end=old.period_end, supersedes=old, revision=old.revision + 1, revision_reason=reason,
        )  # fmt: skip

    def user(self, role: Role, organisation: Organisation | None = None, territory: Territory | None = None) -> User:
        """Somebody who holds this role there; the e-mail address repeats both."""
        organisation = organisation or self.city
        where = territory.code if territory else "all"
        user = User.objects.create_user(
            f"{role}.{where}@{organisation.slug}.example",
            display_name=f"Une personne ({role.label})",
            is_demonstration=True,
        )
        Membership.objects.create(
            user=user, organisation=organisation, role=role, territory=territory, starts_on=date(2015, 1, 1)
        )
        return user


def indicator(code: str, owner: Organisation, unit: str, kind: str, **fields: Any) -> Indicator:
    made = Indicator.objects.create(code=code, owner=owner)
    Definition.objects.create(indicator=made, label_fr=f"Libellé de {code}", unit=unit, kind=kind, **fields)
    return made


def found() -> SmallPact:
    """Paris with two arrondissements, three organisations, two chapters, four indicators, an open edition."""
    paris = Territory.objects.create(code="75056", kind=TerritoryKind.CITY, name_fr="Paris")
    here, there = (
        Territory.objects.create(code=code, kind=TerritoryKind.ARRONDISSEMENT, name_fr=name, parent=paris)
        for code, name in (("75120", "Vingtième"), ("75101", "Premier"))
    )
    city, association, other = (
        Organisation.objects.create(slug=slug, name=name, kind=kind)
        for slug, name, kind in (
            ("ville", "La Ville", OrganisationKind.CITY),
            ("association", "Une association", OrganisationKind.ASSOCIATION),
            ("autre", "Une autre association", OrganisationKind.ASSOCIATION),
        )
    )
    pact = Pact.objects.create(slug="pacte", name_fr="Le Pacte", territory=paris, starts_on=START)
    level = Level.objects.create(pact=pact, code="chapter", depth=1, label_fr="Chapitre")
    rights, street = (
        Node.objects.create(level=level, code=code, key=code, name_fr=f"Chapitre {code}", order=order)
        for order, code in enumerate(("rights", "street"))
    )
    indicators = {
        "meals": indicator("meals", association, "meal", "flow", direction="up"),
        "people": indicator("people", association, "person", "stock"),
        "share": indicator("share", other, "percent", "ratio"),
        "sites": indicator("sites", city, "site", "stock", direction="up"),
    }
    for order, (code, node) in enumerate({"meals": street, "people": street, "share": rights, "sites": rights}.items()):
        NodeIndicator.objects.create(node=node, indicator=indicators[code], order=order, is_headline=code == "meals")
    edition = Edition.objects.create(
        pact=pact, code="2019", title_fr="Édition d’essai", period_start=START, period_end=END
    )
    return SmallPact(paris, here, there, city, association, other, pact, rights, street, edition, indicators)
