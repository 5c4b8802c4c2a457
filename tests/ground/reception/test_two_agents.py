"""Agents who call at the same moment, on a database of their own: SQLite, or PostgreSQL when DATABASE_URL names one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, threading
from datetime import date
from django.db import connection
from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.models import Membership, Organisation, Site
from pacte.ground.reception import services
from pacte.ground.reception.models import Arrival, FrontDesk

home = Organisation.objects.create(slug="home", name="Home", kind="association")
desk = FrontDesk.objects.create(site=Site.objects.create(organisation=home, name="Un lieu"))
agents = []
for number in range(6):
    agent = User.objects.create_user(f"agent{number}@pacte.example", display_name="Une agente", is_demonstration=True)
    Membership.objects.create(user=agent, organisation=home, role="social_worker", starts_on=date(2015, 1, 1))
    agents.append(agent.pk)

def together(act):
    gate, said = threading.Barrier(len(agents)), []
    def one(pk):
        agent = User.objects.get(pk=pk)
        gate.wait()
        for _turn in range(4):
            try:
                said.append(act(agent))
            except BadInput:
                said.append(None)
        connection.close()
    threads = [threading.Thread(target=one, args=(pk,)) for pk in agents]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said

tickets = together(lambda agent: services.arrive(agent, desk.pk, reason="food").number)
called = together(lambda agent: services.call(agent, desk.pk).number)
last = Arrival.objects.create(desk=desk, number=99, reason="food")
same = together(lambda agent: services.call(agent, desk.pk, last.key).number)
print(json.dumps({"tickets": tickets, "called": called, "same": same}))
"""


def test_no_ticket_is_given_twice_and_nobody_is_called_twice(tmp_path: Path) -> None:
    with migrated(tmp_path / "city") as city:
        said = json.loads(city.python(SCENE).splitlines()[-1])
    assert sorted(said["tickets"]) == list(range(1, 25))
    assert sorted(said["called"]) == list(range(1, 25))
    assert [number for number in said["same"] if number] == [99]
