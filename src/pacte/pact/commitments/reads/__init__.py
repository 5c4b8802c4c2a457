"""What the pages, the API and my day say of the pact: its tree, a node's story, what a leader has left unsaid."""

from .scopes import (
    current_pact,
    evidence_of,
    get_node,
    indicators_to_attach,
    led_by,
    territories_for,
    usual_place,
    visible_evidence,
)
from .story import IndicatorLine, StoryItem, indicator_lines, last_states, story
from .tree import Branch, Filters, Tree, branch_of, tree

__all__ = [
    "Branch",
    "Filters",
    "IndicatorLine",
    "StoryItem",
    "Tree",
    "branch_of",
    "current_pact",
    "evidence_of",
    "get_node",
    "indicator_lines",
    "indicators_to_attach",
    "last_states",
    "led_by",
    "story",
    "territories_for",
    "tree",
    "usual_place",
    "visible_evidence",
]
