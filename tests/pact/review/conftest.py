"""The pact of Paris, frozen once per file of tests; what a test writes is undone after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from pacte.pact.campaigns.models import Edition
from tests.house.knocking import undone
from tests.pact.review import paris


@pytest.fixture(autouse=True)
def _no_fragment_left() -> None:
    cache.clear()


@pytest.fixture(scope="module")
def db() -> None:
    """A name alone: pytest-django makes the test database when a test asks for `db`. `frozen` opens the transaction."""


@pytest.fixture(scope="module")
def frozen(django_db_setup: None, db: None, django_db_blocker: Any) -> Iterator[Edition]:
    """The edition, in a transaction that is never kept."""
    with django_db_blocker.unblock(), undone():
        yield paris.frozen()


@pytest.fixture
def edition(frozen: Edition) -> Iterator[Edition]:
    """The same, with whatever the test writes undone after it."""
    with undone():
        yield frozen
