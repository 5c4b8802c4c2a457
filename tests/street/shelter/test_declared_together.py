"""Sites, regulators and links that say what is free at the same moment: SQLite, or PostgreSQL by DATABASE_URL."""

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
from pacte.street.shelter.models import Declaration, DeclarationLink, DeclaredLot, LotCapacity, LotNight
from pacte.street.shelter.reads.availability import available
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services import declaring, presence, stock_closing
from pacte.street.shelter.rules.presence import Slept
from datetime import timedelta
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import lot, site

home = organisation()
people = [worker(home, "site_manager"), worker(home, "organisation_admin"), *(worker(organisation(), "regulator")
          for _each in range(2))]
centre = site(home)
rooms, beds = lot(centre, 6), lot(centre, 9)

def together(act):
    gate, said = threading.Barrier(len(people)), []
    def one(number):
        actor = User.objects.get(pk=people[number].pk)
        gate.wait()
        try:
            said.append(act(actor, number) and "done")
        except BadInput as told:
            said.append(str(told))
        connection.close()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(len(people))]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return said

declared = together(lambda actor, n: declaring.declare(actor, centre.key, {rooms.key: n, beds.key: n}))
last = Declaration.objects.order_by("-at", "-pk").first()
found = available(night_at())
whole = [found[rooms.pk].free, found[beds.pk].free, *last.lots.values_list("free_units", flat=True)]
token = declaring.make_link(people[0], centre.key)
linked = together(lambda actor, n: declaring.declare_by_link(token, {rooms.key: n, beds.key: n}))
night = night_at() - timedelta(days=1)
people = people[:2]
counted = together(lambda actor, n: presence.count(actor, centre.key, night, {rooms.key: Slept(n + 1, 0, 0, 0)}))
frozen = together(lambda actor, n: presence.freeze(night) >= 0)
sized = together(lambda actor, n: stock_closing.set_capacity(actor, rooms.key, units=n + 1, from_night=night_at()))
print(json.dumps({
    "declared": declared, "whole": whole, "linked": linked, "counted": counted, "frozen": frozen, "sized": sized,
    "declarations": Declaration.objects.count(), "said": DeclaredLot.objects.count(),
    "nights": LotNight.objects.filter(frozen_at__isnull=False).count(),
    "persons": LotNight.objects.get(lot=rooms).persons,
    "rows": LotCapacity.objects.filter(lot=rooms, from_night=night_at()).count(),
}))
"""


def test_what_is_said_at_the_same_moment_is_all_kept_whole_and_a_link_serves_once(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    assert told["declared"] == ["done"] * 4
    assert len(set(told["whole"])) == 1, told["whole"]
    assert told["linked"].count("done") == 1
    assert all("Ce lien a déjà servi" in words for words in told["linked"] if words != "done")
    assert (told["declarations"], told["said"]) == (5, 10)
    assert told["counted"] == told["frozen"] == told["sized"] == ["done"] * 2
    assert (told["nights"], told["rows"]) == (2, 1)
    assert told["persons"] in {1, 2}
