"""Regulators who give one place at the same moment: SQLite, or PostgreSQL when DATABASE_URL names one."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, sys, threading
sys.path.insert(0, ROOT)
from collections import Counter
from django.db import connection
from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.street.shelter.models import AllocationRound, HeldUnit, KeptApart, ShelterPlacement, RequestMember
from pacte.street.shelter.services import placing, rounds, rounds_deciding
from tests.ground.people.making import followed, organisation, worker
from tests.street.shelter.making import asked, grid, lot, site

home, city = organisation(), organisation("ville")
keeper = worker(home)
people = [worker(city, "regulator") for _regulator in range(4)]
User.objects.filter(pk__in=[one.pk for one in people]).update(display_name="Une régulatrice")

def together(act):
    gate, said = threading.Barrier(len(people)), []
    def one(number):
        actor = User.objects.get(pk=people[number].pk)
        gate.wait()
        try:
            said.append(act(actor, number))
        except BadInput as told:
            said.append(str(told))
        except Exception as wrong:
            said.append("WRONG " + repr(wrong))
        connection.close()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(people))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said

def place(actor, request, to):
    placing.place(actor, request, to, origin="direct")
    return "given"

last = []
for _time in range(4):
    bed, requests = lot(site(home), 1, free=1), [asked() for _one in people]
    last.append(together(lambda actor, n: place(actor, requests[n], bed)))

once = []
for _time in range(4):
    beds, request = [lot(site(home), 1, free=1) for _one in people], asked()
    once.append(together(lambda actor, n: place(actor, request, beds[n])))

apart = []
for _time in range(4):
    at, requests = site(home), [asked() for _one in people]
    rooms, persons = [lot(at, 2, free=2) for _one in people], [followed(keeper, home).person for _one in people]
    for request, person in zip(requests, persons):
        RequestMember.objects.filter(request=request).update(person=person)
    for person in persons[1:]:
        KeptApart.objects.create(person=persons[0], other=person)
    together(lambda actor, n: place(actor, requests[n], rooms[n]))
    placed = set(ShelterPlacement.objects.filter(request__in=requests).values_list("request", flat=True))
    apart.append([requests[0].pk in placed, len(placed)])

grid()
bed, waits = lot(site(home), 1, free=1), asked(tier=1)
opened = together(lambda actor, n: str(rounds.open_round(actor).round.key))
found = AllocationRound.objects.get()
together(lambda actor, n: rounds.choose(actor, found.key, "optimal") and "chosen")
line = found.lines.filter(state="proposed").order_by("request__tier").first()
def confirm(actor, n):
    decision = rounds_deciding.confirm(actor, line.key)
    return "confirmed" if decision.is_confirmed else decision.words
same_line = together(confirm)
held = Counter(HeldUnit.objects.values_list("lot", "night"))
print(json.dumps({"last": last, "once": once, "apart": apart, "opened": opened, "line": same_line,
                  "beyond": [lot for (lot, night), count in held.items() if count > 2],
                  "line_state": found.lines.get(pk=line.pk).state}))
"""


def test_of_four_who_give_one_place_at_the_same_moment_one_does_and_the_others_are_told_who_and_when(
    tmp_path: Path,
) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    for said in told["last"]:
        assert said.count("given") == 1, said
        assert all("Une régulatrice a donné sa dernière place à" in words for words in said if words != "given"), said
    for said in told["once"]:
        assert said.count("given") == 1, said
        assert all("Une régulatrice la lui a donnée à" in words for words in said if words != "given"), said
    for first_is_in, count in told["apart"]:
        assert (first_is_in, count) in ((True, 1), (False, 3)), "persons kept apart are on one site"
    assert len(set(told["opened"])) == 1
    assert told["line"].count("confirmed") == 1, told["line"]
    assert all("Une régulatrice a déjà décidé" in words for words in told["line"] if words != "confirmed"), told["line"]
    assert (told["line_state"], told["beyond"]) == ("confirmed", [])
