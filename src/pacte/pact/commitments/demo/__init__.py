"""The pact of Paris as the product carries it: its tree, its figures as facts, and the states of a demonstration.

Figures and schemes are the source's (`data/figures.csv`, `data/schemes.csv`); the states declared are invented and
say so. Nothing here invents a past value for a real indicator.
"""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan

from . import figures, hierarchy, states


def load(plan: Plan) -> None:
    """Add the pact, what measures it, then where it stands. Loading again changes nothing."""
    pact = hierarchy.load()
    figures.load(pact, plan.today)
    states.load(pact)
