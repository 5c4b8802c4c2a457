"""No hidden count can be worked out from what is published, proved against an independent exhaustive search."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.ground.indicators.rules.flows import NotANetwork, Relation
from pacte.ground.indicators.rules.protection import TOTAL, CannotProtect, protect, relations_of

Domain = dict[object, tuple[int, int]]


def possible(domain: Domain, equations: list[tuple[object, list[object]]]) -> Domain | None:
    """Bounds made as tight as each equation alone allows; None when there is no solution."""
    domain, moved = dict(domain), True
    while moved:
        moved = False
        for total, parts in equations:
            low, high = sum(domain[p][0] for p in parts), sum(domain[p][1] for p in parts)
            new = {total: (max(domain[total][0], low), min(domain[total][1], high))}
            for p in parts:
                (a, b), (c, d) = domain[p], new[total]
                new[p] = (max(a, c - (high - b)), min(b, d - (low - a)))
            for key, (a, b) in new.items():
                if a > b:
                    return None
                moved |= domain[key] != (a, b)
                domain[key] = (a, b)
    return domain


def solvable(domain: Domain, equations: list[tuple[object, list[object]]]) -> bool:
    """Whether whole numbers satisfy every equation: propagation, then trial."""
    tight = possible(domain, equations)
    if tight is None:
        return False
    open_cells = [key for key, (a, b) in tight.items() if a < b]
    if not open_cells:
        return True
    key = min(open_cells, key=lambda k: tight[k][1] - tight[k][0])
    return any(solvable({**tight, key: (v, v)}, equations) for v in range(tight[key][0], tight[key][1] + 1))


def spread(table: dict, published: dict, cell: object, reach: int) -> int:
    """The greatest minus the least value of a hidden cell, over every table that agrees with what is published."""
    equations, domain = [], {}
    top = max(table.values()) + reach
    for key, value in published.items():
        domain[key] = (value, value) if value is not None else (1, top)
    for number, relation in enumerate(relations_of(table)):
        parts = list(relation.parts)
        if table[relation.total] != sum(table[p] for p in parts):
            parts.append(("rest", number))
            domain["rest", number] = (0, top)
        equations.append((relation.total, parts))
    values = [v for v in range(1, top + 1) if solvable({**domain, cell: (v, v)}, equations)]
    return max(values) - min(values)


def with_margins(rows: list[list[int]]) -> dict:
    table = {(f"r{i}", f"c{j}"): value for i, row in enumerate(rows) for j, value in enumerate(row)}
    for i, row in enumerate(rows):
        table[f"r{i}", TOTAL] = sum(row)
    for j in range(len(rows[0])):
        table[TOTAL, f"c{j}"] = sum(row[j] for row in rows)
    table[TOTAL, TOTAL] = sum(map(sum, rows))
    return table


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=2, max_size=3))
def test_in_two_dimensions_no_hidden_cell_is_known_within_the_threshold(rows: list[list[int]]) -> None:
    table = with_margins(rows)
    done = protect(table, 3)
    assert all(done.published[key] is None for key, value in table.items() if 0 < value < 3)
    assert all(done.published[key] == 0 for key, value in table.items() if value == 0)
    for cell in done.suppressed:
        assert spread(table, done.published, cell, reach=3) >= 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.integers(0, 14))
def test_in_one_dimension_neither_a_hidden_part_nor_a_small_rest_can_be_subtracted(parts: list[int], rest: int) -> None:
    table = {(f"p{i}",): value for i, value in enumerate(parts)} | {(TOTAL,): sum(parts) + rest}
    done = protect(table, 11)
    for cell in done.suppressed:
        assert spread(table, done.published, cell, reach=11) >= 11
    if 0 < rest < 11:
        assert done.suppressed


def test_a_part_whose_remainder_is_small_is_hidden() -> None:
    assert protect({("of which",): 125, (TOTAL,): 130}).suppressed
    assert not protect({("of which",): 12, (TOTAL,): 130}).suppressed
    assert not protect({("of which",): 130, (TOTAL,): 130}).suppressed


def test_zero_and_the_threshold_itself_are_published() -> None:
    assert protect({("a",): 0, ("b",): 11, ("c",): 30, (TOTAL,): 41}).suppressed == frozenset()


def test_one_small_count_takes_the_smallest_sufficient_other_with_it() -> None:
    done = protect({("a",): 4, ("b",): 60, ("c",): 25, (TOTAL,): 89})
    assert (done.primary, done.complementary) == (frozenset({("a",)}), frozenset({("c",)}))


def test_totals_of_totals_are_protected_together() -> None:
    cells = {"paris": 100, "20e": 60, "19e": 40, "belleville": 57, "charonne": 3}
    tree = [Relation("paris", ("20e", "19e")), Relation("20e", ("belleville", "charonne"))]
    done = protect(cells, relations=tree)
    assert {"charonne", "belleville"} <= done.suppressed
    assert done.published["paris"] == 100


def test_two_releases_do_not_differ_by_a_hidden_cell() -> None:
    table = {("a",): 4, ("b",): 25, ("c",): 60, (TOTAL,): 89}
    first = protect(table)
    shown = {key for key, value in first.published.items() if value is not None}
    second = protect(table, hidden=first.suppressed, known=shown)
    assert second.published == first.published


def test_a_cell_that_an_earlier_release_gives_away_is_said_to_be_lost() -> None:
    with pytest.raises(CannotProtect):
        protect({("a",): 4, ("b",): 25, (TOTAL,): 29}, known=[("b",), (TOTAL,)])


def test_an_increment_of_a_cumulative_count_is_a_part_like_another() -> None:
    cells = {"to 2018": 100, "to 2019": 105}
    done = protect(cells, relations=[Relation("to 2019", ("to 2018",))], known=["to 2018"])
    assert done.published == {"to 2018": 100, "to 2019": None}


def test_parts_above_their_total_are_refused() -> None:
    with pytest.raises(ValueError, match="exceed"):
        protect({("a",): 40, (TOTAL,): 30})


def test_three_crossed_dimensions_are_refused() -> None:
    with pytest.raises(NotANetwork):
        protect({("a", "b", "c"): 40})


def test_a_city_by_category_table_is_protected_in_reasonable_time() -> None:
    draw = random.Random(2019)
    table = with_margins([[draw.randint(0, 18) for _ in range(6)] for _ in range(20)])
    begun = time.perf_counter()
    done = protect(table)
    assert time.perf_counter() - begun < 20
    assert done.published[TOTAL, TOTAL] == table[TOTAL, TOTAL]
    assert len(done.complementary) < len(done.primary)
