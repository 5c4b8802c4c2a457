"""A night solved by ortools, told nothing of how we solve it: run as a program of its own, on a file of numbers.

`flow FILE`: everybody takes one unit; one minimum-cost flow with a cost in which each level outweighs those beneath.
`sat FILE`: anything; CP-SAT, level after level. Prints the value of each level, the least is best.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def flow(night: dict[str, Any]) -> list[int]:
    """Values of the levels but the lottery: the tiers and waiting from one flow, the others from a second one.

    In the second, a rank of each household by tier and waiting stands for both: its tiers and waiting must be as good.
    """
    first = len(night["before"])
    tables = [[pair["costs"][level] for pair in night["pairs"]] for level in range(first + 3)]
    upper = _flow(night, tables[:first], tables)
    ranks = [[night["ranks"][pair["party"]] for pair in night["pairs"]]]
    lower = _flow(night, ranks + tables[first:], tables)
    if upper[:first] != lower[:first]:
        raise RuntimeError(f"ranks mislead: {upper} {lower}")
    return lower


def _flow(night: dict[str, Any], levels: list[list[int]], asked: list[list[int]]) -> list[int]:
    """What the best by these levels, in order, is worth at each level asked."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    pairs = np.array([[pair["party"], pair["lot"]] for pair in night["pairs"]])
    cost = np.zeros(len(pairs), dtype=np.int64)
    beneath = 0
    for level in reversed(levels):
        table = np.array(level, dtype=np.int64)
        scale = beneath + 1
        cost += scale * table
        most = np.zeros(night["parties"], dtype=np.int64)
        np.maximum.at(most, pairs[:, 0], np.abs(table))
        beneath += scale * int(most.sum())
    if int(np.abs(cost).max()) > 2**62 // (2 * night["parties"]):
        raise OverflowError(beneath)
    parties, lots = night["parties"], len(night["units"])
    source, sink = parties + lots, parties + lots + 1
    solver = min_cost_flow.SimpleMinCostFlow()
    ones, people, places = np.ones(parties, dtype=np.int64), np.arange(parties), parties + np.arange(lots)
    solver.add_arcs_with_capacity_and_unit_cost(np.full(parties, source), people, ones, 0 * ones)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        pairs[:, 0], parties + pairs[:, 1], np.ones(len(pairs), dtype=np.int64), cost
    )
    solver.add_arcs_with_capacity_and_unit_cost(people, np.full(parties, sink), ones, 0 * ones)
    units = np.array(night["units"], dtype=np.int64)
    solver.add_arcs_with_capacity_and_unit_cost(places, np.full(lots, sink), units, np.zeros(lots, dtype=np.int64))
    solver.set_nodes_supplies(np.array([source, sink]), np.array([parties, -parties]))
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("no optimum")
    used = solver.flows(arcs) > 0
    return [int(np.array(level)[used].sum()) for level in asked]


def sat(night: dict[str, Any]) -> list[int]:
    """Values of all the levels."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var(f"x{index}") for index in range(len(night["pairs"]))]
    served = [model.new_bool_var(f"served{party}") for party in range(night["parties"])]
    split = [model.new_bool_var(f"split{party}") for party in range(night["parties"])]
    kept = [model.new_bool_var(f"kept{party}") for party in range(night["parties"])]
    is_women = {lot: model.new_bool_var(f"women{lot}") for lot in night["flexible"]}
    for party, parts in enumerate(night["parts"]):
        own = [index for index, pair in enumerate(night["pairs"]) if pair["party"] == party]
        whole = [index for index in own if night["pairs"][index]["part"] is None]
        model.add(sum(taken[index] for index in whole) + split[party] == served[party])
        if not parts:
            model.add(split[party] == 0)
        for part in range(parts):
            model.add(sum(taken[index] for index in own if night["pairs"][index]["part"] == part) == split[party])
        for index in own:
            if not night["pairs"][index]["kept"]:
                model.add_implication(taken[index], kept[party].negated())
        model.add_implication(kept[party], served[party])
    for lot, units in enumerate(night["units"]):
        inside = [index for index, pair in enumerate(night["pairs"]) if pair["lot"] == lot]
        model.add(sum(night["pairs"][index]["takes"] * taken[index] for index in inside) <= units)
        if lot in is_women:
            for index in inside:
                mode = is_women[lot]
                model.add_implication(taken[index], mode if night["pairs"][index]["women"] else mode.negated())
    for one, other, places in night["apart"]:
        for here in (
            index for index, pair in enumerate(night["pairs"]) if pair["party"] == one and pair["lot"] in places
        ):
            for there in (
                i for i, pair in enumerate(night["pairs"]) if pair["party"] == other and pair["lot"] in places
            ):
                model.add_bool_or(taken[here].negated(), taken[there].negated())
    levels: list[Any] = [sum(weight * served[party] for party, weight in level) for level in night["before"]]
    levels.append(-sum(kept))
    levels += [
        sum(pair[what] * taken[index] for index, pair in enumerate(night["pairs"])) for what in ("wasted", "distance")
    ]
    levels.append(sum(ticket * served[party] for party, ticket in enumerate(night["tickets"])))
    values = []
    for level in levels:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.random_seed = 1
        model.minimize(level)
        if solver.solve(model) != cp_model.OPTIMAL:
            raise RuntimeError("no optimum")
        values.append(round(solver.objective_value))
        model.add(level == values[-1])
    return values


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[2]).read_text())
    print(json.dumps({"flow": flow, "sat": sat}[sys.argv[1]](given)))
