"""A server killed with kill -9 while regulators confirm: nothing acknowledged is lost, nothing is half-done.

On SQLite, or on PostgreSQL when DATABASE_URL names one; `make deep` does it fifty times.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

from tests.installation import bare
from tests.street.shelter import killing

KILLS = 5


def test_nothing_told_is_lost_and_nothing_is_half_done_although_the_server_is_killed(tmp_path: Path) -> None:
    seed = int(os.environ.get("PACTE_SEED", "2019"))
    with bare(tmp_path / "city") as city:
        scene = killing.populated(city, KILLS)
        killing.kill_while_confirming(scene, KILLS, random.Random(seed))
        assert not killing.faults(scene), f"seed {seed}"
        assert len(scene.told) > KILLS and scene.placed
        assert scene.cut >= KILLS // 2, "the server was killed while nobody asked it anything"
