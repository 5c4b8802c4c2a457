"""People who register at the same moment, on a database of their own: SQLite, or PostgreSQL if it is named."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, sys, threading
sys.path.insert(0, ROOT)
from django.db import connection
from pacte.ground.agenda import services
from pacte.ground.agenda.models import Registration
from pacte.ground.declarations.errors import BadInput
from tests.ground.agenda.making import account, session
from tests.ground.people.making import followed, organisation, worker

home = organisation()
agents = [worker(home) for _agent in range(4)]
person = followed(agents[0], home).person
users = [account() for _user in range(4)]

def together(acts):
    gate, said = threading.Barrier(len(acts)), []
    def one(act):
        gate.wait()
        try:
            said.append(str(act().state))
        except BadInput as told:
            said.append(str(told))
        connection.close()
    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(said)

def seat(user, at):
    return lambda: services.register_myself(user, at.key)

def booking(agent, at):
    return lambda: services.register_person(agent, at.key, person.key)

last = [session(home, hours=48 + 3 * turn, capacity=1) for turn in range(3)]
seats = [together([seat(user, at) for user in users]) for at in last]
crossing = [session(home, hours=100 + minute / 10) for minute in range(4)]
same_account = together([seat(users[0], at) for at in crossing])
same_person = together([booking(agent, at) for agent, at in zip(agents, crossing)])
given_up = Registration.objects.get(session=last[0], state="registered")
holder, waiting = given_up.account, [user for user in users if user.pk != given_up.account_id]
acts = [lambda: services.leave(holder, given_up.key)]
acts += [lambda each=each: services.leave(each.account, each.key)
         for each in Registration.objects.filter(session=last[0], state="waiting").select_related("account")[:2]]
together(acts)
left = sorted(Registration.objects.filter(session=last[0]).values_list("state", flat=True))
moving = session(home, hours=200)
fixed = session(home, hours=210)
services.register_myself(users[0], fixed.key)
values = {name: getattr(moving, name) for name in ("kind", "title", "registration")}
onto = values | {"starts_at": fixed.starts_at, "ends_at": fixed.ends_at}
class Moved:
    def __init__(self, row): self.state = "moved"
together([lambda: Moved(services.edit(agents[0], moving.key, onto)), seat(users[0], moving)])
moving.refresh_from_db()
has_seat = Registration.objects.filter(session=moving, state="registered").exists()
double = has_seat and moving.starts_at == fixed.starts_at
print(json.dumps({"seats": seats, "account": same_account, "person": same_person, "left": left, "double": double}))
"""


def test_the_last_seat_and_the_same_hour_are_given_once_whoever_comes_at_once(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    assert told["seats"] == [["registered", "waiting", "waiting", "waiting"]] * 3
    for who in ("account", "person"):
        assert told[who].count("registered") == 1
        assert all("registered" in word or "déjà" in word for word in told[who]), told[who]
    assert told["left"] == ["cancelled", "cancelled", "cancelled", "registered"]
    assert told["double"] is False
