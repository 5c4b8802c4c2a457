"""Demonstration."""

from pacte.ground.declarations.demo import Plan


def load(plan: Plan) -> None:
    """Nothing yet."""
