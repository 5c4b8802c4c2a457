"""Pages of the pact: what everyone signed in sees, and what the pact's team changes."""

from .measures import baseline, detach, headline, indicators, remove_target, targets
from .pages import declare, evidence, node, remove_evidence, tree
from .structure import add_level, add_node, edit_level, edit_node, remove_level, remove_node, structure

__all__ = [
    "add_level",
    "add_node",
    "baseline",
    "declare",
    "detach",
    "edit_level",
    "edit_node",
    "evidence",
    "headline",
    "indicators",
    "node",
    "remove_evidence",
    "remove_level",
    "remove_node",
    "remove_target",
    "structure",
    "targets",
    "tree",
]
