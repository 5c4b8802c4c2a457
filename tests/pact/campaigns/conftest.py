"""The small pact of this folder's tests."""

import pytest

from tests.pact.campaigns.city import SmallPact, found


@pytest.fixture
def small(db: None) -> SmallPact:
    return found()
