"""Opening a named file: the one way to it, each time written to the journal."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.partners.models import Organisation

from .. import reads
from ..models import File, Person
from ..permissions import require_following
from ..reads import FileSight, Sight


def open_file(actor: User, key: UUID | str, reason: str = "read", *, through: Organisation | None = None) -> Sight:
    """What this user sees of the person of this key, noted in the journal with how it is seen.

    `reason` is a code: "read", "export", "summary", "referral", … `through` narrows the actor's rights to those held
    in one organisation. Raises Refused for a role that follows nobody, Http404 when even the person's existence is
    out of reach.
    """
    require_following(actor, through)
    person = Person.objects.filter(key=key).first()
    sight = reads.sight_of(actor, person, through) if person else None
    if sight is None:
        raise Http404
    relations = sorted({relation.value for each in sight.files for relation in each.relations})
    record(
        actor, "person.open", sight.person.target,
        organisation=through.slug if through else "",
        detail={"reason": reason, "level": sight.level.value, "through": relations},
    )  # fmt: skip
    return sight


def file_to_write(actor: User, key: UUID | str, *, through: Organisation | None = None) -> tuple[Sight, FileSight]:
    """A file that the actor follows and may write in, not opened yet in the journal: verbs note their own act.

    Raises Refused for a role that follows nobody, Http404 for any file that is not the actor's to write in.
    """
    require_following(actor, through)
    file = File.objects.filter(key=key).select_related("person").first()
    sight = reads.sight_of(actor, file.person, through) if file else None
    seen = sight.of_file(file) if sight and file else None
    if sight is None or seen is None or not seen.may_write:
        raise Http404
    return sight, seen


def person_to_write(actor: User, key: UUID | str) -> Sight:
    """A person whom the actor follows and whose own fields they may change; Http404 for anyone else."""
    require_following(actor)
    person = Person.objects.filter(key=key).first()
    sight = reads.sight_of(actor, person) if person else None
    if sight is None or not sight.may_write:
        raise Http404
    return sight
