"""Agents who give the same locker at the same moment: SQLite, or PostgreSQL when DATABASE_URL names one."""

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
from pacte.street.day_centres.models import Loan, Locker, Waiting
from pacte.street.day_centres.services import lockers as services, waiting
from tests.ground.people.making import followed, organisation, worker
from tests.street.day_centres.making import centre, lockers

home = organisation()
agents = [worker(home) for _agent in range(4)]
at = centre(home)
keeper = worker(home, "site_manager")
here, there = lockers(keeper, at, 6), lockers(keeper, centre(home), 4)
person = followed(agents[0], home).person

def together(act):
    gate, said = threading.Barrier(len(agents)), []
    def one(number):
        actor = User.objects.get(pk=agents[number].pk)
        gate.wait()
        try:
            said.append(act(actor, number))
        except BadInput as told:
            said.append(str(told))
        connection.close()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(agents))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said

given = []
for locker in list(Locker.objects.filter(set=here).order_by("number")[:4]):
    give = lambda actor, n: services.lend(actor, locker.key, card=f"{locker.number}-{n}", referred_by=home) and "given"
    given.append(together(give))
shelves = list(Locker.objects.filter(set=here, number__gte=5)) + list(Locker.objects.filter(set=there))[:2]
to_one = {"person_key": person.key, "referred_by": home}
same = together(lambda actor, n: services.lend(actor, shelves[n].key, **to_one) and "given")
waits = together(lambda actor, n: waiting.ask(actor, at.key, card=f"w{n}", referred_by=home) and "waits")
offered = list(Waiting.objects.filter(locker__isnull=False).values_list("locker", flat=True))
print(json.dumps({"given": given, "same": same, "waits": waits, "offered": offered,
                  "running": list(Loan.objects.running().values_list("locker", flat=True)),
                  "of_person": Loan.objects.running().filter(person=person).count()}))
"""


def test_of_four_who_give_one_locker_at_the_same_moment_one_does_and_the_others_are_told_when(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    for said in told["given"]:
        assert said.count("given") == 1
        assert all("est déjà donné : un membre de l’équipe" in words for words in said if words != "given"), said
    assert told["same"].count("given") == 1 and told["of_person"] == 1
    assert len(told["running"]) == len(set(told["running"]))
    assert told["waits"] == ["waits"] * 4
    assert len(told["offered"]) == len(set(told["offered"])) and not set(told["offered"]) & set(told["running"])
