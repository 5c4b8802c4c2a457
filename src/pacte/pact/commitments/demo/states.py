"""States that the demonstration declares, each said to be an example; some nodes stay silent on purpose."""

from __future__ import annotations

from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.territory.models import Territory

from ..models import Node, Pact, StateReport
from . import facts


def load(pact: Pact, author: User | None) -> None:
    """Declare each state once."""
    nodes = {node.code: node for node in Node.objects.filter(level__pact=pact)}
    areas = {area.code: area for area in Territory.objects.all()}
    for row in facts.rows("states"):
        StateReport.objects.get_or_create(
            node=nodes[row["node"]],
            territory=areas[row["territory"]],
            reported_on=date.fromisoformat(row["reported_on"]),
            defaults={
                "state": row["state"],
                "comment": row["comment"],
                "not_done": row["not_done"] or "",
                "author": author,
            },
        )
