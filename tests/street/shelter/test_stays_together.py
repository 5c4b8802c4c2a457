"""Several hands on one stay, one night, one lot: SQLite, or PostgreSQL when DATABASE_URL names one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, sys, threading
sys.path.insert(0, ROOT)
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.street.shelter.models import Closure, HeldUnit, ShelterPlacement, ShelterRequest
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.requests import Someone
from pacte.street.shelter.services import placing, stays
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, lot, site

home = organisation()
regulator = worker(organisation(), "regulator")
people = [worker(home, "site_manager") for _keeper in range(4)]

def together(act):
    gate, said = threading.Barrier(len(people)), []
    def one(number):
        actor = User.objects.get(pk=people[number].pk)
        gate.wait()
        try:
            said.append(str(act(actor, number)))
        except BadInput as told:
            said.append(str(told))
        except Exception as wrong:
            said.append("WRONG " + repr(wrong))
        connection.close()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(people))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said

def one_of(placement):
    def act(actor, number):
        (stays.arrived if number % 2 else stays.no_show)(actor, placement)
        return "done"
    return act

doors, said = [], []
for _time in range(6):
    held = placing.place(regulator, asked(), lot(site(home), 1, free=1), origin="direct")
    said += together(one_of(held))
    held.refresh_from_db()
    doors.append([held.state, held.held.count(), held.request.state])

def stayed(at, count):
    made = [stays.arrived(regulator, placing.place(regulator, asked(), at, origin="direct")) for _stay in range(count)]
    yesterday = night_at() - timedelta(days=1)
    HeldUnit.objects.filter(placement__in=made).update(night=yesterday)
    ShelterPlacement.objects.filter(pk__in=[one.pk for one in made]).update(first_night=yesterday)
    for one in made:
        ShelterRequest.objects.filter(pk=one.request_id).update(night=yesterday, number=500 + one.pk)
    return made

nights = []
for _time in range(4):
    at = lot(site(home), 4, free=4)
    here = stayed(at, 4)
    waiting = asked()
    def act(actor, number):
        if number == 0:
            return Closure.objects.create(site=at.site, lot=at, units=2, reason="works", from_night=night_at()).pk
        if number == 1:
            placing.place(User.objects.get(pk=regulator.pk), waiting, at, origin="direct")
            return "placed"
        return stays.continue_stays(timezone.now())
    said += together(act)
    tonight = HeldUnit.objects.filter(lot=at, night=night_at())
    nights.append({
        "units": sorted(tonight.values_list("position", flat=True)),
        "stays": len(set(tonight.values_list("placement", flat=True))),
        "there": ShelterPlacement.objects.filter(pk__in=[one.pk for one in here], state="present").count(),
    })
    Closure.objects.filter(lot=at).delete()

bed = lot(site(home), 1, free=1, in_rounds=False)
taken = together(lambda actor, n: stays.take_in(actor, bed, [Someone(40, "man")])[1].state)
print(json.dumps({"doors": doors, "said": said, "nights": nights, "taken": taken,
                  "requests": ShelterRequest.objects.filter(source="site").count()}))
"""


def test_hands_that_meet_leave_each_stay_whole_and_no_unit_held_twice(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    assert not [words for words in told["said"] + told["taken"] if words.startswith("WRONG")]
    for state, units, request in told["doors"]:
        assert (state, units, request) in [("present", 1, "arrived"), ("no_show", 0, "unmet")]
    for night in told["nights"]:
        assert len(set(night["units"])) == len(night["units"]) == night["stays"] <= 4
        assert night["there"] == 4, "a stay that cannot go on is still there"
    assert told["taken"].count("present") == 1 and told["requests"] == 1
