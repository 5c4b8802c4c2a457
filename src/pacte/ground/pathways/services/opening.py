"""Opening a case: the one way to it for those who follow people, each time written to the journal."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.partners.models import Organisation
from pacte.ground.people.services.opening import file_to_write, open_file

from ..permissions import require_case_work
from ..reads.cases import CaseSight, case_of, seen_in


def open_case(actor: User, key: UUID | str, reason: str = "read", *, through: Organisation | None = None) -> CaseSight:
    """The case as this user sees it: the opening of the person's file and of the case are in the journal.

    `reason` is a code: "read", "write", "print"… Raises Refused for a role that follows nobody, Http404 when the case
    is out of reach.
    """
    require_case_work(actor, through)
    case = case_of(key)
    if case is None or case.file is None:
        raise Http404
    with transaction.atomic():
        seen = seen_in(case, open_file(actor, case.file.person.key, reason, through=through))
        if seen is None:
            raise Http404
        record(actor, "case.open", case.target, organisation=case.organisation.slug, detail={"reason": reason})
    return seen


def case_to_write(actor: User, key: UUID | str, *, through: Organisation | None = None) -> CaseSight:
    """A case of an open file that the actor follows, not noted as opened: verbs note their own act.

    Raises Refused for a role that follows nobody, Http404 for any case that is not the actor's to write in.
    """
    require_case_work(actor, through)
    case = case_of(key)
    if case is None or case.file is None:
        raise Http404
    sight, seen = file_to_write(actor, case.file.key, through=through)
    return CaseSight(case, sight, seen)
