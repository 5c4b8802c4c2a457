"""What a reader can deduce of a hidden cell from the cells and totals that are published.

A table with totals is a network: each total is a node where what comes in equals what goes out, each cell an arc
between two of them. How far a hidden cell can move, all published ones held, is then a greatest flow: exact, in whole
numbers. A system that is no network (three crossed dimensions) is refused rather than judged roughly.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Key = Hashable
UNBOUNDED = 1 << 62
OUTSIDE = -1


class NotANetwork(ValueError):
    """The totals cross in more than two directions: protect one table of two dimensions at a time."""


@dataclass(frozen=True)
class Relation:
    """A total and the parts that add up to it."""

    total: Key
    parts: tuple[Key, ...]


@dataclass(frozen=True)
class Arc:
    """A cell between two relations; moving along it from `tail` to `head` raises the cell's value."""

    tail: int
    head: int


class Network:
    """The relations of a table, each turned so that every cell enters one and leaves another."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.arcs = _arcs(relations)

    def slack(self, cell: Key, hidden: Mapping[Key, int], lowest: Mapping[Key, int], enough: int) -> tuple[int, int]:
        """How far down and up the hidden cell can move, each counted to `enough` and no further.

        `hidden` gives the true value of every hidden cell, `lowest` the least value a reader may suppose.
        """
        others = {key: value for key, value in hidden.items() if key != cell}
        arc = self.arcs.get(cell)
        own_down = hidden[cell] - lowest[cell]
        if arc is None:
            return min(own_down, enough), enough
        up = self._flow(arc.head, arc.tail, others, lowest, enough)
        down = min(own_down, self._flow(arc.tail, arc.head, others, lowest, enough))
        return down, up

    def _flow(self, source: int, sink: int, hidden: Mapping[Key, int], lowest: Mapping[Key, int], enough: int) -> int:
        """The greatest flow from `source` to `sink` through the hidden cells, counted to `enough`."""
        if source == sink:
            return enough
        room: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for key, value in hidden.items():
            arc = self.arcs.get(key)
            if arc and arc.tail != arc.head:
                room[arc.tail][arc.head] += UNBOUNDED
                room[arc.head][arc.tail] += value - lowest[key]
        flow = 0
        while flow < enough and (path := _path(room, source, sink)):
            step = min(enough - flow, *(room[one][two] for one, two in path))
            for one, two in path:
                room[one][two] -= step
                room[two][one] += step
            flow += step
        return flow


def _path(room: Mapping[int, Mapping[int, int]], source: int, sink: int) -> list[tuple[int, int]]:
    """A shortest way with room left, as its steps; empty when there is none."""
    came: dict[int, int] = {source: source}
    queue = deque([source])
    while queue and sink not in came:
        node = queue.popleft()
        for neighbour, left in room.get(node, {}).items():
            if left > 0 and neighbour not in came:
                came[neighbour] = node
                queue.append(neighbour)
    if sink not in came:
        return []
    steps, node = [], sink
    while node != source:
        steps.append((came[node], node))
        node = came[node]
    return steps


def _arcs(relations: Sequence[Relation]) -> dict[Key, Arc]:
    """Each cell's arc, once the relations are turned."""
    places: dict[Key, list[tuple[int, int]]] = defaultdict(list)
    for number, relation in enumerate(relations):
        places[relation.total].append((number, 1))
        for part in relation.parts:
            places[part].append((number, -1))
    turn = _turns(len(relations), places.values())
    arcs = {}
    for key, where in places.items():
        ends = {turn[number] * sign: number for number, sign in where}
        arcs[key] = Arc(ends.get(1, OUTSIDE), ends.get(-1, OUTSIDE))
    return arcs


def _turns(count: int, places: Iterable[list[tuple[int, int]]]) -> list[int]:
    """A sign for each relation such that a cell found in two has opposite signs there."""
    links: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for where in places:
        if len(where) > 2:
            raise NotANetwork("A cell stands in more than two totals.")
        if len(where) == 2:
            (one, sign_one), (two, sign_two) = where
            links[one].append((two, -sign_one * sign_two))
            links[two].append((one, -sign_one * sign_two))
    turn = [0] * count
    for start in range(count):
        turn[start] = turn[start] or 1
        queue = deque([start])
        while queue:
            one = queue.popleft()
            for two, sign in links[one]:
                if turn[two] == 0:
                    turn[two] = turn[one] * sign
                    queue.append(two)
                elif turn[two] != turn[one] * sign:
                    raise NotANetwork("The totals cross in more than two directions.")
    return turn
