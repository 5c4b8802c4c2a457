"""One household that calls twice at the same moment: SQLite, or PostgreSQL when DATABASE_URL names one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, sys, threading
sys.path.insert(0, ROOT)
from django.db import connection
from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.street.shelter.models import Call, ShelterRequest
from pacte.street.shelter.rules.requests import Asked, Someone
from pacte.street.shelter.services import requests, requests_in_hand
from tests.ground.people.making import followed, organisation, worker

home = organisation()
line = [worker(home, "regulator") for _seat in range(4)]
persons = [followed(line[0], home).person for _turn in range(3)]

def together(act):
    gate, said = threading.Barrier(len(line)), []
    def one(number):
        actor = User.objects.get(pk=line[number].pk)
        gate.wait()
        try:
            said.append(act(actor, number))
        except BadInput as told:
            said.append(str(told))
        connection.close()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(line))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said

def ask(person, **more):
    values = Asked(members=(Someone(30, "woman", person=person),), **more)
    return lambda actor, n: requests.receive_call(actor, "household", values).pk

same = [together(ask(person)) for person in persons]
coded = together(ask(None, external_id="SI-1"))
apart = together(ask(None))
asked = ShelterRequest.objects.first()
held = together(lambda actor, n: requests_in_hand.take(actor, asked) and "taken")
print(json.dumps({"same": same, "coded": coded, "apart": apart, "held": held, "calls": Call.objects.count(),
                  "requests": ShelterRequest.objects.count()}))
"""


def test_four_calls_at_once_about_one_household_are_one_request_and_others_are_each_one(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    for said in (*told["same"], told["coded"]):
        assert len(set(said)) == 1 and len(said) == 4, said
    assert len(set(told["apart"])) == 4
    assert told["requests"] == 3 + 1 + 4
    assert told["held"].count("taken") == 1
    assert all("s’en occupe depuis" in words for words in told["held"] if words != "taken")
