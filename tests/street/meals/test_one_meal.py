"""Four counters use one card for one lunch at the same moment, on SQLite, or PostgreSQL if named."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, sys, threading
sys.path.insert(0, ROOT)
from django.db import connection
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.enums import Role
from pacte.street.meals.models import CardUse
from pacte.street.meals.services import cards
from tests.ground.people.making import organisation, worker
from tests.street.meals.making import card, point

home = organisation()
places = [point(home, category="solidarity_restaurant") for _place in range(4)]
held = [card(home) for _card in range(4)] + [card(home, meals_a_day=3) for _card in range(2)]
keepers = [worker(home, Role.SITE_MANAGER) for _keeper in range(4)]
gate, said = threading.Barrier(4), []

def eat(keeper, place):
    for one in held:
        gate.wait()
        try:
            cards.use(keeper, place.key, one.number, "lunch")
            said.append("used")
        except BadInput as told:
            said.append(str(told))
    connection.close()

threads = [threading.Thread(target=eat, args=pair) for pair in zip(keepers, places)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps({"said": said, "uses": [one.uses.count() for one in held]}))
"""


def test_of_four_who_use_a_card_at_the_same_moment_one_eats_and_the_others_are_told(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    assert told["uses"] == [1] * 6
    assert len(told["said"]) == 24
    assert told["said"].count("used") == 6
    assert all("déjà" in word for word in told["said"] if word != "used"), set(told["said"])
