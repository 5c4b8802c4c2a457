"""What every test stands on: the gate that turns a missing tool into a failure in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.house.counts import pytest_terminal_summary  # noqa: F401 - printed at the end of every run

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


def need(present: bool, what: str) -> None:
    """Skip at home, fail in CI, when a test lacks what it needs."""
    if not present:
        (pytest.fail if IN_CI else pytest.skip)(f"{what} is absent")


@pytest.fixture
def shared_data() -> Path:
    """The test data folder beside the repository."""
    need(SHARED.is_dir(), "the shared test data folder")
    return SHARED
