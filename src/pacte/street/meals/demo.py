"""The demonstration's meals: slots at the directory's points, invented needs with gaps and overlaps, a year served."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.directory.enums import Category, PlaceStatus
from pacte.ground.directory.models import Service
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File

from .enums import CardKind, Food, Meal
from .models import Card, CardPolicy, CardUse, MealNeed, PortionChange, Scenario, ServedTotal, Slot
from .reads.slots import as_rules
from .reads.week import days_between, monday_of, week
from .rules.cards import check_digit, month_from
from .rules.forecast import ordinary_week
from .rules.services import servings

SOURCE = "Exemple : nombres inventés pour la démonstration"
PORTIONS = {
    Category.SOLIDARITY_RESTAURANT: (240, 380), Category.FOOD_DISTRIBUTION: (90, 240), Category.MEAL: (60, 130),
}  # fmt: skip
TWO_MEALS = re.compile(r"^(?P<days>[A-Za-z,-]+) (?P<one>[\d:-]+),(?P<two>[\d:-]+)(?P<rest>;.*)?$")
PARCELS = "Sa 10:00-12:00; PH off"


def load(plan: Plan) -> None:
    """Open the slots, enter needs, fill the year that is over. Loading again changes nothing."""
    if Slot.objects.exists():
        return
    draw = plan.random("meals")
    slots = _slots(plan, draw)
    if not slots:
        return
    _changes(draw, slots, plan.today)
    _needs(draw, plan.today)
    _served(draw, slots, plan.today)
    _cards(draw, plan.today)
    monday = monday_of(plan.today).isoformat()
    Scenario.objects.create(
        name="Exemple : un déjeuner le dimanche dans le 20e",
        changes=f"day={monday}&area=75120&meal=lunch&weekdays=6&portions=150&times=12:00-13:30",
    )


def _slots(plan: Plan, draw: random.Random) -> list[Slot]:
    services = Service.objects.filter(category__in=PORTIONS, place__status=PlaceStatus.PUBLISHED, is_active=True)
    slots: list[Slot] = []
    since = date(plan.today.year - 1, 1, 1)
    for service in services.select_related("place").order_by("pk"):
        hours = service.usual_hours
        if not hours or service.place.is_confidential or hours == "24/7":
            continue
        for each in _meals(hours):
            slots.append(_slot(draw, service, each, since))
        if service.category == Category.FOOD_DISTRIBUTION and draw.random() < 0.12:
            slots.append(
                Slot(place=service.place, service=service, meal=Meal.PARCEL, food=Food.PARCEL, hours=PARCELS,
                     portions=draw.randrange(30, 80, 10), valid_from=since)
            )  # fmt: skip
    Slot.objects.bulk_create(slots)
    return slots


def _meals(hours: str) -> list[str]:
    """One text per meal: noon and evening of the same days are two slots."""
    found = TWO_MEALS.match(hours)
    if found is None:
        return [hours]
    return [f"{found['days']} {times}{found['rest'] or ''}" for times in (found["one"], found["two"])]


def _slot(draw: random.Random, service: Service, hours: str, since: date) -> Slot:
    first = re.search(r"(\d{2}):\d{2}", hours)
    hour = int(first[1]) if first else 12
    meal = Meal.BREAKFAST if hour < 10 else Meal.LUNCH if hour < 15 else Meal.SNACK if hour < 18 else Meal.DINNER
    low, high = PORTIONS[Category(service.category)]
    food = Food.HOT if service.category != Category.FOOD_DISTRIBUTION or draw.random() < 0.6 else Food.COLD
    return Slot(
        place=service.place, service=service, meal=meal, food=food, hours=hours,
        portions=draw.randrange(low, high, 10), valid_from=since,
    )  # fmt: skip


def _changes(draw: random.Random, slots: list[Slot], today: date) -> None:
    """Some dates of this week and the next have other portions."""
    days = days_between(monday_of(today), monday_of(today) + timedelta(days=13))
    found = servings(as_rules(slots, days[0], days[-1]), days[0], days[-1])
    rows = {str(slot.key): slot for slot in slots}
    PortionChange.objects.bulk_create(
        PortionChange(slot=rows[each.slot.key], day=each.day, portions=draw.choice([0, each.portions // 2, 30]))
        for each in draw.sample(found, min(12, len(found)))
    )


def _needs(draw: random.Random, today: date) -> None:
    """About what an ordinary week offers, the same each day: weekends and some arrondissements then fall short."""
    usual = week(ordinary_week(today)).grid
    since = date(today.year - 1, 1, 1)
    areas = {area.code: area for area in week(today).areas}
    rows = []
    for area in usual.areas:
        for meal in (Meal.BREAKFAST, Meal.LUNCH, Meal.DINNER):
            offered = sum(usual.cell(area, day, meal).offered for day in usual.days) / 7
            level = max(40.0, offered * draw.uniform(0.75, 1.15))
            for weekday in range(7):
                portions = int(level * draw.uniform(0.9, 1.1) // 10 * 10)
                rows.append(
                    MealNeed(territory=areas[area], weekday=weekday, meal=meal, portions=portions, valid_from=since,
                         source=SOURCE)
                )  # fmt: skip
        rows.append(
            MealNeed(territory=areas[area], weekday=5, meal=Meal.PARCEL, portions=draw.choice([30, 40, 60]),
                 valid_from=since, source=SOURCE)
        )  # fmt: skip
    MealNeed.objects.bulk_create(rows)


def _served(draw: random.Random, slots: list[Slot], today: date) -> None:
    """What each service of the year served; some of the last days were not noted yet."""
    first, last = date(today.year, 1, 1), today - timedelta(days=1)
    if last < first:
        return
    keys = {str(slot.key): slot for slot in slots}
    late = set(draw.sample(sorted(keys), min(9, len(keys))))
    totals = []
    for each in servings(as_rules(slots, first, last), first, last):
        if each.slot.key in late and each.day > last - timedelta(days=2):
            continue
        totals.append(
            ServedTotal(slot=keys[each.slot.key], day=each.day, portions=int(each.portions * draw.uniform(0.78, 1)))
        )
    ServedTotal.objects.bulk_create(totals, batch_size=2000)


def _cards(draw: random.Random, today: date) -> None:
    """Cards of some persons whom the demonstration's social workers follow, vouchers, and an example of a rule."""
    home = Organisation.objects.filter(slug="casvp").first()
    if home is None:
        return
    CardPolicy.objects.get_or_create(
        valid_from=date(today.year - 1, 1, 1),
        defaults={"monthly_quota": 60, "voucher_quota": 200, "meals_a_day": 1, "source": SOURCE, "is_sample": True},
    )
    agent = User.objects.filter(email__startswith="social_worker@").first()
    files = File.objects.open().filter(organisation=home, person__restricted_since__isnull=True).order_by("pk")[:14]
    first = today - timedelta(days=9)
    cards = [
        Card(number=_number(draw), kind=CardKind.MONTHLY, person_id=file.person_id, organisation=home, issued_by=agent,
             issued_on=first, valid_from=first, valid_until=month_from(first))
        for file in files
    ] + [
        Card(number=_number(draw), kind=CardKind.DAY, organisation=home, issued_by=agent, issued_on=today,
             valid_from=today, valid_until=today)
        for _voucher in range(6)
    ]  # fmt: skip
    made = Card.objects.bulk_create(cards)
    places = [slot.place for slot in Slot.objects.filter(service__category=Category.SOLIDARITY_RESTAURANT)[:6]]
    if places:
        CardUse.objects.bulk_create(
            CardUse(card=card, place=draw.choice(places), day=today - timedelta(days=back), meal=Meal.LUNCH)
            for card in made if card.kind == CardKind.MONTHLY for back in range(1, 6)
        )  # fmt: skip


def _number(draw: random.Random) -> str:
    """Drawn from the plan, so that the same plan makes the same city."""
    body = "".join(draw.choice("0123456789") for _digit in range(9))
    return body + check_digit(body)
