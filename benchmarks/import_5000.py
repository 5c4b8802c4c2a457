"""Five thousand measurements out of a campaign and back: export, import, import again.

Compared with: openpyxl alone reading the same file in the same run (the floor that no import of XLSX can beat).
Run: .venv/bin/python benchmarks/import_5000.py [rows]. It builds a database of its own in a temporary folder and
prints wall time, rows a second and peak memory. It refuses to touch any other database.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-import-")
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("PACTE_LOG_LEVEL", "WARNING")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from openpyxl import load_workbook  # noqa: E402

START, END = date(2019, 10, 1), date(2020, 9, 30)


def timed(name: str, rows: int, work: Callable[[], Any]) -> Any:
    """Run the work; print what it took."""
    began = time.perf_counter()
    result = work()
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<34}{took:8.2f} s {rows / took:10.0f} rows/s   peak {peak:6.0f} MB")
    return result, took


def city(rows: int) -> Any:
    """A pact with one contributor, 250 indicators and as many territories as it takes."""
    from pacte.ground.accounts.models import User
    from pacte.ground.indicators.models import Definition, Indicator
    from pacte.ground.partners.models import Membership, Organisation
    from pacte.ground.territory.models import Territory
    from pacte.pact.campaigns.models import Campaign, Edition, FigureRequest
    from pacte.pact.commitments.models import Pact

    paris = Territory.objects.create(code="75056", kind="city", name_fr="Paris")
    places = [
        Territory.objects.create(code=f"S{n:03}", kind="sector", name_fr=f"Secteur {n}", parent=paris)
        for n in range(-(-rows // 250))
    ]
    owner = Organisation.objects.create(slug="banc", name="Association du banc d’essai", kind="association")
    user = User.objects.create_user("banc@banc.example", display_name="Une personne du banc d’essai")
    Membership.objects.create(user=user, organisation=owner, role="contributor", starts_on=date(2015, 1, 1))
    pact = Pact.objects.create(slug="banc", name_fr="Pacte du banc d’essai", territory=paris, starts_on=START)
    edition = Edition.objects.create(pact=pact, code="banc", title_fr="Banc", period_start=START, period_end=END)
    campaign = Campaign.objects.create(
        edition=edition, title="Banc", period_start=START, period_end=END, opens_on=START, due_on=END
    )
    sheets = []
    for number in range(250):
        indicator = Indicator.objects.create(code=f"banc_{number:03}", owner=owner)
        sheets.append(
            Definition.objects.create(indicator=indicator, label_fr=f"Libellé {number}", unit="meal", kind="flow")
        )
    asked = [
        FigureRequest(
            campaign=campaign, indicator=sheet.indicator, territory=place, organisation=owner, unit="meal",
            kind="flow", period_start=START, period_end=END, due_on=END,
        )
        for place in places
        for sheet in sheets
    ][:rows]  # fmt: skip
    FigureRequest.objects.bulk_create(asked, batch_size=500)
    return user, campaign


def fill(data: bytes) -> bytes:
    """Give every row a value, as a person would in a spreadsheet."""
    book = load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, 8).value = Decimal(1000 + number)
        sheet.cell(number, 17).value = f"Note inventée {number}"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_alone(data: bytes) -> int:
    sheet: Any = load_workbook(BytesIO(data), read_only=True).worksheets[0]
    return sum(len(row) for row in sheet.iter_rows())


def main(rows: int) -> None:
    call_command("migrate", verbosity=0)
    from pacte.ground.indicators.models import Measurement
    from pacte.pact.campaigns import services

    user, campaign = city(rows)
    blank, _ = timed("export, no figure yet", rows, lambda: services.export(user, campaign))
    filled = fill(blank)
    first, _ = timed("import, every row new", rows, lambda: services.receive(user, campaign, filled, background=False))
    again, out = timed("export, every row filled", rows, lambda: services.export(user, campaign))
    second, back = timed(
        "import of that export", rows, lambda: services.receive(user, campaign, again, background=False)
    )
    _, floor = timed("openpyxl alone, the same file", rows, lambda: read_alone(again))
    assert (first.state, first.changed) == ("done", rows), first.faults[:3]
    assert (second.state, second.changed) == ("done", 0), second.faults[:3]
    assert Measurement.objects.count() == rows
    print(f"{rows} measurements, {len(again) / 1024:.0f} kB: second import changes {second.changed};")
    print(f"export and import {out + back:.2f} s (to meet: 30 s), import {back / floor:.1f} times openpyxl alone")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
