"""Fifty operators on the night board at once, against the product's own server, over sockets.

Each reads the board, asks for its news, takes a request in hand, opens the form of an immediate placing and places. Two
operators work on each request, so that one of them is told every time. Proved afterwards: every write that was
acknowledged is in the database, once, and nothing else is.
Run: .venv/bin/python benchmarks/shelter_board.py [operators] [requests for each pair] [seconds between acts], and the
same under .ci/with-postgres. It builds a database of its own in a temporary folder, or in the empty one of that script.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from pathlib import Path
from statistics import median

os.environ["PACTE_DATA"] = tempfile.mkdtemp(prefix="pacte-board-")
os.environ.setdefault("PACTE_LOG_LEVEL", "ERROR")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacte.config.settings")
sys.path.insert(0, str(Path.cwd()))

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from pacte.ground.audit.models import Entry  # noqa: E402
from pacte.street.shelter.models import HeldUnit, ShelterPlacement, ShelterRequest  # noqa: E402
from tests.browser.serving import free_port, wait_for  # noqa: E402
from tests.ground.people.making import organisation, worker  # noqa: E402
from tests.street.shelter.making import asked, grid, lot, site  # noqa: E402

SITES, LOTS, UNITS = 30, 4, 10
CSRF = "c" * 32
TAKEN = ("shelter.take", "shelter.take_over")


class Operator(threading.Thread):
    """One regulator: a connection, a session, what each act took, what the server acknowledged."""

    def __init__(self, port: int, session: str, keys: list[str], pause: float) -> None:
        super().__init__()
        self.keys, self.pause = keys, pause
        self.cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: CSRF}
        self.took: dict[str, list[float]] = defaultdict(list)
        self.faults: list[str] = []
        self.takes = self.places = self.told = 0
        self.connection = http.client.HTTPConnection("localhost", port, timeout=60)

    def run(self) -> None:
        time.sleep(random.random() * self.pause)
        for key in self.keys:
            self.one(key)

    def one(self, key: str) -> None:
        """A cycle of work on one request."""
        _status, page, _to = self.ask("board", "GET", "/hebergement/nuit/")
        mark = re.search(r'\?v=([0-9a-f]+)"', page)
        for _poll in range(3):
            path = f"/hebergement/nuit/?v={mark[1] if mark else ''}"
            status, fragment, _to = self.ask("poll", "GET", path, {"HX-Request": "true", "HX-Target": "night"})
            mark = re.search(r'\?v=([0-9a-f]+)"', fragment) if status == 200 else mark
        _status, _page, to = self.ask("take", "POST", f"/hebergement/demandes/{key}/prendre/")
        _status, page, _to = self.ask("request page", "GET", to or f"/hebergement/demandes/{key}/")
        self.takes += "Vous avez la demande en main" in page
        danger = f"/hebergement/demandes/{key}/danger/"
        _status, page, _to = self.ask("form of a place", "GET", danger)
        lots = re.findall(r'name="lot"[^>]*value="([0-9a-f-]{36})"', page) or re.findall(
            r'value="([0-9a-f-]{36})"[^>]*name="lot"', page
        )
        if not lots:
            self.told += 1
            return
        said = {"danger": "exposure", "words": "", "lot": random.choice(lots[:5])}
        status, page, _to = self.ask("place", "POST", danger, body=said)
        self.places += status == 302
        self.told += status == 422

    def ask(
        self,
        name: str,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: dict[str, str] | None = None,
    ) -> tuple[int, str, str]:
        """One exchange, timed; a fault is kept, never hidden."""
        time.sleep(self.pause * (0.5 + random.random()))
        sent = urllib.parse.urlencode(body or {}) if method == "POST" else None
        told = {
            "Cookie": "; ".join(f"{each}={value}" for each, value in self.cookies.items()), "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded", **(headers or {}),
        }  # fmt: skip
        began = time.perf_counter()
        try:
            self.connection.request(method, path, sent, told)
            answer = self.connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self.faults.append(f"{name}: {type(error).__name__}")
            self.connection.close()
            return 0, "", ""
        self.took[name].append(time.perf_counter() - began)
        for line in answer.headers.get_all("Set-Cookie") or []:
            each, _equals, value = line.split(";")[0].partition("=")
            if each != settings.CSRF_COOKIE_NAME:
                self.cookies[each] = value
        if answer.status not in (200, 204, 302, 422):
            self.faults.append(f"{name}: {answer.status}")
        return answer.status, text, answer.headers.get("Location", "")


def load(operators: int, each: int) -> tuple[list[str], list[list[str]]]:
    """The night: sites that declared, requests; the sessions of the operators and, for each pair, its requests."""
    home = organisation()
    rules = grid()
    for _site in range(SITES):
        here = site(home)
        for _lot in range(LOTS):
            lot(here, UNITS, free=UNITS, audience="anyone")
    shares = [
        [str(asked((40, "man"), grid=rules, tier_reason="tier-4").key) for _request in range(each)]
        for _pair in range((operators + 1) // 2)
    ]
    sessions = []
    for _operator in range(operators):
        client = Client()
        client.force_login(worker(home, "regulator"))
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    return sessions, shares


def main(operators: int, each: int, pause: float) -> None:
    call_command("migrate", verbosity=0)
    if ShelterRequest.objects.exists():
        raise SystemExit("this database already holds a night: give an empty one")
    sessions, shares = load(operators, each)
    port = free_port()
    surroundings = {**os.environ, "PACTE_BASE_URL": f"http://localhost:{port}"}
    command = [str(Path(sys.executable).parent / "pacte"), "serve", "--web-only", "--port", str(port)]
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(f"http://localhost:{port}/readyz", 90)
            crew = [Operator(port, session, shares[place // 2], pause) for place, session in enumerate(sessions)]
            began = time.perf_counter()
            for one in crew:
                one.start()
            for one in crew:
                one.join()
            seconds = time.perf_counter() - began
        finally:
            server.terminate()
    tell(crew, seconds)


def tell(crew: list[Operator], seconds: float) -> None:
    """The table, the faults, and whether every acknowledged write is there."""
    busy, cores = os.getloadavg()[0], os.cpu_count()
    print(f"{connection.vendor}, {len(crew)} operators, {seconds:.0f} seconds, load {busy:.1f}, {cores} cores\n")
    print("| act | times | p50, ms | p95, ms | slowest, ms |\n|---|---:|---:|---:|---:|")
    for name in crew[0].took:
        took = sorted(1000 * each for one in crew for each in one.took[name])
        print(f"| {name} | {len(took)} | {median(took):.0f} | {took[int(len(took) * 0.95)]:.0f} | {took[-1]:.0f} |")
    faults = [fault for one in crew for fault in one.faults]
    print(f"\nerrors: {len(faults)} {sorted(set(faults))}")
    takes, places = sum(one.takes for one in crew), sum(one.places for one in crew)
    rows, held = ShelterPlacement.objects.count(), HeldUnit.objects.count()
    told = sum(one.told for one in crew)
    noted = Entry.objects.filter(action__in=TAKEN).count()
    print(f"takes acknowledged {takes}, in the journal {noted}")
    print(f"places acknowledged {places}, placements {rows}, units held {held}, told that it was taken {told}")
    if faults or not (places == rows == held and takes == noted):
        raise SystemExit("WRITES LOST, INVENTED OR REFUSED")
    print("no write lost, none invented")


if __name__ == "__main__":
    asked_for = sys.argv[1:]
    main(
        int(asked_for[0]) if asked_for else 50,
        int(asked_for[1]) if len(asked_for) > 1 else 4,
        float(asked_for[2]) if len(asked_for) > 2 else 2.0,
    )
