"""How to knock at the doors of persons. The proposed grid is adopted, so that every class of data is open to some."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from uuid import uuid4

from pacte.ground.declarations.access import Placement
from pacte.ground.people.models import AdoptedRules
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
    grid = tomllib.loads(files("pacte.ground.people").joinpath("data/field_classes.toml").read_text())
    AdoptedRules.objects.create(
        kind="field_classes", version=grid["version"], content={"rights": grid["rights"]}, authority="La ville",
        is_sample=True,
    )  # fmt: skip
    met = {"purpose": "support", "organisation": city.own.slug, "given_name": "Une", "key": str(uuid4()), "anyway": "1"}
    city.offer("people:create", Placement.OWN, met)
    for placement, each in planted.items():
        person = each.person
        bodies = {
            "person": {},
            "edit": {"version": person.version, "given_name": "Une", "family_name": "Autre", "birth": "vers 1980"},
            "contact": {"safe_channel": "sms", "safe_address": "0100000000", "discreet": "on"},
            "protected_address": {"version": person.version, "address": "Une autre adresse"},
            "restrict": {"reason": "violence"},
            "lift": {},
        }
        for route, body in bodies.items():
            city.offer(f"people:{route}", placement, body, key=person.key)
