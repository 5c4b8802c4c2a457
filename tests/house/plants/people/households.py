"""How to knock at the doors of households and ties."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from pacte.ground.people.models import Household, HouseholdMember, Tie
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
    for placement, each in planted.items():
        household: Household = each.household
        member = HouseholdMember.objects.get(household=household, person=each.person)
        tie = Tie.objects.get(person=each.person, other=each.other)
        joined = {"person": str(each.other.key), "role": "adult", "since": "2019-01-01"}
        tied = {"other": str(each.other.key), "kind": "partner", "since": "2019-01-01"}
        until = {"until": str(member.since)}
        for route, body in (("household", {}), ("household_join", joined), ("household_group", {"whole": ""})):
            city.offer(f"people:{route}", placement, body, key=household.key)
        city.offer("people:household_leave", placement, until, key=household.key, number=member.pk)
        city.offer("people:household_found", placement, {"role": "adult", "since": "2019-01-01"}, key=each.person.key)
        city.offer("people:tie_add", placement, tied, key=each.person.key)
        city.offer("people:tie_end", placement, until, key=each.person.key, number=tie.pk)
