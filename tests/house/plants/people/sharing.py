"""How to knock at the doors of sharing."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from pacte.ground.people.enums import RuleKind
from pacte.ground.people.services.rules_adoption import proposed
from tests.house.city import City
from tests.house.plants.people import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """Offers for each route of the part."""
    given = {
        "organisation": city.other.pk, "level": "follow_up", "classes": ["identity"], "stands_on": "person:oral",
    }  # fmt: skip
    for placement, behind in planted.items():
        city.offer("people:share", placement, given, file=behind.file.key)
        city.offer("people:sharing_end", placement, {"end": "withdrawn", "how": "oral"}, key=behind.sharing.key)
        city.offer("people:sharing_end_all", placement, {"how": "oral"}, key=behind.person.key)
        city.offer("people:summary_make", placement, {}, key=behind.sharing.key)
    kind = RuleKind.FIELD_CLASSES.value
    city.offer_everywhere("people:adopt", {"content": proposed(kind), "authority": "Un conseil"}, kind=kind)
