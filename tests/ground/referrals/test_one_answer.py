"""Four people accept one referral at the same moment, on a database of its own: SQLite, or PostgreSQL if named."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, sys, threading
sys.path.insert(0, ROOT)
from django.db import connection
from pacte.ground.declarations.errors import BadInput
from pacte.ground.referrals import services
from tests.ground.people.making import worker
from tests.ground.referrals.making import scene

it = scene()
referrals = [it.unnamed() for _turn in range(5)]
gate, said = threading.Barrier(4), []

def answer(user):
    for referral in referrals:
        gate.wait()
        try:
            services.accept(user, referral)
            said.append([referral.pk, "accepted"])
        except BadInput as told:
            said.append([referral.pk, str(told)])
    connection.close()

answerers = [it.receiver, *(worker(it.partner) for _colleague in range(3))]
threads = [threading.Thread(target=answer, args=(user,)) for user in answerers]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
events = [referral.events.filter(kind="accepted").count() for referral in referrals]
print(json.dumps({"said": said, "events": events}))
"""


def test_of_four_who_accept_at_the_same_moment_one_does_and_the_others_are_told(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    assert told["events"] == [1] * 5
    assert len(told["said"]) == 20
    words = [what for _referral, what in told["said"]]
    assert words.count("accepted") == 5
    assert all("n’attend plus de réponse" in word for word in words if word != "accepted"), set(words)
