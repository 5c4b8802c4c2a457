"""Importing a file of places: whole or not at all, and the same file twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ...rules.formats import Parsed
from .planning import Plan, Tell, plan_of
from .reading import read
from .wording import faults_of
from .writing import write


@dataclass
class Outcome:
    """What an import did, or would do: counts of entries, names of what changes, faults of what is left out."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    hidden: int = 0
    left_out: int = 0
    faults: list[Fault] = field(default_factory=list)
    new: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, str, list[str]]] = field(default_factory=list)
    kept: list[tuple[str, str, list[str]]] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)


def import_file(
    path: Path, form: str, source: str, *, keep_valid: bool = False, rehearse: bool = False,
    author: User | None = None, tell: Tell | None = None,
) -> Outcome:  # fmt: skip
    """Take the places of a file in. Raises BadInput with all the faults, located, unless `keep_valid` leaves these out.

    A rehearsal writes nothing and raises nothing but what makes the file unreadable: its outcome holds the faults.
    """
    parsed = read(path, form)
    faults = faults_of(parsed.mistakes)
    if faults and not keep_valid and not rehearse:
        raise BadInput(*faults)
    with transaction.atomic():
        plan = plan_of(source, parsed.places, {each.place for each in parsed.mistakes}, None if not rehearse else tell)
        found = outcome_of(plan, parsed, faults)
        if not rehearse:
            write(plan, author, tell)
            counts = {"created": found.created, "changed": found.changed, "source": source, "format": form}
            record(author, "directory.import", f"directory.Origin:{source}", detail=counts)
    return found


def outcome_of(plan: Plan, parsed: Parsed, faults: list[Fault]) -> Outcome:
    """The plan as counts and names. A confidential entry is counted, never shown."""
    seen = {mistake.place or mistake.where for mistake in parsed.mistakes}
    return Outcome(
        len(plan.new), len(plan.changed), plan.unchanged, plan.hidden, len(seen), faults,
        new=[(each.identifier, each.name) for each in plan.new],
        changes=[(each.record.identifier, each.place.name, each.fields) for each in plan.changed],
        kept=[(each.record.identifier, each.place.name, each.kept) for each in plan.changes if each.kept],
        missing=[
            (each.identifier, each.place.name) for each in plan.missing if not each.place.is_confidential
        ],
    )  # fmt: skip
