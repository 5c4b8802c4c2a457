"""The pact's tree with the state of each node, in a fixed number of queries however many nodes it has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..enums import CommitmentState, PartRole
from ..models import Level, Node, Pact, StateReport
from ..rules import Progress, is_silent

Latest = dict[int, dict[int, StateReport]]


@dataclass(frozen=True)
class Filters:
    """What to keep: a state ("silent" for nodes that are), a chapter's code, nodes among these keys. None keeps all."""

    state: str = ""
    chapter: str = ""
    among: frozenset[int] | None = None


@dataclass
class Branch:
    """A node, what was last declared of it on the pact's territory and elsewhere, and what hangs from it.

    `is_shown` is false for a node that the filters leave out; it may still be there for its children.
    """

    node: Node
    level: Level
    state: StateReport | None
    elsewhere: list[StateReport]
    leaders: list[str]
    partners: list[str]
    is_silent: bool
    is_shown: bool = True
    children: list[Branch] = field(default_factory=list)

    def walk(self) -> Iterator[Branch]:
        """This branch and all beneath it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def progress(self) -> list[tuple[CommitmentState | None, int]]:
        """How many of the nodes beneath that have a leader stand in each state; None counts the silent ones."""
        beneath = [branch for branch in self.walk() if branch.leaders]
        found = Progress.of(branch.state.state if branch.state else None for branch in beneath)
        rows: list[tuple[CommitmentState | None, int]] = [
            (state, found.counts[state]) for state in CommitmentState if found.counts.get(state)
        ]
        return [*rows, (None, found.silent)] if found.silent else rows


@dataclass(frozen=True)
class Tree:
    """A pact, its levels and its branches as filtered; `roots` is for the filters to choose from."""

    pact: Pact
    levels: list[Level]
    branches: list[Branch]
    roots: list[Node]
    shown: int


def tree(pact: Pact, today: date, filters: Filters | None = None) -> Tree:
    """The whole pact, or what the filters keep of it with the path that leads there."""
    kept = filters or Filters()
    levels = list(pact.levels.all())
    branches = _grown(pact, {level.pk: level for level in levels}, today)
    roots = [branch.node for branch in branches]
    if kept.chapter:
        branches = [branch for branch in branches if branch.node.code == kept.chapter]
    if kept.state or kept.among is not None:
        branches = [branch for branch in branches if _prune(branch, kept)]
    shown = sum(branch.is_shown for root in branches for branch in root.walk())
    return Tree(pact, levels, branches, roots, shown)


def branch_of(node: Node, today: date) -> Branch:
    """One node with all that hangs from it."""
    whole = tree(node.level.pact, today)
    return next(branch for root in whole.branches for branch in root.walk() if branch.node.pk == node.pk)


def _grown(pact: Pact, levels: dict[int, Level], today: date) -> list[Branch]:
    latest = _latest(pact)
    nodes = list(Node.objects.filter(level__pact=pact).prefetch_related("parts__organisation"))
    children: dict[int | None, list[Branch]] = defaultdict(list)
    branches = {}
    for node in nodes:
        branch = branches[node.pk] = _branch(node, levels[node.level_id], latest, pact, today)
        children[node.parent_id].append(branch)
    for key, branch in branches.items():
        branch.children = children[key]
    return children[None]


def _branch(node: Node, level: Level, latest: Latest, pact: Pact, today: date) -> Branch:
    reports = latest.get(node.pk, {})
    state = reports.get(pact.territory_id)
    named: dict[str, list[str]] = {role: [] for role in PartRole}
    for part in node.parts.all():
        named[part.role].append(part.organisation.name)
    ended = node.ends_on is not None and node.ends_on < today
    return Branch(
        node=node,
        level=level,
        state=state,
        elsewhere=[report for place, report in reports.items() if place != pact.territory_id],
        leaders=sorted(named[PartRole.LEADER]),
        partners=sorted(named[PartRole.PARTNER]),
        is_silent=bool(named[PartRole.LEADER]) and not ended and is_silent(state.reported_on if state else None, today),
    )


def _latest(pact: Pact) -> Latest:
    """The last report of each node on each territory."""
    found: Latest = defaultdict(dict)
    reports = StateReport.objects.filter(node__level__pact=pact).select_related("territory")
    for report in reports.order_by("reported_on", "pk"):
        found[report.node_id][report.territory_id] = report
    return found


def _prune(branch: Branch, filters: Filters) -> bool:
    """Keep the children that match or lead to a match; says whether the branch itself is to be kept."""
    branch.children = [child for child in branch.children if _prune(child, filters)]
    branch.is_shown = _matches(branch, filters)
    return branch.is_shown or bool(branch.children)


def _matches(branch: Branch, filters: Filters) -> bool:
    if filters.among is not None and branch.node.pk not in filters.among:
        return False
    if filters.state == "silent":
        return branch.is_silent
    return not filters.state or (branch.state is not None and branch.state.state == filters.state)
