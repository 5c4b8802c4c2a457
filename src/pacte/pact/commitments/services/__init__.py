"""What users do to the pact: declare a state, prove it, change the tree, say what measures it."""

from .evidence import attach_evidence, remove_evidence
from .levels import add_level, edit_level, remove_level
from .measures import (
    attach_indicator,
    detach_indicator,
    remove_target,
    set_baseline,
    set_headline,
    set_target,
)
from .nodes import NodeChange, add_node, edit_node, remove_node
from .states import declare_state

__all__ = [
    "NodeChange",
    "add_level",
    "add_node",
    "attach_evidence",
    "attach_indicator",
    "declare_state",
    "detach_indicator",
    "edit_level",
    "edit_node",
    "remove_evidence",
    "remove_level",
    "remove_node",
    "remove_target",
    "set_baseline",
    "set_headline",
    "set_target",
]
