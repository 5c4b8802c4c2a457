"""Four devices send the same touches at the same moment, in other orders: SQLite, or PostgreSQL if it is named."""

from __future__ import annotations

import json
from pathlib import Path

from tests.installation import migrated

SCENE = """
import json, random, sys, threading
sys.path.insert(0, ROOT)
from uuid import UUID
from django.db import connection
from django.utils import timezone
from pacte.ground.field.models import Receipt
from pacte.ground.field.rules import Item
from pacte.ground.field.services import receive
from pacte.ground.footfall import reads
from pacte.ground.footfall.models import Count, Undo
from tests.ground.footfall.making import counter

it, now = counter(), timezone.now()
place = str(it.place.key)
counts = [Item(UUID(int=n), "footfall.count", now, {"place": place, "kind": "visit"}) for n in range(1, 26)]
undos = [Item(UUID(int=1000 + n), "footfall.undo", now, {"of": str(UUID(int=n))}) for n in range(1, 26, 3)]
users = [it.manager, *(it.colleague() for _device in range(3))]
gate, said = threading.Barrier(4), []

def device(number):
    items = counts + undos
    random.Random(number).shuffle(items)
    gate.wait()
    for item in items:
        said.append(receive(users[number], item).state)
    connection.close()

threads = [threading.Thread(target=device, args=(number,)) for number in range(4)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
today = timezone.localdate(now)
total = sum(row.quantity for row in reads.totals([it.place.pk], ["visit"], today, today))
print(json.dumps({"said": said, "total": total, "counts": Count.objects.count(), "undos": Undo.objects.count(),
                  "receipts": Receipt.objects.count()}))
"""


def test_four_devices_that_send_the_same_touches_at_once_make_the_exact_total(tmp_path: Path) -> None:
    root = str(Path(__file__).resolve().parents[3])
    with migrated(tmp_path / "city") as city:
        told = json.loads(city.python(SCENE.replace("ROOT", repr(root))).splitlines()[-1])
    assert set(told["said"]) == {"accepted"} and len(told["said"]) == 4 * 34
    assert (told["counts"], told["undos"], told["receipts"]) == (25, 9, 34)
    assert told["total"] == 25 - 9
