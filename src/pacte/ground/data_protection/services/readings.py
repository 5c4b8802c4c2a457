"""Looking at who read a person's data: itself in the journal, like every look at somebody's acts."""

from __future__ import annotations

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.people.models import Person

from ..permissions import require_desk
from ..reads.readings import Act, Filter, acts_on


def look(actor: User, person: Person, wanted: Filter, *, exported: bool = False) -> list[Act]:
    """The acts on this person, for a data protection officer; Refused for anyone else."""
    require_desk(actor)
    found = acts_on(person, wanted)
    record(actor, "readings.export" if exported else "readings.look", person.target, detail={"lines": len(found)})
    return found
