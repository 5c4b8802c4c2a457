"""What the room notes in a case: a step, when the case's own scheme knows it and the case still runs."""

from __future__ import annotations

from datetime import date

from pacte.ground.accounts.models import User
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.stories import scheme_of
from pacte.ground.pathways.services.recording import append

SAME = {
    "request_completed": ("proof_seen",),
    "request_scored": ("ranked",),
    "home_proposed": ("home_offered",),
    "home_declined": ("offer_declined",),
    "home_allocated": ("allocated",),
}
"""The same act under the name that other schemes of this room give it."""


def noted(case: Case, actor: User | None, step: str, on: date) -> None:
    """Append the step to the case, inside the caller's transaction; nothing for a scheme that has no such step."""
    if not case.is_running:
        return
    scheme = scheme_of(case)
    for name in (step, *SAME.get(step, ())):
        if scheme.step(name) is not None:
            append(case, actor, CaseEventKind.HAPPENED, name, on)
            return
