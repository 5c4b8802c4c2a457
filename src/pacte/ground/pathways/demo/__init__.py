"""The demonstration's part of pathways."""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan


def load(plan: Plan) -> None:
    """Load the schemes that the product ships, then cases and signals; again changes nothing."""
