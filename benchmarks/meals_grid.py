"""The week of meals of 130 points: seconds for its grid, a trial on it, the forecast of August, and the page.

143 slots or so at 130 points of 20 arrondissements, a need in every cell, some closures: invented, drawn from a seed.
The rules are timed with hours parsed but nothing else remembered, then as a second reader meets them; the page goes
through Django's test client. CPU is this process's own.
Run: .venv/bin/python benchmarks/meals_grid.py [points] [turns], and for PostgreSQL
.ci/with-postgres .venv/bin/python benchmarks/meals_grid.py.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-meals-")
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path[:0] = [str(Path.cwd()), str(Path(__file__).parent)]

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from pacte.ground.accounts.models import User  # noqa: E402
from pacte.ground.directory.models import Place, Service, SpecialPeriod  # noqa: E402
from pacte.ground.partners.models import Membership, Organisation  # noqa: E402
from pacte.ground.territory.models import Territory  # noqa: E402
from pacte.street.meals.models import Need, Slot  # noqa: E402
from pacte.street.meals.reads.week import days_between, forecast, week  # noqa: E402
from pacte.street.meals.rules import services as plain  # noqa: E402
from pacte.street.meals.rules.trials import Added, Trial, best_point  # noqa: E402

MONDAY = date(2026, 4, 27)
HOURS = (
    "Mo-Fr 12:00-13:30; PH off", "Mo-Su 18:30-20:00", "Tu,Th,Sa 19:00-20:30", "Mo,We,Fr 07:30-09:00; PH off",
    "Sa-Su 12:00-14:00", "Fr,Sa 22:00-01:00", "Su 11:00-13:00; PH 11:00-13:00",
)  # fmt: skip
MEALS = ("lunch", "dinner", "dinner", "breakfast", "lunch", "dinner", "lunch")


def load(points: int) -> User:
    """The city, its points, their slots, needs and closures; who reads them."""
    draw = random.Random(2019)
    home = Organisation.objects.create(slug="one", name="one", kind="association")
    areas = [
        Territory.objects.create(code=f"751{number:02}", kind="arrondissement", name_fr=f"{number}e", order=number)
        for number in range(1, 21)
    ]
    for number in range(points):
        place = Place.objects.create(
            organisation=home, name=f"Point {number}", status="published", territory=areas[number % 20]
        )
        service = Service.objects.create(place=place, category="meal")
        kind = draw.randrange(len(HOURS))
        for meal in [MEALS[kind], *(["parcel"] if draw.random() < 0.1 else [])]:
            Slot.objects.create(
                place=place, service=service, meal=meal, food="hot", hours=HOURS[kind],
                portions=draw.randrange(60, 300, 10), valid_from=date(2015, 1, 1),
            )  # fmt: skip
        if draw.random() < 0.3:
            SpecialPeriod.objects.create(
                place=place, kind="closed", first_day=date(2026, 8, 1), last_day=date(2026, 8, draw.randint(7, 31))
            )
    Need.objects.bulk_create(
        Need(territory=area, weekday=weekday, meal=meal, portions=draw.randrange(40, 400, 10), source="exemple",
             valid_from=date(2015, 1, 1))
        for area in areas for weekday in range(7) for meal in ("breakfast", "lunch", "dinner", "parcel")
    )  # fmt: skip
    user = User.objects.create_user("team@pacte.example", is_demonstration=True)
    Membership.objects.create(user=user, organisation=home, role="pact_team", starts_on=date(2015, 1, 1))
    return user


def timed(name: str, turns: int, act: Callable[[], object], *, fresh: bool = False) -> None:
    """Milliseconds of an act, median and worst of so many turns; `fresh` forgets the week between two turns."""
    seconds = []
    for _turn in range(turns):
        if fresh:
            plain._of.cache_clear()
            plain._spans.cache_clear()
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    print(f"{name:<52} {1000 * median(seconds):>9.1f} {1000 * max(seconds):>9.1f}")


def main() -> None:
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 130
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    call_command("migrate", verbosity=0)
    user = load(points)
    held = week(MONDAY)
    assert held.grid.total().shortfall > 0
    closed = frozenset(slot.point for slot in held.slots[:2])
    trial = Trial(added=(Added("75118", "lunch", frozenset(range(7)), 150),), closed=closed)
    august = days_between(date(2026, 8, 1), date(2026, 8, 31))
    print(f"{connection.vendor}, {points} points, {Slot.objects.count()} slots, {turns} turns")
    print(f"{'milliseconds':<52} {'median':>9} {'worst':>9}")
    timed("grid of a week, hours evaluated anew", turns, lambda: week(MONDAY), fresh=True)
    timed("grid of a week, a second reader", turns, lambda: week(MONDAY))
    timed("what if: one point more, two closed", turns, lambda: held.tried(trial))
    timed("the one point that closes the most", turns, lambda: best_point(held.grid, 150))
    timed("forecast of 1 May", turns, lambda: forecast([date(2026, 5, 1)]))
    timed("forecast of August, hours evaluated anew", turns, lambda: forecast(august), fresh=True)
    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    for name, address in (
        ("page of the week", f"/repas/semaine/?du={MONDAY.isoformat()}"),
        ("page of a trial", f"/repas/essai/?day={MONDAY.isoformat()}&area=75118&meal=lunch&weekdays=0&portions=90"
                            "&times=12:00-13:30"),
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        timed(f"{name}, {len(queries)} queries", turns, lambda to=address: client.get(to))  # type: ignore[misc]
    assert timedelta(days=30) == august[-1] - august[0]


if __name__ == "__main__":
    main()
