"""No hidden count can be worked out of larger tables: every table that agrees with what is published is tried."""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.ground.indicators.rules.protection import protect
from tests.ground.indicators.rules.test_protection import spread, with_margins

EXAMPLES = 1500 if os.environ.get("PACTE_DEEP") else 15


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=3, max_size=4), st.integers(3, 4))
def test_in_larger_tables_no_hidden_cell_is_known_within_the_threshold(rows: list[list[int]], threshold: int) -> None:
    table = with_margins(rows)
    done = protect(table, threshold)
    for cell in sorted(done.suppressed)[:3]:
        assert spread(table, done.published, cell, reach=threshold) >= threshold
