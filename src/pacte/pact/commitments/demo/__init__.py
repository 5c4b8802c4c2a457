"""The pact of Paris as the product carries it: its tree, its figures as facts, and what a demonstration says of it.

Figures and schemes are the source's (`data/figures.csv`, `data/schemes.csv`); states and evidence are invented and
say so. Nothing here invents a past value for a real indicator.
"""

from __future__ import annotations

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan

from . import computed, evidence, figures, hierarchy, states


def load(plan: Plan) -> None:
    """Add the pact, what measures it, then where it stands. Loading again changes nothing."""
    pact = hierarchy.load()
    figures.load(pact, plan.today)
    computed.load(plan.today)
    author = User.objects.filter(is_demonstration=True, email__startswith="pact_team@").first()
    states.load(pact, author)
    evidence.load(author)
