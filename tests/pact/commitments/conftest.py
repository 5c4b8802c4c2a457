"""A pact of a few nodes, two organisations, and one person per part they play."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.indicators.models import Definition, Indicator
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.pact.commitments.enums import PartRole
from pacte.pact.commitments.models import Level, Node, Pact, Part


@dataclass
class World:
    """What the tests of the room stand on."""

    pact: Pact
    chapter: Node
    commitment: Node
    action: Node
    paris: Territory
    here: Territory
    there: Territory
    leader: Organisation
    partner: Organisation
    levels: list[Level]

    def member(self, role: str, organisation: Organisation, territory: Territory | None = None) -> User:
        user = User.objects.create_user(
            f"{role}.{organisation.slug}.{territory}@own.example",
            display_name="Une personne",
            is_demonstration=True,
        )
        Membership.objects.create(
            user=user, organisation=organisation, role=role, territory=territory, starts_on=date(2015, 1, 1)
        )
        return user

    @property
    def team(self) -> User:
        city = Organisation.objects.get_or_create(
            slug="ville", defaults={"name": "La ville", "kind": OrganisationKind.CITY}
        )[0]
        return User.objects.filter(memberships__role=Role.PACT_TEAM).first() or self.member(Role.PACT_TEAM, city)

    def indicator(self, code: str, **definition: Any) -> Indicator:
        indicator = Indicator.objects.create(code=code)
        fields = {"label_fr": f"Repas {code}", "unit": "meal", "kind": "flow", **definition}
        Definition.objects.create(indicator=indicator, **fields)
        return indicator


@pytest.fixture
def world(db: None, settings: Any, tmp_path: Any) -> World:
    """Chapter over commitment over action; the commitment is led by one organisation, helped by another."""
    settings.MEDIA_ROOT = tmp_path
    paris = Territory.objects.create(code="75056", kind=TerritoryKind.CITY, name_fr="Paris")
    here, there = (
        Territory.objects.create(code=code, kind=TerritoryKind.ARRONDISSEMENT, name_fr=code, parent=paris)
        for code in ("75120", "75101")
    )
    pact = Pact.objects.create(slug="essai", name_fr="Pacte d’essai", territory=paris, starts_on=date(2015, 1, 1))
    levels = [
        Level.objects.create(pact=pact, code=code, depth=depth, label_fr=code.title())
        for depth, code in enumerate(("chapitre", "engagement", "action"), start=1)
    ]
    chapter = Node.objects.create(level=levels[0], code="rue", key="street", name_fr="La rue")
    commitment = Node.objects.create(level=levels[1], parent=chapter, code="abri", key="street", name_fr="Abriter")
    action = Node.objects.create(level=levels[2], parent=commitment, code="halte", key="street", name_fr="Halte")
    leader, partner = (
        Organisation.objects.create(slug=slug, name=name, kind=OrganisationKind.ASSOCIATION)
        for slug, name in (("leader", "Association pilote"), ("partner", "Association partenaire"))
    )
    Part.objects.create(node=commitment, organisation=leader, role=PartRole.LEADER)
    Part.objects.create(node=commitment, organisation=partner, role=PartRole.PARTNER)
    return World(pact, chapter, commitment, action, paris, here, there, leader, partner, levels)
