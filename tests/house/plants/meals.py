"""Meals in the test city: behind each placement, a restaurant with a slot, a card of a person, and what is needed."""

from __future__ import annotations

import uuid
from datetime import date

from pacte.ground.declarations.access import Placement
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from pacte.street.meals.models import Card, CardPolicy, CardUse, MealNeed, PortionChange, Scenario, ServedTotal
from tests.house.city import City
from tests.street.meals import making

EVERY_DAY = "Mo-Su 12:00-13:30"
DAY = date(2019, 2, 7)


def plant(city: City) -> None:
    """The points, their slots and cards, and how to knock at each."""
    _place(city, Placement.OWN, city.own, city.here, "OWN-1")
    _place(city, Placement.OTHER_TERRITORY, city.own, city.there, "AREA-1")
    _place(city, Placement.OTHER_ORGANISATION, city.other, city.here, "ORG-1")
    MealNeed.objects.create(territory=city.here, weekday=0, meal="lunch", portions=90, source="Une réunion (exemple)")
    Scenario.objects.create(name="Un essai", changes="day=2019-02-07")
    CardPolicy.objects.create(valid_from=date(2015, 1, 1), monthly_quota=500, voucher_quota=500, source="Un exemple")
    body = {"valid_from": "2019-02-07", "source": "Une réunion (exemple)", "need_0_lunch": "120"}
    city.offer_everywhere("meals:needs_of", body, code=city.here.code)
    city.offer_everywhere("meals:needs_import", {"file": ""})
    city.offer_everywhere("meals:keep_trial", {"name": "Un essai", "changes": "day=2019-02-07"})
    city.offer_everywhere("meals:vouchers", {"organisation": city.own.pk, "count": 1, "day": "2019-02-07"})
    city.offer_everywhere(
        "meals:card_policy", {"valid_from": "2019-02-07", "monthly_quota": 5, "meals_a_day": 1, "source": "Un exemple"}
    )


def _place(city: City, placement: Placement, organisation: Organisation, area: Territory, code: str) -> None:
    point = making.point(organisation, area, "solidarity_restaurant", name="Un restaurant")
    slot = making.slot(point, hours=EVERY_DAY)
    PortionChange.objects.create(slot=slot, day=DAY, portions=20)
    ServedTotal.objects.create(slot=slot, day=date(2019, 2, 6), portions=30)
    person = Person.objects.filter(pseudonym=f"TEST-{code}").first()
    card = making.card(organisation, person) if person else making.card(organisation)
    ended = Card.objects.create(
        organisation=organisation, kind="day", number=f"{card.pk:010}", valid_from=DAY, valid_until=DAY
    )
    for used in (card, ended):
        CardUse.objects.create(card=used, place=point, day=DAY, meal="lunch")
    values = {
        "service": slot.service_id, "meal": "dinner", "food": "cold", "hours": "Mo-Su 19:00-20:00", "portions": 30,
        "valid_from": "2019-02-07",
    }  # fmt: skip
    city.offer("meals:point", placement, key=point.key)
    city.offer("meals:open_slot", placement, values, key=point.key)
    city.offer("meals:change_slot", placement, {**values, "starting": "2019-02-08"}, key=slot.key)
    city.offer("meals:end_slot", placement, {"last_day": "2019-02-08"}, key=slot.key)
    city.offer("meals:portions", placement, {"day": "2019-02-08", "portions": 10}, key=slot.key)
    served = {"client_id": str(uuid.uuid4()), "day": "2019-02-05", "portions": 12}
    city.offer("meals:served", placement, served, key=slot.key)
    city.offer("meals:run_out", placement, key=slot.key)
    city.offer("meals:check", placement, {"number": "1234567897", "meal": "lunch", "act": "check"}, key=point.key)
    city.offer("meals:card", placement, key=card.key)
    city.offer("meals:replace_card", placement, key=card.key)
    city.offer("meals:end_card", placement, {"why": "ended"}, key=card.key)
    city.offer("meals:issue", placement, {"valid_from": "2019-02-07"}, key=person.key if person else uuid.uuid4())
