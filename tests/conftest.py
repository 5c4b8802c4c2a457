"""What every test stands on: the gate that turns a missing tool into a failure in CI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.house.counts import pytest_terminal_summary  # noqa: F401 - printed at the end of every run

OWN_INSTALLATION = {"tests.installation", "tests.ground.jobs.killing", "tests.street.shelter.killing"}
"""What drives a whole installation from outside: its database is the one that DATABASE_URL names."""

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


def touches_the_database(item: pytest.Item) -> bool:
    """Does this test ask for the database, or drive an installation that has one?"""
    if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
        return True
    known = vars(getattr(item, "module", None) or pytest).values()
    return any({getattr(each, "__module__", ""), getattr(each, "__name__", "")} & OWN_INSTALLATION for each in known)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, only what touches the database is proved again: the rest cannot answer otherwise there."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    left = [item for item in items if not touches_the_database(item)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if touches_the_database(item)]
