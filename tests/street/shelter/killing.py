"""A server killed while regulators confirm: what they are told stands, whole, whatever the moment of the kill."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.installation import PACTE, ROOT, Installation

CLIENTS = 4
PER_KILL = 40
"""Lines to confirm for each kill: more than the server has time for."""
UNITS = 10

POPULATE = """
import json, sys
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
call_command("migrate", run_syncdb=True, verbosity=0)
from importlib import import_module
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from pacte.ground.declarations.crypto import seal
from pacte.street.shelter.models import AllocationRound, ProposalLine
from pacte.street.shelter.reads.tonight import night_at
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, grid, lot, site
city, home, lines = organisation("ville"), organisation(), LINES
def session(user):
    made = import_module(settings.SESSION_ENGINE).SessionStore()
    made[SESSION_KEY], made[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    made[HASH_SESSION_KEY] = user.get_session_auth_hash()
    made.save()
    return made.session_key
cookies = [session(worker(city, "regulator")) for _client in range(CLIENTS)]
at = site(home)
lots = [lot(at, UNITS, free=UNITS) for _lot in range(lines // UNITS)]
chosen = {"digest": "0" * 64, "sealed_log": seal("{}")}
found = AllocationRound.objects.create(night=night_at(), number=1, seed=7, grid=grid(), **chosen)
made = [
    ProposalLine(round=found, request=asked(), lot=lots[number % len(lots)], members=[0]) for number in range(lines)
]
ProposalLine.objects.bulk_create(made)
urgent = [str(asked().key) for _request in range(lines // 4)]
print(json.dumps({"cookies": cookies, "round": str(found.key), "urgent": urgent,
                  "lines": [str(line.key) for line in made], "lots": [str(one.key) for one in lots]}))
"""


@dataclass
class Scene:
    """What stands in the database, and what the clients were told."""

    city: Installation
    cookies: list[str]
    round: str
    lines: list[str]
    urgent: list[str]
    lots: list[str]
    port: int = 0
    told: set[str] = field(default_factory=set)
    """Lines whose decision was acknowledged: the answer came back."""
    placed: set[str] = field(default_factory=set)
    """Requests in danger whose placing was acknowledged."""
    cut: int = 0
    """Requests in flight when the server died."""


def populated(city: Installation, kills: int) -> Scene:
    """A round of its own with lines enough, and clients already signed in."""
    values = {"LINES": str(kills * PER_KILL), "CLIENTS": str(CLIENTS), "UNITS": str(UNITS)}
    code = POPULATE
    for name, value in values.items():
        code = code.replace(name, value)
    return Scene(city, **json.loads(city.python(code).splitlines()[-1]))


class Server:
    """`pacte serve --web-only`, and every process under it."""

    def __init__(self, city: Installation, port: int) -> None:
        self.port = port
        command = [*PACTE, "serve", "--web-only", "--port", str(port)]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=city.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._until_it_answers()

    def _until_it_answers(self, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if requests.get(f"http://127.0.0.1:{self.port}/healthz", timeout=5).status_code == 200:
                    return
            except requests.RequestException:
                time.sleep(0.05)
        raise TimeoutError("the server does not answer")

    def kill(self) -> None:
        """SIGKILL to all of it at once: nothing ends what it was doing."""
        everyone = [self.process.pid, *descendants(self.process.pid)]
        for pid in everyone:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait()
        while any(Path(f"/proc/{pid}").exists() for pid in everyone[1:]):
            time.sleep(0.01)


def descendants(pid: int) -> list[int]:
    """Processes under this one, however deep."""
    parents: dict[int, list[int]] = {}
    for each in Path("/proc").glob("[0-9]*"):
        try:
            fields = (each / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(each.name))
    found, left = [], [pid]
    while left:
        below = parents.get(left.pop(), [])
        found += below
        left += below
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def kill_while_confirming(scene: Scene, kills: int, chance: random.Random) -> None:
    """Clients confirm, the server dies at a random moment and comes back, `kills` times; then the rest is decided."""
    scene.port = free_port()
    for _kill in range(kills):
        server = Server(scene.city, scene.port)
        stop = threading.Event()
        clients = [threading.Thread(target=_confirm, args=(scene, number, stop)) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        _at_a_random_moment(scene, chance)
        server.kill()
        stop.set()
        for client in clients:
            client.join()


def _at_a_random_moment(scene: Scene, chance: random.Random, seconds: float = 60) -> None:
    """Once some answers have come back since the start: in the middle of whatever is being done then."""
    wanted, until = len(scene.told) + chance.randint(2, 15), time.monotonic() + seconds
    while len(scene.told) < wanted and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.05))


def _confirm(scene: Scene, number: int, stop: threading.Event) -> None:
    """One regulator, until the server dies: her own lines, her neighbour's too, and now and then somebody in danger."""
    client = _client(scene, number)
    mine = (number, (number + 1) % CLIENTS)
    lines = [key for place, key in enumerate(scene.lines) if place % CLIENTS in mine and key not in scene.told]
    waiting = [key for key in scene.urgent if key not in scene.placed]
    urgent = iter(waiting[number::CLIENTS])
    try:
        for place, line in enumerate(lines):
            if stop.is_set():
                return
            if _post(scene, client, f"tours/{scene.round}/confirmer/", {"one": line}):
                scene.told.add(line)
            asked = next(urgent, None) if place % 3 == 0 else None
            body = {"danger": "violence", "lot": scene.lots[place % len(scene.lots)]}
            if asked and _post(scene, client, f"demandes/{asked}/danger/", body):
                scene.placed.add(asked)
    except requests.RequestException:
        scene.cut += 1


def _client(scene: Scene, number: int) -> requests.Session:
    client = requests.Session()
    token = "a" * 32
    client.cookies.update({"pacte": scene.cookies[number], "csrftoken": token})
    client.headers.update({"X-CSRFToken": token, "Referer": f"http://127.0.0.1:{scene.port}/"})
    return client


def _post(scene: Scene, client: requests.Session, path: str, body: dict[str, Any]) -> bool:
    """Whether the server said that it is done; False when it sent the form back. Raises when it died first."""
    answer = client.post(f"http://127.0.0.1:{scene.port}/hebergement/{path}", body, allow_redirects=False, timeout=60)
    assert answer.status_code in (302, 422), f"{path} answered {answer.status_code}"
    return answer.status_code == 302


def faults(scene: Scene) -> list[str]:
    """What is lost, half-done or beyond capacity; nothing when all is well."""
    ask = scene.city.ask
    decided = dict(ask("SELECT key, state FROM shelter_proposalline"))
    states = {_plain(key): state for key, state in decided.items()}
    found = [f"line {key} told, yet {states[_plain(key)]}" for key in scene.told if states[_plain(key)] == "proposed"]
    in_danger = {
        _plain(key)
        for (key,) in ask(
            "SELECT r.key FROM shelter_shelterplacement p JOIN shelter_shelterrequest r ON r.id = p.request_id "
            "WHERE p.origin = 'immediate'"
        )
    }
    found += [f"danger {key} told, yet not placed" for key in scene.placed if _plain(key) not in in_danger]
    for what, query in WHOLE.items():
        (count,) = ask(query)[0]
        if count:
            found.append(f"{count} {what}")
    return found


def _plain(key: object) -> str:
    return str(key).replace("-", "")


WHOLE = {
    "placements without all their units": (
        "SELECT count(*) FROM shelter_shelterplacement p WHERE p.units <> "
        "(SELECT count(*) FROM shelter_heldunit h WHERE h.placement_id = p.id)"
    ),
    "lots held beyond capacity": (
        "SELECT count(*) FROM (SELECT lot_id FROM shelter_heldunit GROUP BY lot_id, night "
        f"HAVING count(*) > {UNITS}) AS beyond"
    ),
    "placements whose request does not say so": (
        "SELECT count(*) FROM shelter_shelterplacement p JOIN shelter_shelterrequest r ON r.id = p.request_id "
        "WHERE r.state <> 'offered' OR r.answered_at IS NULL"
    ),
    "requests that say so without a placement": (
        "SELECT count(*) FROM shelter_shelterrequest r WHERE r.state = 'offered' AND NOT EXISTS "
        "(SELECT 1 FROM shelter_shelterplacement p WHERE p.request_id = r.id)"
    ),
    "placements without exactly one event": (
        "SELECT count(*) FROM shelter_shelterplacement p WHERE 1 <> (SELECT count(*) FROM shelter_requestevent e "
        "WHERE e.request_id = p.request_id AND e.kind = 'offered')"
    ),
    "confirmed lines that are not whole": (
        "SELECT count(*) FROM shelter_proposalline WHERE (state = 'confirmed') <> (placement_id IS NOT NULL) "
        "OR (state = 'confirmed') <> (decided_at IS NOT NULL)"
    ),
    "placements of a round without their line": (
        "SELECT count(*) FROM shelter_shelterplacement p WHERE p.origin = 'round' AND NOT EXISTS "
        "(SELECT 1 FROM shelter_proposalline l WHERE l.placement_id = p.id)"
    ),
    "placements missing in the journal, or lines of it too many": (
        "SELECT abs((SELECT count(*) FROM shelter_shelterplacement) - "
        "(SELECT count(*) FROM audit_entry WHERE action = 'shelter.place')) + "
        "abs((SELECT count(*) FROM shelter_proposalline WHERE state = 'confirmed') - "
        "(SELECT count(*) FROM audit_entry WHERE action = 'shelter.line.confirmed'))"
    ),
}
