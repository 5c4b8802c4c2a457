"""A worker killed mid-job: the job is taken up again and its effect happens once."""

from __future__ import annotations

import random
from pathlib import Path

from tests.ground.jobs import killing
from tests.installation import migrated


def test_a_job_whose_worker_was_killed_is_taken_up_again_and_done_once(tmp_path: Path) -> None:
    with migrated(tmp_path / "city") as made:
        made.python("from tests.ground.jobs.killing import enqueue; enqueue(4)")
        tally = killing.kill_workers(made, 2, random.Random(2019))
        killing.finish(made)
        assert sorted(killing.effects(made)) == [f"row {number}" for number in range(4)]
        assert tally.kills_mid_job >= 1
