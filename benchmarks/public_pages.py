"""The public pages with twenty thousand measurements, each as a ratio to a bare Django view of the same run.

Compared with: a view of the same project that answers the word "ok" through the same middleware, asked in turn with
each page, so that a busy machine slows both alike. The first answer of each page (its fragment is made) is told apart
from the following ones (its fragment is read). Through Django's own test client: no network.
Run: .venv/bin/python benchmarks/public_pages.py [measurements] [repeats]. It builds a database of its own in a
temporary folder and refuses to touch any other.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-pages-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path.insert(0, str(Path.cwd()))

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402

from pacte.config import urls  # noqa: E402
from pacte.ground.indicators.models import Definition, Indicator, Measurement  # noqa: E402
from pacte.ground.territory.models import Territory  # noqa: E402
from pacte.pact.campaigns import services  # noqa: E402
from pacte.pact.commitments.models import Node, NodeIndicator  # noqa: E402
from tests.pact.review import paris  # noqa: E402

PLACES, YEARS = 20, 10


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urls.urlpatterns.append(path("bare/", bare))


def load(measurements: int) -> None:
    """The pact of Paris, and on top of it indicators measured every year in every arrondissement."""
    pact = paris.load()
    places = list(Territory.objects.filter(kind="arrondissement").order_by("code"))[:PLACES]
    nodes = list(Node.objects.filter(level__code="action"))
    indicators = Indicator.objects.bulk_create(
        Indicator(code=f"bench-{rank}") for rank in range(measurements // (len(places) * YEARS))
    )
    sheets = Definition.objects.bulk_create(
        Definition(indicator=one, label_fr=f"Indicateur {one.code}", unit="meal", kind="flow") for one in indicators
    )
    NodeIndicator.objects.bulk_create(
        NodeIndicator(node=nodes[rank % len(nodes)], indicator=one) for rank, one in enumerate(indicators)
    )
    rows = (
        Measurement(
            definition=sheet, territory=place, kind="flow", unit="meal", value=Decimal(1000 + year), status="approved",
            period_start=date(2009 + year, 1, 1), period_end=date(2009 + year, 12, 31), source="Exemple",
        )
        for sheet in sheets for place in places for year in range(YEARS)
    )  # fmt: skip
    Measurement.objects.bulk_create(rows, batch_size=2000)
    edition = paris.opened(pact)
    services.freeze(paris.team(), edition, force="Exemple")


def asked(client: Client, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address, headers={"accept-language": "fr"})
    assert answer.status_code == 200, (address, answer.status_code)
    return time.perf_counter() - began


def main(measurements: int, repeats: int) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    load(measurements)
    print(f"{Measurement.objects.count()} measurements loaded and frozen in {time.perf_counter() - began:.1f} s")
    client = Client()
    asked(client, "/bare/")
    print(f"{'page':<34}{'first, ms':>12}{'median, ms':>12}{'bare, ms':>12}{'ratio':>9}")
    for address in (
        "/", "/pacte/street/", "/indicateurs/rsa_recipients/", "/indicateurs/bench-0/", "/editions/", "/donnees/",
        "/bilan/2019/", "/donnees/2019/datapackage.json", "/donnees/2019/mesures.csv",
    ):  # fmt: skip
        first = asked(client, address)
        pairs = [(asked(client, address), asked(client, "/bare/")) for _ in range(repeats)]
        page, floor = median(one for one, _ in pairs) * 1000, median(two for _, two in pairs) * 1000
        print(f"{address:<34}{first * 1000:>12.1f}{page:>12.2f}{floor:>12.2f}{page / floor:>9.1f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, int(sys.argv[2]) if len(sys.argv) > 2 else 50)
