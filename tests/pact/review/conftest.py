"""An edition of Paris, frozen once for the tests that only read it."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from pacte.pact.campaigns.models import Edition
from tests.pact.review import paris


@pytest.fixture(autouse=True)
def _no_fragment_left() -> None:
    cache.clear()


@pytest.fixture
def edition(db: None) -> Edition:
    return paris.frozen()
