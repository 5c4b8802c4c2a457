"""Looking for a door among 5 000 places: how long the page takes, what it asks the database, who is open.

The page is asked whole through Django's test client, by POST as a browser does: a position, "open now", showers, women;
then other questions of every day. "Open state" is that of each of the 5 000 places, from all its services, from the
database to the verdict, with no hours parsed before (cold) and again (warm); half of the hours are of one place only.
CPU is this process's own, without the waits; on PostgreSQL the server's work is not in it.
Run: .venv/bin/python benchmarks/directory_search.py [places] [searches], and the same behind .ci/with-postgres.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-directory-")
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path.insert(0, str(Path.cwd()))

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from pacte.config.memory import settle  # noqa: E402
from pacte.ground.directory.enums import Category  # noqa: E402
from pacte.ground.directory.models import Place, Service, SpecialPeriod, Stop  # noqa: E402
from pacte.ground.directory.reads.opening import states  # noqa: E402
from pacte.ground.directory.reads.search import Query, find  # noqa: E402
from pacte.ground.directory.rules import hours  # noqa: E402
from pacte.ground.directory.rules.opening import _known_in  # noqa: E402
from pacte.ground.directory.services.recording import said_words  # noqa: E402
from pacte.ground.partners.models import Organisation  # noqa: E402
from pacte.ground.territory.models import Address, NamedStreet, Territory  # noqa: E402
from pacte.ground.territory.rules.addresses import folded  # noqa: E402
from pacte.ground.territory.services import load_outline  # noqa: E402

SERVICES_A_PLACE = 3
STREETS, NUMBERS = 6_500, 23
NAMES = ("Accueil", "Halte", "Maison", "Espace", "Relais", "Étape", "Porte", "Foyer", "Atelier", "Table")
OF = ("Canal", "Parc", "Marché", "Pont", "Jardin", "Square", "Lavoir", "Moulin", "Quai", "Verger")
SHARED = (
    "Mo-Fr 09:00-12:00,14:00-18:00; PH off", "Mo-Su 08:00-20:00", "Mo-Sa 10:00-17:00; Aug off; PH off", "24/7",
    "Tu-Sa 14:00-18:00", "Mo,We,Fr 09:00-12:30; PH off", "Mo-Su 22:00-06:00", 'Mo-Fr 09:00-17:00 "sur rendez-vous"',
)  # fmt: skip


def hours_of(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(SHARED)
    first, last = chance.randrange(6, 12), chance.randrange(13, 22)
    return (
        f"Mo-Fr {first:02}:{chance.randrange(0, 60):02}-{last:02}:{chance.randrange(0, 60):02}; "
        f"Sa 10:00-12:{chance.randrange(0, 60):02}; Aug off; PH off"
    )


def load(count: int) -> None:
    """Places over the city: one in a hundred an itinerary, one in fifty a refuge, some closed for a time."""
    assert not Place.objects.exists(), "this database holds places"
    load_outline()
    areas = list(Territory.objects.filter(kind="arrondissement").defer("geometry"))
    homes = Organisation.objects.bulk_create(
        Organisation(slug=f"orga-{n}", name=f"Association {n}", kind="association") for n in range(40)
    )
    chance = random.Random(17)
    places = []
    for n in range(count):
        area = chance.choice(areas)
        moving, hidden = n % 100 == 0, n % 50 == 7
        where = {} if hidden else {
            "address": f"{chance.randrange(1, 200)} rue de l’Exemple {n % 700}", "territory": area,
            "postal_code": area.postal_codes.split()[0], "municipality": "Paris",
        }  # fmt: skip
        if not hidden and not moving:
            where |= {"latitude": chance.uniform(48.82, 48.90), "longitude": chance.uniform(2.26, 2.41)}
        place = Place(
            name=f"{chance.choice(NAMES)} du {chance.choice(OF)} {n}", organisation=chance.choice(homes),
            kind="itinerary" if moving else "fixed", is_confidential=hidden, status="published", is_free=True,
            hours=hours_of(chance), reviewed_on=datetime(2026, 1, 1).date() + timedelta(days=chance.randrange(300)),
            audience_rule=chance.choice(["everyone"] * 6 + ["only", "preferred"]),
            audiences=chance.choice([[], ["women"], ["men"], ["families", "women"], ["young_adults"]]), **where,
        )  # fmt: skip
        places.append(place)
    for place in Place.objects.bulk_create(places, batch_size=500):
        place.search_text = said_words(place)
    Place.objects.bulk_update(places, ["search_text"], batch_size=500)
    categories = list(Category.values)
    Service.objects.bulk_create(
        Service(place=place, category=category, hours=hours_of(chance) if chance.random() < 0.2 else "")
        for place in places for category in chance.sample(categories, SERVICES_A_PLACE)
    )  # fmt: skip
    Stop.objects.bulk_create(
        Stop(
            place=place, name=f"Arrêt {n}", order=n, hours=f"{day} 09:00-12:00", territory=place.territory,
            latitude=chance.uniform(48.82, 48.90), longitude=chance.uniform(2.26, 2.41),
        )
        for place in places if place.kind == "itinerary" for n, day in enumerate(("Mo", "We", "Fr"), 1)
    )  # fmt: skip
    today = datetime.now(tz=hours.CLOCK).date()
    SpecialPeriod.objects.bulk_create(
        SpecialPeriod(
            place=place, kind="closed",
            first_day=today + timedelta(days=n // 10 % 20 - 10), last_day=today + timedelta(days=n // 10 % 20),
        )
        for n, place in enumerate(places) if n % 10 == 0
    )  # fmt: skip
    load_streets(chance, areas)


def load_streets(chance: random.Random, areas: list[Territory]) -> None:
    """As many streets and addresses as a city of two millions has."""
    streets = []
    for n in range(STREETS):
        name = f"Rue {chance.choice(OF)} {chance.choice(NAMES)} {_word(chance)} {n}"
        code = chance.choice(areas).postal_codes.split()[0]
        streets.append(NamedStreet(name=name, folded=folded(name), postal_code=code, municipality="Paris"))
    streets = NamedStreet.objects.bulk_create(streets, batch_size=2000)
    Address.objects.bulk_create(
        (
            Address(
                identifier=f"{street.pk}-{number}", street=street, number=number,
                latitude=chance.uniform(48.82, 48.90), longitude=chance.uniform(2.26, 2.41),
            )
            for street in streets for number in range(1, NUMBERS + 1)
        ),
        batch_size=5000,
    )  # fmt: skip


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdfglmnprst") + chance.choice("aeiou") for _each in range(3))


def page(name: str, count: int, body: Callable[[random.Random], dict[str, Any]]) -> None:
    """The whole page, as many times; the first ones are not counted."""
    chance, client, took, worked, sizes = random.Random(5), Client(), [], [], []
    for rank in range(count + 5):
        asked = body(chance)
        began, busy = time.perf_counter(), time.process_time()
        answer = client.post("/annuaire/chercher/", asked)
        if rank >= 5:
            took.append((time.perf_counter() - began) * 1000)
            worked.append((time.process_time() - busy) * 1000)
            sizes.append(len(answer.content) / 1024)
        assert answer.status_code == 200, answer.status_code
    line = f"{name:<46}{median(took):>8.1f}{quantiles(took, n=20)[18]:>9.1f}{max(took):>9.1f}"
    print(f"{line}{median(worked):>12.1f}{quantiles(worked, n=20)[18]:>12.1f}{median(sizes):>8.0f}")


def here(chance: random.Random) -> dict[str, Any]:
    return {"latitude": chance.uniform(48.83, 48.89), "longitude": chance.uniform(2.28, 2.40), "open": "now"}


QUESTIONS: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "open now, near here, showers, women": lambda c: {
        **here(c), "want": "wash", "category": "shower", "audiences": ["women"],
    },
    "the same, typed: « douche femme »": lambda c: {**here(c), "words": "douche femme"},
    "the same, with a slip: « duche »": lambda c: {**here(c), "words": "duche", "audiences": ["women"]},
    "open now, near here, all that washes": lambda c: {**here(c), "want": "wash"},
    "open now, near here, anything": here,
    "a place by its name, with a slip": lambda c: {"words": f"etpae canal {c.randrange(5000)}", "open": "any"},
    "near an address typed, with a slip": lambda c: {
        "where": "12 rue cannal accueil", "want": "wash", "category": "shower", "open": "now",
    },
}  # fmt: skip


def sql() -> None:
    """What the first question asks the database."""
    now = datetime.now(tz=hours.CLOCK)
    with CaptureQueriesContext(connection) as asked:
        found = find(Query(categories=("shower",), near=(48.86, 2.35), at=now, audiences=("women",)), limit=20)
    print(f"\nopen now, near here, showers, women: {found.total} places, {len(asked)} queries of the search itself")
    for query in asked.captured_queries:
        text = query["sql"]
        print(f"- {text if len(text) < 2000 else text[:1500] + ' [...] ' + text[-300:]}")


def open_states(rounds: int) -> None:
    """The open state of all, from the database to the verdict, and the verdict alone."""
    now = datetime.now(tz=hours.CLOCK)
    for name in ("cold", "warm"):
        took, found = [], {}
        for _each in range(rounds):
            if name == "cold":
                hours._compiled.cache_clear()
            _known_in.cache_clear()  # What a search of the same minute found.
            began = time.perf_counter()
            found = states(Place.objects.published(), now)
            took.append((time.perf_counter() - began) * 1000)
        counted = ", ".join(f"{count} {state}" for state, count in Counter(found.values()).most_common())
        print(f"open state of {len(found)} places, {name}: median {median(took):.0f} ms, most {max(took):.0f} ms")
        print(f"  {counted}")


def main(count: int, searches: int) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    load(count)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    settle()  # As the web server does; what the loading left in memory is no part of a search.
    sizes = ", ".join(f"{model.objects.count()} {model.__name__}" for model in (Place, Service, Stop, Address))
    print(f"{connection.vendor}: {sizes}")
    open_states(9)
    print(f"\n{'the whole page':<46}{'p50, ms':>8}{'p95, ms':>9}{'max, ms':>9}{'p50 CPU':>12}{'p95 CPU':>12}{'kB':>8}")
    for name, body in QUESTIONS.items():
        page(name, searches, body)
    sql()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000, int(sys.argv[2]) if len(sys.argv) > 2 else 100)
