"""Grids (everybody's), waiting, and persons kept apart: the rule of each placement's person."""

from __future__ import annotations

from datetime import date

from pacte.ground.declarations.access import Placement
from pacte.ground.people.models import Person
from pacte.street.shelter.models import KeptApart, PriorityCriterion, PriorityGrid
from tests.house.city import City

from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """A draft beside the adopted grid, and a rule in force for the person of each placement."""
    adopted = planted[Placement.OWN].grid
    draft = PriorityGrid.objects.create(version=2, title="Une version à venir")
    PriorityCriterion.objects.create(grid=draft, code="critere", tier=1, name_fr="Un critère")
    for route in ("grid_version", "grid_csv", "grid_json"):
        city.offer_everywhere(f"shelter:{route}", key=adopted.key)
    city.offer_everywhere("shelter:grid_changes", key=adopted.key, other=adopted.key)
    for route in ("grid_draft", "grid_edit", "criterion_add"):
        city.offer_everywhere(f"shelter:{route}", key=draft.key)
    city.offer_everywhere("shelter:criterion_edit", key=draft.key, code="critere")
    city.offer_everywhere("shelter:criterion_remove", key=draft.key, code="critere")
    body = {"authority": "Une autorité", "adopted_on": date(2015, 1, 1), "first_night": date(2035, 1, 1)}
    city.offer_everywhere("shelter:grid_adopt", body=body, key=draft.key)
    other = Person.objects.create(pseudonym="TEST-APART-1")
    for placement, stands in planted.items():
        rule = KeptApart.objects.create(person=stands.person, other=other)
        city.offer("shelter:apart", placement, key=stands.person.key)
        city.offer("shelter:apart_end", placement, key=rule.key)
