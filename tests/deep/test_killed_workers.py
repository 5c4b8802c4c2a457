"""Twenty workers killed at random instants: every job done, every effect once."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.ground.jobs import killing
from tests.installation import migrated

KILLS = 20 if os.environ.get("PACTE_DEEP") else 3
JOBS = 40 if os.environ.get("PACTE_DEEP") else 8


@pytest.mark.deep
def test_every_effect_happens_once_although_workers_are_killed_at_random_instants(tmp_path: Path) -> None:
    seed = int(os.environ.get("PACTE_SEED", "2019"))
    with migrated(tmp_path / "city") as made:
        made.python(f"from tests.ground.jobs.killing import enqueue; enqueue({JOBS})")
        tally = killing.kill_workers(made, KILLS, random.Random(seed))
        killing.finish(made)
        assert sorted(killing.effects(made)) == sorted(f"row {number}" for number in range(JOBS)), f"seed {seed}"
        assert tally.kills_mid_job >= KILLS // 2
        states = dict(made.ask("SELECT state, count(*) FROM jobs_job GROUP BY state"))
        assert states == {"done": JOBS}
