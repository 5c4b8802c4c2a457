"""The demonstration's part: the city has decided, signals stand in every state, and loading again adds nothing."""

from __future__ import annotations

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.territory.models import RoomSwitch
from pacte.prevention.neighbours import demo
from pacte.prevention.neighbours.models import NeighbourSignal, TeamCoverage
from tests.ground.people.making import organisation
from tests.prevention.neighbours.making import area, shipped

pytestmark = pytest.mark.django_db


def account(code: str, home: Organisation, role: str) -> None:
    user = User.objects.create_user(f"{code}@demo.example", display_name="Une personne", is_demonstration=True)
    Membership.objects.create(user=user, organisation=home, role=role, starts_on="2015-01-01")


def test_loading_twice_makes_the_same_signals_and_says_who_decided() -> None:
    shipped()
    for code in demo.COVERED:
        area(code)
    account("pact_team", organisation("ville-de-paris", kind="city"), "pact_team")
    account("landlord", organisation("bailleur-exemple", kind="landlord"), "landlord")
    account("social_worker.health", organisation("equipe-sante-exemple", kind="health"), "social_worker")
    demo.load(Plan())
    first = NeighbourSignal.objects.count()
    demo.load(Plan())
    assert NeighbourSignal.objects.count() == first == 14 and TeamCoverage.objects.count() == 3
    assert RoomSwitch.objects.get(room="neighbours").decided_by == demo.DECIDED_BY
    states = set(NeighbourSignal.objects.values_list("state", flat=True))
    assert states == {"held", "received", "taken", "closed"}
