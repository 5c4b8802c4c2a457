"""5 000 places in and out: imported, imported again, changed, exported in each format, compared for doubles.

Each place has three services, from a file in Soliguide's format written for the run. Seconds by the clock; memory is
the process's highest so far, the file included; each export is a process of its own. Doubles: every place has a twin
from a second source at the same point.
Run: .venv/bin/python benchmarks/directory_import.py [places]
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ALONE = sys.argv[1:2] == ["export"]
"""Whether this is one export, in a process of its own on the data of the one that began it."""
if not ALONE:
    os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-directory-")
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path.insert(0, str(Path.cwd()))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from pacte.ground.directory.services import doubles  # noqa: E402
from pacte.ground.directory.services.exports import FORMATS, write  # noqa: E402
from pacte.ground.directory.services.imports import import_file  # noqa: E402
from pacte.ground.territory.services import load_outline  # noqa: E402
from tests.ground.directory.exchanging import hours, soliguide_place, soliguide_service  # noqa: E402

FOLDER = Path(os.environ["PACTE_DATA"])
CATEGORIES = ("shower", "day_hosting", "food_distribution", "laundry", "luggage_storage", "domiciliation")


def measured(name: str, act: Callable[[], Any]) -> Any:
    """Run it, print how long it took and the highest memory of this process so far."""
    began = time.perf_counter()
    found = act()
    print(f"{name:<28} {time.perf_counter() - began:7.1f} s   {memory():6.0f} MiB", flush=True)
    return found


def memory() -> float:
    """The highest memory of this process, in MiB. A child's own: what its parent took is not in it."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024 if told else 0.0


def exported(form: str, folder: Path) -> None:
    """One export, and the size of what it wrote."""
    made = measured(f"export {form}", lambda: write(form, folder))
    print(f"    {sum(each.stat().st_size for each in made) / 2**20:.0f} MiB")


def town(count: int, suffix: str = "") -> list[dict[str, Any]]:
    """Places on a grid of the city, some hundred and fifty metres apart."""
    places = []
    for number in range(count):
        point = [2.26 + (number % 80) * 0.0022, 48.82 + (number // 80) * 0.0013]
        services = [soliguide_service(CATEGORIES[(number + n) % len(CATEGORIES)]) for n in range(3)]
        place = soliguide_place(number + 1, services_all=services, newhours=hours(800 + number % 90 % 60, 1800))
        place["name"] = f"Lieu exemple {number}{suffix}"
        place["position"] = place["position"] | {"location": {"type": "Point", "coordinates": point}}
        place["entity"] = place["entity"] | {"phones": [{"phoneNumber": f"01{number:08d}"}]}
        places.append(place)
    return places


def main(count: int) -> None:
    """Import, import again, change a tenth, export, compare."""
    call_command("migrate", verbosity=0)
    load_outline()
    path = FOLDER / "places.json"
    rows = town(count)
    path.write_text(json.dumps(rows), encoding="utf-8")
    print(f"{count} places, {3 * count} services, a file of {path.stat().st_size / 2**20:.0f} MiB")
    for name in ("first import", "the same again"):
        found = measured(name, lambda: import_file(path, "soliguide", "soliguide"))
        print(f"    {found.created} created, {found.changed} changed, {found.unchanged} unchanged")
    for row in rows[::10]:
        row["name"] += " (nouveau)"
    path.write_text(json.dumps(rows), encoding="utf-8")
    found = measured("a tenth changed", lambda: import_file(path, "soliguide", "soliguide"))
    print(f"    {found.created} created, {found.changed} changed, {found.unchanged} unchanged")
    for form in FORMATS:
        folder = FOLDER / form
        folder.mkdir()
        subprocess.run([sys.executable, __file__, "export", form, str(folder)], check=True)
    path.write_text(json.dumps(town(count, " bis")), encoding="utf-8")
    measured("a second source", lambda: import_file(path, "soliguide", "autre"))
    print(f"    {measured('doubles', doubles.propose)} pairs")


if __name__ == "__main__":
    if ALONE:
        exported(sys.argv[2], Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
