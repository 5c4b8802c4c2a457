"""The small pact of this folder's tests."""

import pytest

from tests.pact.campaigns.city import SmallPact, found
from tests.pact.campaigns.collection import Collection, collection_on


@pytest.fixture
def small(db: None) -> SmallPact:
    return found()


@pytest.fixture
def collection(small: SmallPact) -> Collection:
    return collection_on(small)
