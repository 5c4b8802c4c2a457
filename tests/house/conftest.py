"""One test city per file of tests, taken down afterwards; every knock undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.house.city import City, built
from tests.house.knocking import Knocker, undone


@pytest.fixture(scope="module")
def db() -> None:
    """A name alone: pytest-django makes the test database when a test asks for `db`. `city` opens the transaction."""


@pytest.fixture(scope="module")
def city(django_db_setup: None, db: None, django_db_blocker: Any) -> Iterator[City]:
    """The test city. Tests that use it do not ask for `db`: they share one transaction that is never kept."""
    with django_db_blocker.unblock(), undone():
        yield built()


@pytest.fixture(scope="module")
def knocker(city: City) -> Knocker:
    """Everybody of the city, signed in and with a token."""
    return Knocker(city)
