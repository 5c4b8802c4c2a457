"""The smallest food coordination for a test: a point, its slots, needs, a card."""

from __future__ import annotations

from datetime import date
from typing import Any

from pacte.ground.directory.models import Place, SpecialPeriod
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from pacte.street.meals.models import Card, MealNeed, Slot
from pacte.street.meals.rules.cards import new_number
from tests.ground.directory.making import place, service
from tests.ground.reception.making import area

MONDAY = date(2026, 4, 27)
"""A Monday whose Friday is 1 May."""


def point(
    home: Organisation | None = None, where: Territory | str = "75120", category: str = "meal", **values: Any
) -> Place:
    """A published point of this arrondissement with a meal service."""
    territory = area(where) if isinstance(where, str) else where
    made = place(home, territory=territory, **values)
    service(made, category)
    return made


def slot(
    at: Place, meal: str = "lunch", hours: str = "Mo-Fr 12:00-13:30; PH off", portions: int = 40, **values: Any
) -> Slot:
    """A meal that the point serves."""
    given = {"food": "hot", "valid_from": date(2015, 1, 1), "service": at.services.first(), **values}
    return Slot.objects.create(place=at, meal=meal, hours=hours, portions=portions, **given)


def need(where: str, weekday: int, portions: int, meal: str = "lunch", **values: Any) -> MealNeed:
    """Portions needed in an arrondissement on a weekday."""
    given = {"source": "Une réunion (exemple)", "valid_from": date(2015, 1, 1), **values}
    return MealNeed.objects.create(territory=area(where), weekday=weekday, meal=meal, portions=portions, **given)


def closed(at: Place, first: date, last: date | None = None, **values: Any) -> SpecialPeriod:
    """The point is closed on these days."""
    given = {"kind": "closed", **values}
    return SpecialPeriod.objects.create(place=at, first_day=first, last_day=last or first, **given)


def card(home: Organisation, person: Person | None = None, **values: Any) -> Card:
    """A card that serves in 2020 and for long after; a voucher without a person."""
    given = {
        "kind": "monthly" if person else "day", "number": new_number(),
        "valid_from": date(2020, 1, 1), "valid_until": date(2090, 1, 1), **values,
    }  # fmt: skip
    return Card.objects.create(organisation=home, person=person, **given)
