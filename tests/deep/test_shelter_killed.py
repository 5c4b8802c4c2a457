"""Fifty kills of the server while regulators confirm: nothing acknowledged is lost, nothing is half-done."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.installation import bare
from tests.street.shelter import killing

KILLS = 50 if os.environ.get("PACTE_DEEP") else 2


@pytest.mark.deep
def test_nothing_told_is_lost_and_nothing_is_half_done_after_fifty_kills(tmp_path: Path) -> None:
    seed = int(os.environ.get("PACTE_SEED", "2020"))
    with bare(tmp_path / "city") as city:
        scene = killing.populated(city, KILLS)
        killing.kill_while_confirming(scene, KILLS, random.Random(seed))
        assert not killing.faults(scene), f"seed {seed}"
        assert len(scene.told) > KILLS and scene.cut >= KILLS // 2
